using VideoDyn.Bench.Measuring;
using VideoDyn.Bench.Running;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Evaluation.Statistics;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Benchmarks.Run;

/// <summary>
/// What <c>videodyn bench</c> itself costs: a dense run in a lane of the harness (slices, times per frame, tracker, log of
/// what is published) beside the same dense run with its tracker alone, in turns of one second of stream time.
/// </summary>
internal static class HarnessBenchmark
{
    private static readonly TimeSpan s_slice = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(6);

    /// <summary>Measures; a round takes some seconds, so there are at most 10.</summary>
    public static void Run(BenchmarkOptions options)
    {
        int rounds = Math.Min(options.Rounds, 10);
        foreach (string model in (string[])["yolox_nano.onnx", "fastestdet.onnx"])
            Measure(model, rounds);
    }

    private static void Measure(string model, int rounds)
    {
        var video = new BenchOptions { Input = BenchmarkData.Clip("street-vehicles.mp4"), Model = BenchmarkData.Model(model), Duration = s_duration };
        int slices = (int)(s_duration / s_slice);
        double[][] lane = [.. Enumerable.Range(0, slices).Select(_ => new double[rounds])];
        double[][] plain = [.. Enumerable.Range(0, slices).Select(_ => new double[rounds])];
        var spin = new SpinReference();
        // Round -1 warms both up.
        for (int round = -1; round < rounds; round++)
            Round(video, slices, round, lane, plain, spin);

        (double? ratio, ConfidenceInterval? interval) = CostRatio.Estimate(lane, plain);
        Console.WriteLine(FormattableString.Invariant(
            $"harness, {model}, street-vehicles.mp4, {s_duration.TotalSeconds:0} s, {rounds} rounds, 1 thread: {ratio:F4} ({interval!.Value.Low:F4} .. {interval.Value.High:F4}) of the run alone, at most 1.02 is asked; machine noise {spin.Spread:P1}"));
    }

    private static void Round(BenchOptions video, int slices, int round, double[][] lane, double[][] plain, SpinReference spin)
    {
        using AnalysisSession session = AnalysisSession.Open(video.Analysis(new()) with { Tracker = video.Tracker, Confidence = video.Agreement.Threshold });
        StreamRun run = session.CreateRun();
        using Lane measured = Lane.Open(video.Analysis(new()), new LaneOptions(video.Agreement.Threshold, video.LeastCompared), default);
        for (int slice = 0; slice < slices; slice++)
        {
            TimeSpan limit = (slice + 1) * s_slice;
            double inLane = 0;
            double alone = 0;
            spin.Run();
            // The order changes, so that neither always finds the other's data in the caches.
            for (int turn = 0; turn < 2; turn++)
            {
                double before = Environment.CpuUsage.TotalTime.TotalSeconds;
                if ((turn + slice + round) % 2 == 0)
                {
                    measured.RunUntil(limit, default);
                    inLane = Environment.CpuUsage.TotalTime.TotalSeconds - before;
                    continue;
                }

                while (run.Step(default) && run.Totals.StreamTime < limit)
                {
                }

                alone = Environment.CpuUsage.TotalTime.TotalSeconds - before;
            }

            if (round < 0)
                continue;
            lane[slice][round] = inLane;
            plain[slice][round] = alone;
        }
    }
}
