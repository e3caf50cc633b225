using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Decoding;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Running;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Decoding;

/// <summary>A still scene is hardly decoded, and what happens in it is seen at once.</summary>
public sealed class IdleTests : LeaseGuard
{
    // Nothing happens until something coloured comes in from the left at 16.1 s.
    private const string Scene =
        "-f lavfi -i smptebars=size=320x240:rate=10:duration=24 -f lavfi -i testsrc2=size=80x100:rate=10:duration=24 -filter_complex overlay=x=-80+(t-16)*50:y=80 -pix_fmt yuv420p";

    private static readonly TimeSpan s_enters = TimeSpan.FromSeconds(16.1);

    [Theory]
    [InlineData("-c:v libx264 -bf 0 -g 50", 110)]
    [InlineData("-c:v libx264 -bf 2 -g 10", 125)]
    [InlineData("-c:v libx264 -bf 3 -g 250", 185)] // everything that others refer to is decoded through at last
    public void Run_StillScene_RestsAndWakesWithinAPacket(string coding, int most)
    {
        AnalysisOptions options = Options(coding);
        using AnalysisSession session = AnalysisSession.Open(options);
        var log = new Log();
        Assert.True(session.CreateRun(log).Run(CancellationToken.None));

        LedgerSnapshot ledger = session.Source.Ledger.Snapshot();
        Assert.True(ledger is { IsBalanced: true, InFlight: 0, Received: 240 });
        Assert.InRange(ledger.Skipped[SkipReasons.Idle], 110, 180);
        Assert.True(ledger.Decoded <= most, $"{ledger.Decoded} decoded");
        Assert.Equal(ledger.Skipped[SkipReasons.Idle], log.Frames.Count(frame => !frame.HasPixels));
        Assert.Equal(Enumerable.Range(0, 240), log.Frames.Select(frame => (int)frame.Index));
        // The picture that changed, or one before it that is shown later, is looked at; analysis follows.
        Frame seen = log.Frames.First(frame => frame.Time >= s_enters && frame.HasPixels);
        Assert.True(seen.Time <= s_enters + TimeSpan.FromSeconds(0.1), $"first seen at {seen.Time}");
        TimeSpan asUsual = FirstAnalysis(Log.Of(options with { Decode = DecodeNames.All })), analyzed = FirstAnalysis(log);
        Assert.True(analyzed <= asUsual + TimeSpan.FromSeconds(0.1), $"first analyzed at {analyzed}, with everything decoded at {asUsual}");
        Assert.True(session.Rest!.Counters is { Rests: >= 1, WokenByPackets: >= 1 }, session.Rest.Counters.ToString());
    }

    [Fact]
    public async Task Run_AsActors_GivesTheSameEveryTime()
    {
        AnalysisOptions options = Options("-c:v libx264 -bf 2 -g 20");
        var logs = new List<Log>();
        for (int round = 0; round < 3; round++)
        {
            using AnalysisSession session = AnalysisSession.Open(options);
            logs.Add(new Log());
            if (round == 0)
            {
                session.CreateRun(logs[0]).Run(CancellationToken.None);
                continue;
            }

            await using var host = new CameraHost(new CameraHostOptions { Workers = round });
            var job = new RunJob(options, new Sink());
            JobResult result = await job.RunAsync(host, "a", _ => logs[^1], CancellationToken.None);
            Assert.Equal("done", result.Summary.Status);
        }

        Assert.Contains(logs[0].Frames, frame => !frame.HasPixels);
        Assert.Equal(logs[0].Frames, logs[1].Frames);
        Assert.Equal(logs[0].Frames, logs[2].Frames);
    }

    [Fact]
    public void Run_EveryPictureTheSame_NeverWakes()
    {
        string clip = TestClips.Make(".mp4", "-f lavfi -i smptebars=size=320x240:rate=10:duration=30 -pix_fmt yuv420p -c:v libx264 -bf 0 -g 20");
        using AnalysisSession session = AnalysisSession.Open(SamplePaths.Options with { Input = clip, Gate = "change", Decode = DecodeNames.Idle });
        session.CreateRun(new Log()).Run(CancellationToken.None);
        Assert.Equal((1, 0, 0), (session.Rest!.Counters.Rests, session.Rest.Counters.WokenByPackets, session.Rest.Counters.WokenByPictures));
        Assert.InRange(session.Source.Ledger.Snapshot().Decoded, 10, 80);
    }

    [Fact]
    public void Run_EveryPictureAnother_NeverRests()
    {
        string clip = TestClips.Make(".mp4", "-f lavfi -i mandelbrot=size=320x240:rate=10:start_scale=2:end_scale=0.1:end_pts=40 -frames:v 60 -vf hue=h=n*37 -pix_fmt yuv420p -c:v libx264 -bf 0 -g 20");
        using AnalysisSession session = AnalysisSession.Open(SamplePaths.Options with { Input = clip, Gate = "change", Decode = DecodeNames.Idle });
        session.CreateRun(new Log()).Run(CancellationToken.None);
        LedgerSnapshot ledger = session.Source.Ledger.Snapshot();
        Assert.Equal((0L, ledger.Received), (session.Rest!.Counters.Rests, ledger.Decoded));
    }

    // change alone decodes up to 110 of these; every 30th frame lies within the still part at 30 to 150.
    [Theory]
    [InlineData("any(change+every-n:30)", true)]
    [InlineData("any(every-n:30+events+change)", true)]
    [InlineData("any(change+any(every-n:30+events))", true)]
    [InlineData("all(change+every-n:1)", false)]
    [InlineData("all(motion+change)", false)]
    public void Run_GatesWithinGates_RestTogether(string gate, bool counts)
    {
        AnalysisOptions options = Options("-c:v libx264 -bf 0 -g 50") with { Gate = gate };
        using AnalysisSession session = AnalysisSession.Open(options);
        var log = new Log();
        Assert.True(session.CreateRun(log).Run(CancellationToken.None));

        LedgerSnapshot ledger = session.Source.Ledger.Snapshot();
        Assert.True(ledger is { IsBalanced: true, InFlight: 0, Received: 240 });
        Assert.InRange(ledger.Skipped[SkipReasons.Idle], 90, 180);
        if (counts)
            Assert.All(Enumerable.Range(0, 8), turn => Assert.Equal(GateOutcome.Analyze, log.Frames[30 * turn].Decision.Outcome));
        Frame seen = log.Frames.First(frame => frame.Time >= s_enters && frame.HasPixels);
        Assert.True(seen.Time <= s_enters + TimeSpan.FromSeconds(0.1), $"first seen at {seen.Time}");
        Assert.Contains(log.Frames, frame => frame.Time >= s_enters && frame.Decision.Outcome == GateOutcome.Analyze && frame.Index % 30 != 0);
    }

    [Theory]
    [InlineData("any(change+motion)")]
    [InlineData("any(change+all)")]
    public void Run_AGateBesideThatLooksAtEveryFrame_DecodesAll(string gate)
    {
        using AnalysisSession session = AnalysisSession.Open(Options("-c:v libx264 -bf 0 -g 50") with { Gate = gate });
        session.CreateRun(new Log()).Run(CancellationToken.None);
        Assert.Equal((null, 240L), (session.Rest, session.Source.Ledger.Snapshot().Decoded));
    }

    [Fact]
    public void Create_LiveCameraAndAGateThatCounts_DecodesAll()
    {
        // Which of its frames reach the gate is not known ahead, so that its turns are not either.
        AnalysisOptions live = SamplePaths.Options with { Input = "rtsp://camera/1", Decode = DecodeNames.Idle };
        Assert.Null(DecodeGates.Create(live, PlanRegistry.CreateGate("any(change+every-n:30)"), []));
        Assert.NotNull(DecodeGates.Create(live, PlanRegistry.CreateGate("any(change+events)"), []));
    }

    private static TimeSpan FirstAnalysis(Log log) =>
        log.Frames.First(frame => frame.Time >= s_enters && frame.Decision.Outcome == GateOutcome.Analyze).Time;

    private static AnalysisOptions Options(string coding) => SamplePaths.Options with
    {
        Input = TestClips.Make(".mp4", $"{Scene} {coding} -sc_threshold 0"),
        Gate = "change",
        Decode = DecodeNames.Idle,
    };

    private sealed record Frame(long Index, TimeSpan Time, bool HasPixels, GateDecision Decision);

    private sealed class Log : IFrameObserver
    {
        public List<Frame> Frames { get; } = [];

        public static Log Of(AnalysisOptions options)
        {
            using AnalysisSession session = AnalysisSession.Open(options);
            var log = new Log();
            session.CreateRun(log).Run(CancellationToken.None);
            return log;
        }

        public Stage Stage => Stage.Rest;

        public bool NeedsPixels => false;

        public void OnFrame(FrameView view) => Frames.Add(new Frame(view.Frame.Index, view.Frame.StreamTime, view.Frame.HasPixels, view.Decision));
    }

    private sealed class Sink : VideoDyn.Events.Sinks.IEventOutput
    {
        public void Write(ReadOnlySpan<byte> json)
        {
        }

        public void Dispose()
        {
        }
    }
}
