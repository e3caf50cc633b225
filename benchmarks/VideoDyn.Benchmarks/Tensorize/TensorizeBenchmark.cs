using System.Globalization;
using System.Runtime.InteropServices;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Pixels;

namespace VideoDyn.Benchmarks.Tensorize;

/// <summary>
/// A 4:2:0 frame to a letterboxed fp32 planar RGB tensor on one thread: our one pass against libswscale (bilinear, to
/// RGB of the picture's size) followed by a plain loop that normalises into the tensor and fills the border.
/// </summary>
internal static class TensorizeBenchmark
{
    private const string Baseline = "libswscale + scalar normalisation";

    public static void Run(BenchmarkOptions options)
    {
        Compare(1280, 720, 640, 384, options);
        Compare(1280, 720, 416, 416, options);
        Compare(1920, 1080, 640, 384, options);
        Compare(3840, 2160, 640, 640, options);
        Compare(640, 360, 640, 384, options);
        Compare(352, 288, 640, 640, options);
        ElementTypes(options);
    }

    private static void Compare(int width, int height, int tensorWidth, int tensorHeight, BenchmarkOptions options)
    {
        var spec = new InputSpec { Width = tensorWidth, Height = tensorHeight };
        FrameToTensor fit = FrameToTensor.Fit(width, height, spec);
        using var frame = new BenchFrame(width, height);
        using var swscale = new SwScale(width, height, fit.ContentWidth, fit.ContentHeight);
        var theirs = new float[spec.ByteLength / sizeof(float)];
        var ours = new float[theirs.Length];
        var timer = new InterleavedTimer();
        timer.Add(Baseline, () =>
        {
            swscale.Convert(frame);
            Normalise(swscale, spec, fit, theirs);
        });
        timer.Add("libswscale alone", () => swscale.Convert(frame));
        foreach (KernelVariant variant in InstructionSet.Supported)
        {
            var tensorizer = new FrameTensorizer(variant);
            timer.Add($"one pass, {variant}", () => tensorizer.Write(frame, spec, MemoryMarshal.AsBytes(ours.AsSpan())));
        }

        TimingReport report = timer.Measure(options.Rounds);
        string picture = $"picture {fit.ContentWidth}x{fit.ContentHeight}";
        Console.WriteLine(report.ToMarkdown($"{width}x{height} to {tensorWidth}x{tensorHeight}, {picture}"));
        double difference = ours.Zip(theirs, (mine, other) => Math.Abs((double)mine - other)).Average() * 255;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Mean difference between the two tensors: {difference:F2} code values.\n"));
    }

    private static void ElementTypes(BenchmarkOptions options)
    {
        using var frame = new BenchFrame(1280, 720);
        var timer = new InterleavedTimer();
        foreach (TensorLayout layout in Enum.GetValues<TensorLayout>())
        {
            foreach (TensorType type in Enum.GetValues<TensorType>())
            {
                var spec = new InputSpec { Width = 640, Height = 384, Layout = layout, Type = type };
                var tensor = new byte[spec.ByteLength];
                var tensorizer = new FrameTensorizer();
                timer.Add($"{layout} {type}", () => tensorizer.Write(frame, spec, tensor));
            }
        }

        TimingReport report = timer.Measure(options.Rounds);
        Console.WriteLine(report.ToMarkdown($"Layouts and element types, 1280x720 to 640x384, {InstructionSet.Active}"));
    }

    private static void Normalise(SwScale rgb, InputSpec spec, FrameToTensor fit, float[] tensor)
    {
        int plane = spec.Width * spec.Height;
        float scale = spec.Scale;
        if (rgb.Width < spec.Width || rgb.Height < spec.Height)
            FillBorder(spec, fit, tensor);
        for (int y = 0; y < rgb.Height; y++)
        {
            ReadOnlySpan<byte> row = rgb.Row(y);
            int start = ((fit.ContentY + y) * spec.Width) + fit.ContentX;
            Span<float> red = tensor.AsSpan(start, rgb.Width);
            Span<float> green = tensor.AsSpan(plane + start, rgb.Width);
            Span<float> blue = tensor.AsSpan((2 * plane) + start, rgb.Width);
            for (int x = 0; x < red.Length; x++)
            {
                red[x] = row[3 * x] * scale;
                green[x] = row[(3 * x) + 1] * scale;
                blue[x] = row[(3 * x) + 2] * scale;
            }
        }
    }

    private static void FillBorder(InputSpec spec, FrameToTensor fit, float[] tensor)
    {
        float border = spec.Pad * spec.Scale;
        int right = fit.ContentX + fit.ContentWidth;
        for (int line = 0; line < 3 * spec.Height; line++)
        {
            Span<float> row = tensor.AsSpan(line * spec.Width, spec.Width);
            int y = line % spec.Height;
            bool picture = y >= fit.ContentY && y < fit.ContentY + fit.ContentHeight;
            row[..(picture ? fit.ContentX : spec.Width)].Fill(border);
            if (picture)
                row[right..].Fill(border);
        }
    }
}
