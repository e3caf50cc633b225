using System.Diagnostics;
using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Benchmarks.Engine;

/// <summary>
/// The block engine beside ONNX Runtime in one process. Every engine run follows a dense run of the opponent, so that its
/// caches are as cold as between two frames; list building and the copy of the picture's active blocks are included.
/// </summary>
internal static unsafe class EngineBenchmark
{
    private static readonly double[] s_shares = [1, 0.5, 0.3, 0.2, 0.16, 0.1, 0.05, 0.03];

    public static void Run(BenchmarkOptions options)
    {
        foreach (int threads in (int[])[1, 2])
        {
            foreach ((string name, long[] shape) in (ReadOnlySpan<(string, long[])>)[
                ("yolox_nano_dynamic", [1, 3, 416, 416]), ("resnet18", [1, 3, 384, 640]), ("nanodet_m_320", [1, 3, 320, 320]), ("ultraface_rfb_320", [1, 3, 240, 320]), ("embedded detector", [1, 3, 384, 640])])
            {
                OnnxModel? model = name switch
                {
                    "resnet18" => BenchModels.ResNet18(384, 640),
                    "embedded detector" => OnnxReader.Load(Path.Combine("samples", "models", "detector", "model.onnx")),
                    _ => BenchModels.Shared(name),
                };
                if (model is null)
                    Console.WriteLine($"{name}: not there, set VIDEODYN_DATA");
                else
                    Measure(name, model, shape, threads, name == "resnet18" ? Math.Max(5, options.Rounds / 8) : options.Rounds);
            }
        }
    }

    private static void Measure(string name, OnnxModel model, long[] shape, int threads, int rounds)
    {
        float[] picture = BenchModels.Picture(shape, 1), other = BenchModels.Picture(shape, 2);
        using var dense = new DenseSession(model, shape, picture, threads);
        using EnginePlan plan = EnginePlan.Create(model, shape, new EnginePlanOptions { Threads = threads });
        using EngineInstance engine = plan.CreateInstance();
        dense.Run();
        engine.RunFull(picture);
        double difference = 0, range = 0;
        ReadOnlySpan<float> expected = dense.Outputs[0].GetTensorDataAsSpan<float>(), actual = engine.Output(0);
        for (int i = 0; i < expected.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs(expected[i] - actual[i]));
            range = Math.Max(range, Math.Abs(expected[i]));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"### {name} {shape[3]}x{shape[2]}, {threads} thread(s), {plan.Kernels}, full pass differs by {difference / range:E1} of the range"));
        Console.WriteLine();
        Console.WriteLine("| active | executed MACs | ONNX Runtime ms | engine ms | times faster | 95 % interval |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---|");
        nint tensor = BenchModels.AsTensor(other);
        foreach (double share in s_shares)
            MeasureShare(plan, dense, engine, new ReadOnlySpan<float>((float*)tensor, other.Length), share, rounds);
        Console.WriteLine();
    }

    private static void MeasureShare(EnginePlan plan, DenseSession dense, EngineInstance engine, ReadOnlySpan<float> picture, double share, int rounds)
    {
        const int Seeds = 4;
        BlockMask[] masks = [.. Enumerable.Range(0, share == 1 ? 1 : Seeds).Select(_ => plan.NewMask())];
        for (int i = 0; i < masks.Length; i++)
            ClusteredMask.Fill(masks[i], share, 11 + i);
        var denseTimes = new double[rounds];
        var engineTimes = new double[rounds];
        double executed = 0;
        for (int round = -5; round < rounds; round++)
        {
            BlockMask mask = masks[Math.Abs(round) % masks.Length];
            long start = Stopwatch.GetTimestamp();
            dense.Run();
            long middle = Stopwatch.GetTimestamp();
            engine.Run(picture, mask);
            long end = Stopwatch.GetTimestamp();
            if (engine.LastRunWasFull)
                throw new InvalidOperationException("a measured run was a full pass by itself");
            if (round < 0)
                continue;
            denseTimes[round] = Stopwatch.GetElapsedTime(start, middle).TotalMilliseconds;
            engineTimes[round] = Stopwatch.GetElapsedTime(middle, end).TotalMilliseconds;
            executed += (double)engine.LastMacs / plan.DenseMacs / rounds;
        }

        var ours = new Series("engine", engineTimes);
        var theirs = new Series("dense", denseTimes);
        (double ratio, double low, double high) = theirs.RatioTo(ours);
        double active = masks.Average(mask => mask.Share);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {active:P1} | {executed:P1} | {theirs.Median:F2} | {ours.Median:F3} | {ratio:F2} | {low:F2} .. {high:F2} |"));
    }
}
