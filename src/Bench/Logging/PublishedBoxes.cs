using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Bench.Logging;

/// <summary>
/// The boxes that a plan publishes for each frame: what the analysis saw when there was one; the last result, which
/// stands, when the gate judged the pixels equal; and on skipped frames that result moved by the tracker. What the tracker
/// does not follow (yet), and everything without a tracker, stays where it was.
/// </summary>
/// <param name="tracker">The tracker of the plan; null for none. It must have seen the frame before.</param>
internal sealed class PublishedBoxes(PlanTracker? tracker)
{
    private readonly List<Detection> _moved = [];
    private readonly List<long> _trackOf = [];
    private readonly Dictionary<long, TrackedObject> _tracks = [];
    private TimeSpan _analyzed;

    /// <summary>Takes the next frame.</summary>
    /// <returns>Its boxes, valid until the next frame.</returns>
    public ReadOnlySpan<Detection> Read(FrameView view)
    {
        ReadOnlySpan<Detection> last = view.Observations.Span;
        if (tracker is null || view.Decision.Outcome == GateOutcome.Reuse)
            return last;
        _tracks.Clear();
        IReadOnlyList<TrackedObject> tracks = tracker.Tracks;
        if (view.IsAnalyzed)
        {
            _analyzed = view.Frame.StreamTime;
            Link(last, tracks);
            return last;
        }

        for (int index = 0; index < tracks.Count; index++)
            _tracks.Add(tracks[index].Id, tracks[index]);
        _moved.Clear();
        for (int index = 0; index < last.Length; index++)
        {
            Detection box = last[index] with { Provenance = Provenance.Predicted, Age = view.Frame.StreamTime - _analyzed };
            if (_tracks.TryGetValue(_trackOf[index], out TrackedObject track))
            {
                box = box with { Box = track.Box.ClampTo(view.Frame.Format.Width, view.Frame.Format.Height) };
                // It has left the picture, as far as anybody can tell.
                if (box.Box.Area <= 0)
                    continue;
            }

            _moved.Add(box);
        }

        return CollectionsMarshal.AsSpan(_moved);
    }

    // A track that was seen carries the box of its detection unchanged.
    private void Link(ReadOnlySpan<Detection> detections, IReadOnlyList<TrackedObject> tracks)
    {
        _trackOf.Clear();
        foreach (ref readonly Detection detection in detections)
        {
            long id = 0;
            for (int index = 0; index < tracks.Count && id == 0; index++)
            {
                if (tracks[index].State == TrackState.Confirmed && tracks[index].Box == detection.Box)
                    id = tracks[index].Id;
            }

            _trackOf.Add(id);
        }
    }
}
