using VideoDyn.Bench.Comparing;
using VideoDyn.Bench.Logging;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests.Comparing;

/// <summary>Runs a made-up model under a gate over frames of 1000x1000 pixels and logs what is published.</summary>
internal static class FakeRun
{
    /// <summary>Runs.</summary>
    /// <param name="info">What the model claims to be.</param>
    /// <param name="see">Fills the observations of a frame.</param>
    /// <param name="gate">As on the command line.</param>
    /// <param name="frames">Frames, ten a second.</param>
    /// <param name="tracked">Whether there is a tracker.</param>
    public static LoggedPlan Log(AnalyzerInfo info, Action<long, Observations> see, string gate = "all", int frames = 40, bool tracked = false)
    {
        PlanTracker? tracker = tracked ? new PlanTracker(0.35f) : null;
        var log = new PlanLog(tracker);
        using var source = new BigFrames(frames);
        using var analyzer = new Model(info, see);
        var run = new StreamRun(source, PlanRegistry.CreateGate(gate), new DenseRegion(), analyzer, tracker is null ? [log] : [tracker, log]);
        while (run.Step(CancellationToken.None))
        {
        }

        return new LoggedPlan(log, info);
    }

    /// <summary>A model of a task with class names.</summary>
    public static AnalyzerInfo Info(AnalysisTask task, params string[] labels) => new()
    {
        Model = "fake.onnx",
        ModelSha256 = "",
        Task = task,
        Head = "fake",
        Labels = labels,
        InputWidth = 32,
        InputHeight = 32,
        DenseMacs = 1,
        Threads = 1,
    };

    private sealed class Model(AnalyzerInfo info, Action<long, Observations> see) : IAnalyzer
    {
        public AnalyzerInfo Info => info;

        public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
        {
            observations.Clear();
            see(frame.Index, observations);
        }

        public void Dispose()
        {
        }
    }

    private sealed class BigFrames(int frames) : Core.Sources.IFrameSource
    {
        private int _next;

        public Core.Sources.SourceInfo Info { get; } = new() { Name = "fake", Location = "fake" };

        public Core.Ledger.FrameLedger Ledger { get; } = new();

        public string? Warning => null;

        public Core.Sources.FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken)
        {
            frame = null;
            if (_next == frames)
                return Core.Sources.FrameReadStatus.EndOfStream;
            Ledger.Receive();
            Ledger.CountDecoded();
            frame = new TestFrame(new FrameFormat(1000, 1000, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full), index: _next, streamTime: TimeSpan.FromSeconds(_next / 10.0));
            _next++;
            return Core.Sources.FrameReadStatus.Frame;
        }

        public void Dispose()
        {
        }
    }
}
