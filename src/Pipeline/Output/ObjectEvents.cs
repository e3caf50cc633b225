using System.Runtime.InteropServices;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Envelope;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>
/// Turns tracks into events: one when an object is confirmed, one a second of stream time while it is in view, one when it
/// is given up or the stream ends. Hidden objects are not updated.
/// </summary>
internal sealed class ObjectEvents(EventWriter writer, ObjectEvents.Publisher publish)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);
    private readonly Dictionary<long, (TimeSpan Published, TrackedObject Last)> _present = [];
    private long _frame;
    private TimeSpan _time;

    /// <summary>Takes a document.</summary>
    public delegate void Publisher(ReadOnlySpan<byte> json);

    /// <summary>Publishes what changed with a frame: who left first, then who entered or moved, by rising id.</summary>
    public void OnFrame(FrameView view)
    {
        _frame = view.Frame.Index;
        _time = view.Frame.StreamTime;
        IReadOnlyList<TrackedObject> ended = view.EndedTracks;
        for (int index = 0; index < ended.Count; index++)
        {
            if (_present.Remove(ended[index].Id))
                publish(writer.Object(EventTypes.ObjectLeft, _frame, _time, ended[index], "gone"));
        }

        IReadOnlyList<TrackedObject> tracks = view.Tracks;
        for (int index = 0; index < tracks.Count; index++)
            Follow(tracks[index]);
    }

    /// <summary>Nothing more is known: whoever is present leaves.</summary>
    /// <param name="reason">Why: the stream ended, or was lost.</param>
    public void Complete(string reason)
    {
        foreach (long id in _present.Keys.Order())
            publish(writer.Object(EventTypes.ObjectLeft, _frame, _time, _present[id].Last, reason));
        _present.Clear();
    }

    private void Follow(in TrackedObject track)
    {
        ref (TimeSpan Published, TrackedObject Last) entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_present, track.Id, out bool known);
        entry.Last = track;
        if (known && (track.State != TrackState.Confirmed || _time - entry.Published < s_interval))
            return;
        entry.Published = _time;
        publish(writer.Object(known ? EventTypes.ObjectUpdated : EventTypes.ObjectEntered, _frame, _time, track));
    }
}
