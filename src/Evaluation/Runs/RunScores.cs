using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Detections;
using VideoDyn.Evaluation.Events;
using VideoDyn.Evaluation.Tracking;

namespace VideoDyn.Evaluation.Runs;

/// <summary>What a comparison found; null where the run has nothing to compare.</summary>
public sealed record RunScores
{
    /// <summary>Detections against truth, over the analyzed frames.</summary>
    public DetectionScores? Detections { get; init; }

    /// <summary>Tracks against truth, over all frames.</summary>
    public TrackingScores? Tracking { get; init; }

    /// <summary>All events against the truth's.</summary>
    public EventScores? Events { get; init; }

    /// <summary>The same by event type.</summary>
    public IReadOnlyDictionary<string, EventScores> EventsByType { get; init; } = new Dictionary<string, EventScores>();

    /// <summary>Agreement with a reference run.</summary>
    public AgreementReport? Agreement { get; init; }

    /// <summary>Mean intersection over union of class maps, 0..1.</summary>
    public double? MeanIntersectionOverUnion { get; init; }

    /// <summary>Share of the classified frames whose first label is the true one, 0..1.</summary>
    public double? Top1 { get; init; }
}
