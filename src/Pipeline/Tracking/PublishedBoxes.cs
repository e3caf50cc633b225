using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Tracking;

/// <summary>
/// The boxes that a stream publishes for each frame, as the agreement counts them: what the analysis saw when there was
/// one; the last result, which stands, when the gate judged the pixels equal; and on skipped frames that result moved by
/// the tracker. What the tracker does not follow (yet), and everything without a tracker, stays where it was.
/// </summary>
public sealed class PublishedBoxes
{
    private readonly List<Detection> _last = [];
    private readonly List<Detection> _moved = [];
    private readonly List<long> _trackOf = [];
    private readonly Dictionary<long, TrackedObject> _tracks = [];
    private TimeSpan _analyzed;

    /// <summary>Remembers what an analysis saw, weak detections included; before the tracker drops those.</summary>
    public void Remember(ReadOnlySpan<Detection> seen)
    {
        _last.Clear();
        _last.AddRange(seen);
        _trackOf.Clear();
    }

    /// <summary>The boxes of a frame, where its observations still hold the weak detections.</summary>
    /// <param name="view">The frame; every frame must be asked about, in order.</param>
    /// <param name="tracks">Who follows the objects, and has seen the frame before; null for nobody.</param>
    /// <returns>Its boxes, valid until the next frame.</returns>
    public ReadOnlySpan<Detection> Read(FrameView view, ITrackView? tracks)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.IsAnalyzed)
            Remember(view.Observations.Span);
        return Current(view, tracks);
    }

    /// <summary>The boxes of a frame whose analysis, if there was one, was remembered.</summary>
    /// <inheritdoc cref="Read"/>
    public ReadOnlySpan<Detection> Current(FrameView view, ITrackView? tracks)
    {
        ArgumentNullException.ThrowIfNull(view);
        ReadOnlySpan<Detection> last = CollectionsMarshal.AsSpan(_last);
        if (view.IsAnalyzed)
        {
            _analyzed = view.Frame.StreamTime;
            if (tracks is not null)
                Link(last, tracks.Tracks);
            return last;
        }

        if (tracks is null || view.Decision.Outcome == GateOutcome.Reuse)
            return last;
        _tracks.Clear();
        for (int index = 0; index < tracks.Tracks.Count; index++)
            _tracks.Add(tracks.Tracks[index].Id, tracks.Tracks[index]);
        _moved.Clear();
        for (int index = 0; index < last.Length; index++)
        {
            Detection box = last[index] with { Provenance = Provenance.Predicted, Age = view.Frame.StreamTime - _analyzed };
            if (index < _trackOf.Count && _tracks.TryGetValue(_trackOf[index], out TrackedObject track))
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
