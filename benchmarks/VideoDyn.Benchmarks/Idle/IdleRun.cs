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

    private IdleRun()
    {
    }

    public IReadOnlyList<Frame> Frames => _frames;

    public LedgerSnapshot Ledger { get; private set; } = null!;

    public PacketCounters Rest { get; private set; }

    /// <summary>Processor time per second of stream time, all threads, after the first ten seconds.</summary>
    public double MillisecondsPerSecond { get; private set; }

    /// <summary>The same by stage.</summary>
    public IReadOnlyDictionary<Stage, double> Stages { get; private set; } = null!;

    public Stage Stage => Stage.Rest;

    public bool NeedsPixels => false;

    public static IdleRun Of(string clip, string model, string gate, string decode)
    {
        using AnalysisSession session = AnalysisSession.Open(new AnalysisOptions { Input = clip, Model = model, Gate = gate, Decode = decode });
        var log = new IdleRun();
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

    public void OnFrame(FrameView view) => _frames.Add(new Frame(view.Frame.HasPixels, view.Decision, [.. view.Tracks]));

    /// <summary>One frame.</summary>
    public sealed record Frame(bool HasPixels, GateDecision Decision, IReadOnlyList<TrackedObject> Tracks)
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
