using System.Diagnostics;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;

namespace VideoDyn.Benchmarks.Decoding;

/// <summary>
/// Decoding through <see cref="IFrameSource"/> against the bare binding: the same file, one decoder thread, every luma
/// byte touched, rounds interleaved in one process.
/// </summary>
public static class DecodeBenchmark
{
    /// <summary>Medians over all rounds.</summary>
    /// <param name="Frames">Pictures per round.</param>
    /// <param name="SourceFps">Pictures per second through the source.</param>
    /// <param name="BareFps">Pictures per second of the bare loop.</param>
    /// <param name="Ratio">Median over rounds of source fps / bare fps of that round.</param>
    /// <param name="CpuRatio">The same ratio by CPU time instead of wall-clock time, which other load on the machine disturbs less.</param>
    /// <param name="BytesPerFrame">Managed bytes allocated per picture by the source, opening included.</param>
    public sealed record Result(int Frames, double SourceFps, double BareFps, double Ratio, double CpuRatio, double BytesPerFrame);

    /// <summary>Runs the comparison.</summary>
    /// <param name="path">A file of 8-bit planar YUV.</param>
    /// <param name="rounds">Rounds that count; one more warms up.</param>
    public static Result Run(string path, int rounds = 7)
    {
        var sourceFps = new List<double>();
        var bareFps = new List<double>();
        var cpuRatios = new List<double>();
        int frames = 0;
        long allocated = 0;
        for (int round = -1; round < rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            // Which one goes first alternates, so that neither always finds the warmer machine.
            ((int Frames, byte Mixed) Result, double Seconds, double Cpu) source = default, bare = default;
            for (int turn = 0; turn < 2; turn++)
            {
                if ((turn + round) % 2 == 0)
                    source = Time(() => ThroughSource(path));
                else
                    bare = Time(() => BareDecodeLoop.Run(path));
            }

            if (source.Result != bare.Result)
                throw new InvalidOperationException($"the two loops read different pictures: {source.Result} and {bare.Result}");
            if (round < 0)
                continue;
            frames = source.Result.Frames;
            sourceFps.Add(frames / source.Seconds);
            bareFps.Add(frames / bare.Seconds);
            cpuRatios.Add(bare.Cpu / source.Cpu);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        double[] ratios = [.. sourceFps.Zip(bareFps, (a, b) => a / b)];
        return new Result(frames, Median(sourceFps), Median(bareFps), Median(ratios), Median(cpuRatios), (double)allocated / frames);
    }

    private static (int Frames, byte Mixed) ThroughSource(string path)
    {
        var ledger = new FrameLedger();
        int frames = 0;
        byte mixed = 0;
        using VideoFileSource source = MediaSource.Open(path, new MediaSourceOptions(), ledger, default);
        while (source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
        {
            mixed ^= LumaTouch.Touch(frame!.Luma);
            frame.Dispose();
            ledger.Analyze();
            frames++;
        }

        return (frames, mixed);
    }

    private static ((int Frames, byte Mixed) Result, double Seconds, double Cpu) Time(Func<(int Frames, byte Mixed)> run)
    {
        double cpu = Environment.CpuUsage.TotalTime.TotalSeconds;
        long from = Stopwatch.GetTimestamp();
        (int Frames, byte Mixed) result = run();
        return (result, Stopwatch.GetElapsedTime(from).TotalSeconds, Environment.CpuUsage.TotalTime.TotalSeconds - cpu);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
