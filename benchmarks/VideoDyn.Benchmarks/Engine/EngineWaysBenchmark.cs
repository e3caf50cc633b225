using System.Diagnostics;
using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Benchmarks.Engine;

/// <summary>
/// The same work in the block engine in several ways, in turns in one process: one thread and two, with the second core free and
/// taken, and AVX2 beside AVX-512. Before every run a dense run of ONNX Runtime on one thread leaves caches as between two frames.
/// Then what share of blocks costs as much as the embedded detector with 8-bit integers.
/// </summary>
internal static unsafe class EngineWaysBenchmark
{
    private static readonly double[] s_shares = [1, 0.5, 0.2, 0.1];

    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine("### Two threads beside one, and AVX2 beside AVX-512");
        Console.WriteLine();
        Console.WriteLine("| model | active | one thread ms | times faster on two | with the second core taken | AVX2: times the speed of AVX-512 |");
        Console.WriteLine("|---|---:|---:|---|---|---|");
        foreach ((string name, OnnxModel model, long[] shape) in Models())
            Ways(name, model, shape, name == "resnet18" ? Math.Max(5, options.Rounds / 8) : options.Rounds);
        Console.WriteLine();
        Integers(options.Rounds);
    }

    private static IEnumerable<(string Name, OnnxModel Model, long[] Shape)> Models()
    {
        if (BenchModels.Shared("yolox_nano_dynamic") is { } yolox)
            yield return ("yolox_nano", yolox, [1, 3, 416, 416]);
        yield return ("resnet18", BenchModels.ResNet18(384, 640), [1, 3, 384, 640]);
        if (BenchModels.Shared("nanodet_m_320") is { } nanodet)
            yield return ("nanodet_m_320", nanodet, [1, 3, 320, 320]);
        yield return ("embedded detector", Embedded("model.onnx"), [1, 3, 384, 640]);
    }

    private static OnnxModel Embedded(string file) => OnnxReader.Load(Path.Combine("samples", "models", "detector", file));

    private static void Ways(string name, OnnxModel model, long[] shape, int rounds)
    {
        float[] numbers = BenchModels.Picture(shape, 2);
        using var dense = new DenseSession(model, shape, BenchModels.Picture(shape, 1), 1);
        using EnginePlan one = EnginePlan.Create(model, shape), two = EnginePlan.Create(model, shape, new EnginePlanOptions { Threads = 2 });
        using EnginePlan narrow = EnginePlan.Create(model, shape, new EnginePlanOptions { Kernels = KernelVariant.Avx2 });
        using EngineInstance alone = one.CreateInstance(), avx2 = narrow.CreateInstance();
        nint tensor = BenchModels.AsTensor(numbers);
        foreach (double share in s_shares)
        {
            BlockMask mask = one.NewMask();
            ClusteredMask.Fill(mask, share, 11);
            // What helpers learned while the second core was taken says nothing about a free one.
            using EngineInstance both = two.CreateInstance(), disturbed = two.CreateInstance();
            Series[] free = Time(rounds, dense, mask, tensor, numbers.Length, alone, both, avx2);
            using var taken = new Spinner();
            Series[] busy = Time(Math.Max(5, rounds / 2), dense, mask, tensor, numbers.Length, alone, disturbed);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {mask.Share:P0} | {free[0].Median:F3} | {Ratio(free[0], free[1])} | {Ratio(busy[0], busy[1])} | {(one.Kernels == KernelVariant.Avx512 ? Ratio(free[0], free[2]) : "no AVX-512")} |"));
        }
    }

    private static void Integers(int rounds)
    {
        long[] shape = [1, 3, 384, 640];
        float[] numbers = BenchModels.Picture(shape, 2);
        using var floats = new DenseSession(Embedded("model.onnx"), shape, BenchModels.Picture(shape, 1), 1);
        using var integers = new DenseSession(Embedded("int8.onnx"), shape, BenchModels.Picture(shape, 1), 1);
        using EnginePlan plan = EnginePlan.Create(Embedded("model.onnx"), shape);
        using EngineInstance engine = plan.CreateInstance();
        nint tensor = BenchModels.AsTensor(numbers);
        var quantised = new double[rounds];
        var dense = new double[rounds];
        for (int round = -5; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            floats.Run();
            long middle = Stopwatch.GetTimestamp();
            integers.Run();
            if (round >= 0)
                (dense[round], quantised[round]) = (Stopwatch.GetElapsedTime(start, middle).TotalMilliseconds, Stopwatch.GetElapsedTime(middle).TotalMilliseconds);
        }

        Series opponent = new("int8", quantised), reference = new("dense", dense);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Embedded detector, dense by ONNX Runtime on one thread: float32 {reference.Median:F2} ms, 8-bit integers {opponent.Median:F2} ms, {Ratio(reference, opponent)} times faster."));
        double below = 0, belowTime = 0, even = double.NaN;
        foreach (double share in (double[])[0.03, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1])
        {
            BlockMask mask = plan.NewMask();
            ClusteredMask.Fill(mask, share, 11);
            double time = Time(rounds, floats, mask, tensor, numbers.Length, engine)[0].Median;
            if (time > opponent.Median && double.IsNaN(even))
                even = below + ((mask.Share - below) * (opponent.Median - belowTime) / (time - belowTime));
            (below, belowTime) = (mask.Share, time);
        }

        Console.WriteLine(double.IsNaN(even)
            ? "Blocks in float32 are faster than that at any share."
            : string.Create(CultureInfo.InvariantCulture, $"Blocks in float32 are faster than that below {even:P0} of active blocks."));
    }

    private static string Ratio(Series one, Series other)
    {
        (double ratio, double low, double high) = one.RatioTo(other);
        return string.Create(CultureInfo.InvariantCulture, $"{ratio:F2} ({low:F2} .. {high:F2})");
    }

    private static Series[] Time(int rounds, DenseSession dense, BlockMask mask, nint tensor, int length, params EngineInstance[] engines)
    {
        double[][] times = [.. engines.Select(_ => new double[rounds])];
        var picture = new ReadOnlySpan<float>((float*)tensor, length);
        foreach (EngineInstance engine in engines)
            engine.RunFull(picture);
        for (int round = -5; round < rounds; round++)
        {
            for (int turn = 0; turn < engines.Length; turn++)
            {
                int which = (round & 1) == 0 ? turn : engines.Length - 1 - turn;
                dense.Run();
                long start = Stopwatch.GetTimestamp();
                engines[which].Run(picture, mask);
                if (round >= 0)
                    times[which][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        return [.. times.Select(time => new Series("engine", time))];
    }

    /// <summary>Keeps as many cores busy as there are, less the one that is measured on.</summary>
    private sealed class Spinner : IDisposable
    {
        private readonly Thread[] _threads;
        private volatile bool _isOver;

        public Spinner()
        {
            _threads = [.. Enumerable.Range(1, Math.Max(1, Environment.ProcessorCount - 1)).Select(_ => new Thread(Spin) { IsBackground = true })];
            foreach (Thread thread in _threads)
                thread.Start();
        }

        public void Dispose()
        {
            _isOver = true;
            foreach (Thread thread in _threads)
                thread.Join();
        }

        private void Spin()
        {
            while (!_isOver)
                Thread.SpinWait(1000);
        }
    }
}
