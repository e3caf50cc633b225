using System.Diagnostics;
using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Benchmarks.Engine;

/// <summary>
/// Where the engine's time goes, operation by operation, after a dense run of ONNX Runtime: the least of all rounds, so that
/// a busy machine does not blur it. MODEL, SHARE and SEED in the environment choose what is looked at, WARM leaves the dense runs out.
/// </summary>
internal static unsafe class EngineProfile
{
    public static void Run(BenchmarkOptions options)
    {
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
}
