using System.Diagnostics;
using VideoDyn.Bench.Logging;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Media.Decoding;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Gates;

namespace VideoDyn.Bench.Running;

/// <summary>One plan on its way through the video once: opened, stepped slice by slice, closed.</summary>
internal sealed class Lane : IDisposable
{
    private const int AnalyzerWarmUpFrames = 3;
    private static readonly Stage[] s_stages = Enum.GetValues<Stage>();
    private readonly AnalysisSession _session;
    private readonly StreamRun _run;
    private bool _disposed;

    private Lane(AnalysisSession session, LaneOptions options)
    {
        _session = session;
        PlanTracker? tracker = options.TrackFrom is { } score ? new PlanTracker(score) : null;
        Log = new PlanLog(tracker) { LeastScore = options.LeastScore, Also = options.Also };
        _run = tracker is null ? session.CreateRun(Log) : session.CreateRun(tracker, Log);
    }

    public AnalysisSession Session => _session;

    public PlanLog Log { get; }

    public RunTotals Totals => _run.Totals;

    /// <summary>Slices so far, the last one perhaps unfinished when the stream was interrupted.</summary>
    public List<SliceCost> Slices { get; } = [];

    /// <summary>Wall-clock milliseconds of each frame, logging left out.</summary>
    public List<double> FrameMilliseconds { get; } = [];

    public bool Ended { get; private set; }

    /// <summary>Opens model and stream, and runs the model a few times, so that its memory is there before anything is measured.</summary>
    public static Lane Open(AnalysisOptions analysis, LaneOptions options, CancellationToken cancellationToken)
    {
        AnalysisSession session = AnalysisSession.Open(analysis, cancellationToken);
        try
        {
            var sourceOptions = new MediaSourceOptions { Start = analysis.Start, Duration = analysis.Duration };
            using VideoFileSource source = MediaSource.Open(analysis.Input, sourceOptions, new FrameLedger(), cancellationToken);
            var run = new StreamRun(source, new AllGate(), new DenseRegion(), session.Analyzer, []);
            for (int frame = 0; frame < AnalyzerWarmUpFrames && run.Step(cancellationToken); frame++)
            {
            }

            return new Lane(session, options);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs up to and including the first frame at or after a stream time.</summary>
    public void RunUntil(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (Ended)
            return;
        StageClock clock = _run.Clock;
        clock.Resume(Stage.Rest);
        double[] before = CpuByStage();
        long frames = _run.Totals.Frames;
        long bytes = GC.GetAllocatedBytesForCurrentThread() - Log.OwnBytes;
        double wall = 0;
        long ownBytes = 0;
        while (!Ended)
        {
            long began = Stopwatch.GetTimestamp();
            long own = Log.OwnTicks;
            Ended = !_run.Step(cancellationToken);
            double milliseconds = (Stopwatch.GetTimestamp() - began - (Log.OwnTicks - own)) * 1000.0 / Stopwatch.Frequency;
            wall += milliseconds / 1000;
            if (Ended)
                break;
            // Growing this list is the harness's own allocation.
            long growing = GC.GetAllocatedBytesForCurrentThread();
            FrameMilliseconds.Add(milliseconds);
            ownBytes += GC.GetAllocatedBytesForCurrentThread() - growing;
            if (_run.Totals.StreamTime >= limit)
                break;
        }

        clock.Enter(Stage.Rest);
        bytes = GC.GetAllocatedBytesForCurrentThread() - Log.OwnBytes - bytes - ownBytes;
        double[] after = CpuByStage();
        Slices.Add(new SliceCost
        {
            CpuByStage = [.. after.Zip(before, (end, start) => end - start)],
            Wall = wall,
            Frames = _run.Totals.Frames - frames,
            Bytes = bytes,
        });
    }

    /// <summary>Closes the stream; the ledger is complete afterwards.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _session.Dispose();
    }

    private double[] CpuByStage() => Array.ConvertAll(s_stages, stage => _run.Clock.Cpu(stage).TotalSeconds);
}

/// <summary>What a lane keeps beside the run itself.</summary>
/// <param name="TrackFrom">Score from which its tracker counts detections as seen; null for no tracker.</param>
/// <param name="LeastScore">Score below which boxes are not logged.</param>
/// <param name="Also">Called with every frame after it was logged; null for nothing.</param>
internal sealed record LaneOptions(float? TrackFrom, float LeastScore, Action<FrameView>? Also = null);
