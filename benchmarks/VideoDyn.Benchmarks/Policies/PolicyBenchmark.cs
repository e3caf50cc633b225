using System.Globalization;
using VideoDyn.Bench.Running;
using VideoDyn.Bench.Tuning.Layers;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Regions;

namespace VideoDyn.Benchmarks.Policies;

/// <summary>
/// Block policies at equal cost: <c>change</c>, and <c>online</c> and <c>random</c> with the share of blocks that it executed;
/// and <c>change</c> with the average over time of idle blocks. Shares of multiply-adds and agreement with dense, so that the
/// table is the same on every machine. More rounds than 200 render the condition sheets, too.
/// </summary>
internal static class PolicyBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine("| clip | share of blocks | `change` | `online` | `random` | `change`, idle blocks averaged | time of `online` per frame |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach ((string name, BenchOptions video) in PolicyClips.Real())
            Row(name, video);
        if (options.Rounds <= 200)
            return;
        string folder = Directory.CreateTempSubdirectory("videodyn-policies-").FullName;
        try
        {
            foreach ((string name, BenchOptions video) in PolicyClips.Rendered(folder))
                Row(name, video);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Row(string name, BenchOptions video)
    {
        using KeptClip clip = KeptClip.Read(video, 4L << 30, _ => { }, default);
        Result change = Measure(clip, video, "blocks:change");
        string share = Math.Clamp(change.Active, 0.01, 1).ToString("F3", CultureInfo.InvariantCulture);
        Result online = Measure(clip, video, $"blocks:online,target={share}");
        Result random = Measure(clip, video, $"blocks:random,share={share}");
        Result averaged = Measure(clip, video, "blocks:change", new AveragedBlocks(new FrameTensorizer()));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {share} | {change} | {online} | {random} | {averaged} | {online.Policy:F2} ms |"));
    }

    private static Result Measure(KeptClip clip, BenchOptions video, string plan, AveragedBlocks? averaged = null)
    {
        RegionFactory factory = PlanRegistry.ParseRegion(plan);
        var model = new ModelOptions { ModelPath = video.Model, Confidence = video.LeastScore };
        using IAnalyzer analyzer = factory.LoadAnalyzer(model, (IFrameTensorizer?)averaged ?? new FrameTensorizer());
        using IRegionPolicy policy = factory.CreatePolicy(analyzer);
        var meter = new AgreementMeter(analyzer.Info.Labels, video.Agreement);
        var seen = new Observations();
        var clock = new StageClock();
        double macs = 0, active = 0;
        foreach ((KeptFrame frame, Detection[] dense) in clip.Frames)
        {
            RegionPlan region = policy.Decide(frame, clock);
            if (averaged is not null)
                averaged.Change = policy.Signals!.Observe(frame);
            analyzer.Analyze(frame, region, seen);
            active += seen.WasFullPass ? 1 : Math.Min(1, (double)policy.Blocks!.Mask!.Count / policy.Blocks.Grid!.PictureCells);
            policy.MarkProcessed(frame, seen, clock);
            meter.Add(frame.StreamTime, dense, seen.Span);
            macs += seen.ExecutedShare;
        }

        int frames = clip.Frames.Count;
        return new Result(active / frames, macs / frames, meter.Report().Agreement.Value, clock.Cpu(Stage.Policy).TotalMilliseconds / frames);
    }

    private sealed record Result(double Active, double Macs, double? Agreement, double Policy)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Macs:P1} / {Agreement?.ToString("F3", CultureInfo.InvariantCulture) ?? "-"}");
    }
}
