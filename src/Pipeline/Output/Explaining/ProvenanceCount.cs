using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output.Explaining;

/// <summary>How the boxes that are published for a frame are known: confirmed tracks, or the last result where nobody follows objects.</summary>
/// <param name="Detected">Seen in this frame.</param>
/// <param name="Reused">Seen earlier in pixels that are the same.</param>
/// <param name="Predicted">Moved by the motion model, or left where they were.</param>
internal readonly record struct ProvenanceCount(int Detected, int Reused, int Predicted)
{
    /// <summary>Counts a frame.</summary>
    public static ProvenanceCount Of(FrameView view) => view.IsTracked ? Tracks(view.Tracks) : Detections(view);

    private static ProvenanceCount Tracks(IReadOnlyList<TrackedObject> tracks)
    {
        var sum = default(ProvenanceCount);
        for (int index = 0; index < tracks.Count; index++)
        {
            if (tracks[index].State == TrackState.Confirmed)
                sum = sum.With(tracks[index].Provenance);
        }

        return sum;
    }

    private static ProvenanceCount Detections(FrameView view)
    {
        ReadOnlySpan<Detection> boxes = view.Observations.Span;
        if (view.Decision.Outcome == GateOutcome.Reuse)
            return new(0, boxes.Length, 0);
        if (!view.IsAnalyzed)
            return new(0, 0, boxes.Length);
        var sum = default(ProvenanceCount);
        foreach (ref readonly Detection box in boxes)
            sum = sum.With(box.Provenance);
        return sum;
    }

    private ProvenanceCount With(Provenance one) => one switch
    {
        Provenance.Detected => this with { Detected = Detected + 1 },
        Provenance.Reused => this with { Reused = Reused + 1 },
        _ => this with { Predicted = Predicted + 1 },
    };
}
