using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Sinks;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Sessions;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Gates;

namespace VideoDyn.Benchmarks.Run;

/// <summary>
/// The whole dense run (decode, gate, analysis, events to a file) beside the sum of its parts alone: what the pipeline
/// itself costs. On actors, where decoding runs ahead of analysis, and on one thread.
/// </summary>
internal static class DenseRunBenchmark
{
    private static readonly MediaSourceOptions s_range = new() { Duration = TimeSpan.FromSeconds(6) };

    /// <summary>Measures; a round takes several seconds, so there are at most 15.</summary>
    public static void Run(BenchmarkOptions options)
    {
        string clip = BenchmarkData.Clip("street-vehicles.mp4");
        using DetectorAnalyzer analyzer = DetectorAnalyzer.Load(
            new ModelOptions { ModelPath = BenchmarkData.Model("yolox_nano.onnx") }, new FrameTensorizer());
        using OnnxSession session = OnnxSession.Open(BenchmarkData.Model("yolox_nano.onnx"), new OnnxSessionSettings());
        using OnnxBinding binding = session.Bind();
        FrameLease[] frames = [.. Frames(clip)];
        var tensorizer = new FrameTensorizer();
        byte[] tensor = new byte[analyzer.Input.ByteLength];
        string output = Path.GetTempFileName();

        CameraHost actors = new(new CameraHostOptions { Workers = 1 });
        TimingReport report = new InterleavedTimer()
            .Add("whole run", () => OnActors(actors, clip, analyzer, output))
            .Add("whole run, one thread", () => Whole(clip, analyzer, output))
            .Add("decode alone", () => Decode(clip))
            .Add("pre-processing alone", () =>
            {
                foreach (FrameLease frame in frames)
                    tensorizer.Write(frame, analyzer.Input, tensor);
            })
            .Add("ONNX Runtime alone", () =>
            {
                for (int frame = 0; frame < frames.Length; frame++)
                    binding.Run();
            })
            .Measure(Math.Min(options.Rounds, 15));

        Console.WriteLine(report.ToMarkdown($"Dense run, yolox_nano 416x416, street-vehicles.mp4, {frames.Length} frames, 1 thread"));
        Series parts = Series.Sum("parts", [.. report.Actions.Skip(2)]);
        (double ratio, double low, double high) = report["whole run"].RatioTo(parts);
        Console.WriteLine(FormattableString.Invariant($"whole run / sum of the parts: {ratio:F3} ({low:F3} .. {high:F3}); at most 1.05 is asked"));
        (ratio, low, high) = report["whole run, one thread"].RatioTo(parts);
        Console.WriteLine(FormattableString.Invariant($"the same on one thread: {ratio:F3} ({low:F3} .. {high:F3})"));
        double[] costs = [.. Enumerable.Range(0, Math.Min(options.Rounds, 15)).Select(_ => CpuRatio(
            () => OnActors(actors, clip, analyzer, output), () => Whole(clip, analyzer, output))).Order()];
        Console.WriteLine(FormattableString.Invariant($"processor time on actors / on one thread: {costs[costs.Length / 2]:F3} ({costs[0]:F3} .. {costs[^1]:F3})"));
        Blocking.Run(() => actors.StopAsync(TimeSpan.FromSeconds(5)));
        File.Delete(output);
        foreach (FrameLease frame in frames)
            frame.Dispose();
    }

    private static void OnActors(CameraHost host, string clip, DetectorAnalyzer analyzer, string output)
    {
        CameraOutcome outcome = Blocking.Run(() => host.RunAsync(new ActorRun(clip, s_range, analyzer, output)));
        if (outcome.Error is not null)
            throw outcome.Error;
    }

    private static double CpuRatio(Action first, Action second)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        first();
        TimeSpan between = Environment.CpuUsage.TotalTime;
        second();
        return (between - before) / (Environment.CpuUsage.TotalTime - between);
    }

    private static void Whole(string clip, DetectorAnalyzer analyzer, string output)
    {
        using VideoFileSource source = MediaSource.Open(clip, s_range, new FrameLedger(), default);
        using JsonLinesSink sink = JsonLinesSink.Create(output);
        var context = new EventContext(source.Info.Name, EventContext.UnknownStart, analyzer.Info.Model, "dense", analyzer.Info.Labels);
        using var publisher = new EventPublisher(context, sink);
        new StreamRun(source, new AllGate(), new DenseRegion(), analyzer, [publisher]).Run(default);
    }

    private static void Decode(string clip)
    {
        using VideoFileSource source = MediaSource.Open(clip, s_range, new FrameLedger(), default);
        while (source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
        {
            frame!.Dispose();
            source.Ledger.Analyze();
        }
    }

    private static IEnumerable<FrameLease> Frames(string clip)
    {
        using VideoFileSource source = MediaSource.Open(clip, s_range, new FrameLedger(), default);
        while (source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
            yield return frame!;
    }
}
