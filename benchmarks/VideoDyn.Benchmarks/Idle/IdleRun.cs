using VideoDyn.Core.Detections;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Packets;

namespace VideoDyn.Benchmarks.Idle;

/// <summary>One run on this thread, and what was published in each of its frames.</summary>
internal sealed class IdleRun : IFrameObserver
{
    private readonly List<Frame> _frames = [];

    private IdleRun(bool measures) => WantsNumbers = measures;

    public bool WantsNumbers { get; }

    public IReadOnlyList<Frame> Frames => _frames;

    public LedgerSnapshot Ledger { get; private set; } = null!;

    public PacketCounters Rest { get; private set; }

    /// <summary>Processor time per second of stream time, all threads, after the first ten seconds.</summary>
    public double MillisecondsPerSecond { get; private set; }

    /// <summary>The same by stage.</summary>
    public IReadOnlyDictionary<Stage, double> Stages { get; private set; } = null!;

    public Stage Stage => Stage.Rest;

    public bool NeedsPixels => false;

    /// <param name="clip">The clip.</param>
    /// <param name="model">The detector.</param>
    /// <param name="gate">Its gate.</param>
    /// <param name="decode">What is decoded.</param>
    /// <param name="measures">Whether <see cref="Frame.Changed"/> is kept.</param>
    public static IdleRun Of(string clip, string model, string gate, string decode, bool measures = false)
    {
        using AnalysisSession session = AnalysisSession.Open(new AnalysisOptions { Input = clip, Model = model, Gate = gate, Decode = decode });
        var log = new IdleRun(measures);
        StreamRun run = session.CreateRun(log);
        var warm = TimeSpan.FromSeconds(10);
        while (run.Totals.StreamTime < warm && run.Step(CancellationToken.None))
        {
        }

        TimeSpan before = Environment.CpuUsage.TotalTime, from = run.Totals.StreamTime;
        TimeSpan[] stages = [.. Enum.GetValues<Stage>().Select(run.Clock.Cpu)];
        while (run.Step(CancellationToken.None))
        {
        }

        double seconds = Math.Max(1, (run.Totals.StreamTime - from).TotalSeconds);
        log.MillisecondsPerSecond = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / seconds;
        log.Stages = Enum.GetValues<Stage>().ToDictionary(stage => stage, stage => (run.Clock.Cpu(stage) - stages[(int)stage]).TotalMilliseconds / seconds);
        log.Ledger = session.Source.Ledger.Snapshot();
        log.Rest = session.Rest?.Counters ?? default;
        return log;
    }

    public void OnFrame(FrameView view) => _frames.Add(new Frame(view.Frame.HasPixels, view.Decision, [.. view.Tracks], Changed(view)));

    private static double Changed(FrameView view)
    {
        foreach ((string name, double value) in view.Numbers.All)
        {
            if (name == "changed_share")
                return value;
        }

        return 0;
    }

    /// <summary>One frame.</summary>
    /// <param name="HasPixels">Whether it was decoded.</param>
    /// <param name="Decision">What the gate said.</param>
    /// <param name="Tracks">What was published.</param>
    /// <param name="Changed">Share of the picture that differs from what was last processed; 0 where it is not kept.</param>
    public sealed record Frame(bool HasPixels, GateDecision Decision, IReadOnlyList<TrackedObject> Tracks, double Changed)
    {
        public bool Shows(int classId, in BoundingBox box, float overlap)
        {
            foreach (TrackedObject track in Tracks)
            {
                if (track.ClassId == classId && track.Box.IntersectionOverUnion(box) >= overlap)
                    return true;
            }

            return false;
        }
    }
}
