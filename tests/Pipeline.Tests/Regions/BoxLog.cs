using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Tests.Regions;

/// <summary>What a run published, box by box.</summary>
internal sealed class BoxLog : IFrameObserver
{
    /// <summary>Each box and the frame it was published in.</summary>
    public List<(long Frame, Detection Box)> Boxes { get; } = [];

    /// <summary>The same as text, without how it is known.</summary>
    public List<string> Lines =>
        [.. Boxes.Select(one => FormattableString.Invariant($"{one.Frame} {one.Box with { Provenance = Provenance.Detected, Age = TimeSpan.Zero }}"))];

    public Stage Stage => Stage.Rest;

    public void OnFrame(FrameView view) => Boxes.AddRange(view.Observations.Detections.Select(box => (view.Frame.Index, box)));

    /// <summary>A whole run.</summary>
    public static (BoxLog Log, RunTotals Totals) Of(AnalysisOptions options)
    {
        var log = new BoxLog();
        using AnalysisSession session = AnalysisSession.Open(options);
        StreamRun run = session.CreateRun(log);
        run.Run(default);
        return (log, run.Totals);
    }
}
