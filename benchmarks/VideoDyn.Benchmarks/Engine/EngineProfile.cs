using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Onnx;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Spatial.Analysis;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Benchmarks.Engine;

/// <summary>
/// Where the engine's time goes, operation by operation, after a dense run of ONNX Runtime: the least of all rounds, so that
/// a busy machine does not blur it. MODEL, SHARE and SEED in the environment choose what is looked at, WARM leaves the dense runs out. With
/// CLIP, the frames of a clip go through MODEL (a path) with all blocks active under the rule <c>changes</c> and the threshold THRESHOLD, and
/// the medians of all frames are told.
/// </summary>
internal static unsafe class EngineProfile
{
    public static void Run(BenchmarkOptions options)
    {
        if (Environment.GetEnvironmentVariable("CLIP") is { } clip)
        {
            Clip(clip, Environment.GetEnvironmentVariable("MODEL") ?? Path.Combine("samples", "models", "detector", "model.onnx"), options.Rounds);
            return;
        }

        string name = Environment.GetEnvironmentVariable("MODEL") ?? "yolox_nano_dynamic";
        double share = double.Parse(Environment.GetEnvironmentVariable("SHARE") ?? "1", CultureInfo.InvariantCulture);
        OnnxModel model = name == "resnet18" ? BenchModels.ResNet18(384, 640) : BenchModels.Shared(name) ?? throw new FileNotFoundException(name);
        long[] shape = [.. model.Graph.Inputs[0].Shape!.Dims.Select((dim, i) => dim.Value is > 0 and { } value ? value : i == 0 ? 1 : 416)];
        using var dense = new DenseSession(model, shape, BenchModels.Picture(shape, 1), 1);
        using EnginePlan plan = EnginePlan.Create(model, shape);
        using EngineInstance engine = plan.CreateInstance();
        float[] numbers = BenchModels.Picture(shape, 2);
        var picture = new ReadOnlySpan<float>((float*)BenchModels.AsTensor(numbers), numbers.Length);
        engine.RunFull(picture);
        BlockMask mask = plan.NewMask();
        ClusteredMask.Fill(mask, share, int.Parse(Environment.GetEnvironmentVariable("SEED") ?? "11", CultureInfo.InvariantCulture));
        var whole = new double[options.Rounds];
        var totals = new Dictionary<string, (double Milliseconds, long Macs)>();
        for (int round = -5; round < options.Rounds; round++)
        {
            if (Environment.GetEnvironmentVariable("WARM") is null)
                dense.Run();
            foreach ((string operation, TimeSpan time, long macs) in engine.Profile(picture, mask))
            {
                double least = totals.TryGetValue(operation, out (double Milliseconds, long Macs) known) ? known.Milliseconds : double.PositiveInfinity;
                totals[operation] = (Math.Min(least, time.TotalMilliseconds), macs);
            }

            if (Environment.GetEnvironmentVariable("WARM") is null)
                dense.Run();
            long start = Stopwatch.GetTimestamp();
            engine.Run(picture, mask);
            if (round >= 0)
                whole[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        foreach ((string operation, (double milliseconds, long macs)) in totals)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds,8:F4} ms {macs / 1e6,9:F2} MMAC {2e-6 * macs / milliseconds,7:F1} GFLOP/s  {operation}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{totals.Values.Sum(value => value.Milliseconds):F3} ms in all; runs that are not taken apart: least {whole.Min():F3}, median {whole.Order().ElementAt(whole.Length / 2):F3} ms"));
    }

    private static void Clip(string clip, string modelPath, int frames)
    {
        double threshold = double.Parse(Environment.GetEnvironmentVariable("THRESHOLD") ?? "0", CultureInfo.InvariantCulture);
        using var analyzer = BlockAnalyzer.Load(new ModelOptions { ModelPath = modelPath }, new BlockAnalyzerOptions(), new FrameTensorizer());
        long[] shape = [1, 3, analyzer.Input.Height, analyzer.Input.Width];
        using EnginePlan plan = EnginePlan.Create(OnnxReader.Load(modelPath), shape, new EnginePlanOptions { MaskRule = MaskRule.Changes, ChangeThreshold = threshold });
        using EngineInstance engine = plan.CreateInstance();
        using var dense = new DenseSession(OnnxReader.Load(modelPath), shape, BenchModels.Picture(shape, 1), 1);
        BlockMask mask = plan.NewMask();
        mask.Fill(true);
        var tensor = new float[analyzer.Input.ByteLength / sizeof(float)];
        var tensorizer = new FrameTensorizer();
        using VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions(), new FrameLedger(), default);
        var times = new Dictionary<string, List<double>>();
        var macs = new Dictionary<string, (long Done, long Most)>();
        var reference = new List<double>();
        while (reference.Count < frames && source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
        {
            source.Ledger.Analyze();
            using (frame)
                tensorizer.Write(frame!, analyzer.Input, MemoryMarshal.AsBytes(tensor.AsSpan()));
            if (!engine.IsValid)
            {
                // Everything moves from a picture of noise, which tells what every operation could do.
                engine.RunFull(BenchModels.Picture(shape, 1));
                foreach ((string operation, _, long work) in engine.Profile(tensor, mask))
                    (times[operation], macs[operation]) = ([], (0, work));
                continue;
            }

            long start = Stopwatch.GetTimestamp();
            dense.Run();
            reference.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            foreach ((string operation, TimeSpan time, long work) in engine.Profile(tensor, mask))
            {
                times[operation].Add(time.TotalMilliseconds);
                macs[operation] = (macs[operation].Done + work, macs[operation].Most);
            }
        }

        foreach ((string operation, List<double> all) in times)
        {
            double mean = (double)macs[operation].Done / reference.Count;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Median(all),8:F4} ms {mean / 1e6,9:F2} MMAC {mean / Math.Max(macs[operation].Most, 1),6:P0} {2e-6 * mean / Median(all),7:F1} GFLOP/s  {operation}"));
        }

        foreach (var kind in times.GroupBy(operation => operation.Key.Split(' ')[0]))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Sum(operation => Median(operation.Value)),8:F4} ms  {kind.Key}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{times.Values.Sum(Median):F3} ms in all, {macs.Values.Sum(value => (double)value.Done) / reference.Count / plan.DenseMacs:P1} of the multiply-adds; dense by ONNX Runtime {Median(reference):F3} ms"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
