using System.Globalization;
using System.Runtime.InteropServices;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Benchmarks.Tensorize;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;
using VideoDyn.Spatial.Policies;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Benchmarks.Signals;

/// <summary>
/// The change signal of one frame against a copy of its luma plane; the update of the reference and the block policy at a
/// fifth of the blocks active.
/// </summary>
internal static class ChangeSignalBenchmark
{
    private const string Baseline = "memcpy of the luma plane";

    public static void Run(BenchmarkOptions options)
    {
        foreach ((int width, int height) in new[] { (640, 352), (1280, 720), (1920, 1080) })
        {
            Compare(width, height, 416, 416, options);
            Compare(width, height, 640, 384, options);
        }
    }

    private static unsafe void Compare(int width, int height, int inputWidth, int inputHeight, BenchmarkOptions options)
    {
        var input = new InputSpec { Width = inputWidth, Height = inputHeight, Resize = ResizeMode.LetterboxTopLeft };
        using var before = new BenchFrame(width, height);
        using var frame = new BenchFrame(width, height);
        Disturb(frame, new BlockGrid(input, 32, width, height));
        int bytes = frame.Luma.Stride * height;
        void* copy = NativeMemory.AlignedAlloc((nuint)bytes, 64);
        var timer = new InterleavedTimer();
        timer.Add(Baseline, () => NativeMemory.Copy((void*)frame.Luma.Data, copy, (nuint)bytes));
        var signals = new List<ChangeSignal>();
        foreach (KernelVariant variant in InstructionSet.Supported.Reverse())
        {
            var signal = new ChangeSignal(input, 32, new ChangeSignalOptions(), variant);
            signal.Observe(before);
            signal.MarkProcessed(before, null);
            timer.Add($"signal, {variant}", () => signal.Observe(frame));
            signals.Add(signal);
        }

        BlockChange change = signals[0].Observe(frame);
        var policy = new ChangePolicy(new ChangePolicyOptions());
        BlockMask mask = policy.Decide(change).Mask;
        timer.Add("policy and mask", () => policy.Decide(change));
        timer.Add("marking the active blocks", () => signals[0].MarkProcessed(before, mask));
        CultureInfo plain = CultureInfo.InvariantCulture;
        double share = (double)mask.Count / change.Grid.PictureCells;
        string title = string.Create(
            plain, $"{width}x{height} to {inputWidth}x{inputHeight}, blocks of 32, {share:P0} of the picture's blocks active");
        Console.WriteLine(timer.Measure(options.Rounds).ToMarkdown(title));
        signals.ForEach(signal => signal.Dispose());
        NativeMemory.AlignedFree(copy);
    }

    /// <summary>Changes a fifth of the blocks, scattered; the rest gets noise of one or two code values.</summary>
    private static unsafe void Disturb(BenchFrame frame, BlockGrid grid)
    {
        for (int row = 0; row < grid.Rows; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
                Disturb(frame.Luma, grid.Row(row), grid.Column(column), ((row * grid.Columns) + column) % 5 == 0 ? 60 : 0);
        }
    }

    private static unsafe void Disturb(FramePlane luma, PixelRange rows, PixelRange columns, int offset)
    {
        for (int y = rows.Start; y < rows.End; y++)
        {
            byte* line = (byte*)luma.Data + ((nint)y * luma.Stride);
            for (int x = columns.Start; x < columns.End; x++)
                line[x] = (byte)(line[x] + offset + ((x * 7 ^ y * 5) & 1));
        }
    }
}
