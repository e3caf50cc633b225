using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Regions;

namespace VideoDyn.Benchmarks.Blocks;

/// <summary>
/// How agreement moves over thousands of frames: a clip played forwards and backwards again and again, so that it has no
/// seam, with and without what renews old blocks.
/// </summary>
internal static class DecayBenchmark
{
    private const int Window = 500;
    private const int ClipFrames = 289;

    // Beside the plans of rules.yaml, what bounds how long a block is reused.
    private static readonly string[] s_bounds =
    [
        "blocks:change,refresh=0", "blocks:change,refresh=0,max-age=0", "blocks:change,refresh=0,max-age=0,settle=0,box-settle=0",
    ];

    /// <summary>
    /// Measures; every round is 25 frames of each setting, and whole windows of 500 are printed. A row is asked for by a part of its clip, a
    /// colon and a part of its setting, or by a part of either.
    /// </summary>
    public static void Run(BenchmarkOptions options)
    {
        int windows = Math.Max(1, options.Rounds * Race.SliceFrames / Window);
        foreach (string name in (string[])["street-vehicles", "dog-yard"])
        {
            string[] regions = [.. RulesBenchmark.Plans.Select(plan => plan.Region).Concat(s_bounds).Where(region => options.Wants($"{name}:{region}"))];
            if (regions.Length == 0)
                continue;
            BlockClip clip = BlockClip.All.First(clip => clip.Name == name);
            var options0 = new ModelOptions { ModelPath = BenchmarkData.Model("yolox_nano.onnx"), Confidence = 0.25f };
            FrameLease[] frames = Decode(clip);
            try
            {
                Detection[][] dense = Dense(options0, frames, out IReadOnlyList<string> labels);
                Console.WriteLine($"### Agreement of yolox_nano per {Window} frames, {clip.Name} ({frames.Length} frames forwards and backwards)");
                Console.WriteLine();
                Console.WriteLine($"| plan | {string.Join(" | ", Enumerable.Range(1, windows).Select(window => window * Window))} | share of MACs |");
                Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---:|", windows + 1))}");
                foreach (string region in regions)
                    Row(region, options0, frames, dense, labels, windows);
                Console.WriteLine();
            }
            finally
            {
                foreach (FrameLease frame in frames)
                    frame.Dispose();
            }
        }
    }

    private static void Row(string region, ModelOptions model, FrameLease[] frames, Detection[][] dense, IReadOnlyList<string> labels, int windows)
    {
        RegionFactory factory = PlanRegistry.ParseRegion(region);
        using IAnalyzer analyzer = factory.LoadAnalyzer(model, new FrameTensorizer());
        using IRegionPolicy policy = factory.CreatePolicy(analyzer);
        var observations = new Observations();
        var clock = new StageClock();
        TimeSpan step = (frames[^1].StreamTime - frames[0].StreamTime) / (frames.Length - 1);
        List<string> agreements = [];
        double macs = 0;
        for (int window = 0; window < windows; window++)
        {
            var meter = new AgreementMeter(labels, AgreementOptions.Default);
            for (int index = window * Window; index < (window + 1) * Window; index++)
            {
                // 0 1 2 3 2 1 0 1 ...
                int place = index % ((2 * frames.Length) - 2);
                place = place < frames.Length ? place : (2 * frames.Length) - 2 - place;
                using var frame = new ReplayFrame(frames[place], index, step * index);
                analyzer.Analyze(frame, policy.Decide(frame, clock), observations);
                policy.MarkProcessed(frame, observations, clock);
                meter.Add(frame.StreamTime, dense[place], observations.Span);
                macs += observations.ExecutedShare;
            }

            agreements.Add(meter.Report().Agreement.Value?.ToString("F3", CultureInfo.InvariantCulture) ?? "undefined");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{region}` | {string.Join(" | ", agreements)} | {macs / (windows * Window):F3} |"));
    }

    private static Detection[][] Dense(ModelOptions model, FrameLease[] frames, out IReadOnlyList<string> labels)
    {
        using DetectorAnalyzer analyzer = DetectorAnalyzer.Load(model, new FrameTensorizer());
        labels = analyzer.Info.Labels;
        var observations = new Observations();
        var found = new Detection[frames.Length][];
        for (int index = 0; index < frames.Length; index++)
        {
            analyzer.Analyze(frames[index], RegionPlan.Dense, observations);
            found[index] = observations.Span.ToArray();
        }

        return found;
    }

    private static FrameLease[] Decode(BlockClip clip)
    {
        using VideoFileSource source = MediaSource.Open(BenchmarkData.Clip(clip.File), new MediaSourceOptions(), new FrameLedger(), default);
        List<FrameLease> frames = [];
        while (frames.Count < ClipFrames && source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
        {
            source.Ledger.Analyze();
            frames.Add(frame!);
        }

        return [.. frames];
    }
}
