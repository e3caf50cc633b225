using System.Runtime.InteropServices;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Rules;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>
/// Turns tracks into events: one when an object is confirmed, some while it is in view, one when it is given up or the
/// stream ends; between them what the rules tell about it. Hidden objects are not updated.
/// </summary>
internal sealed class ObjectEvents(EventWriter writer, RuleEngine rules, ObjectEvents.Publisher publish)
{
    private readonly Dictionary<long, Presence> _present = new(32);
    private long _frame;
    private TimeSpan _time;
    private int _next;

    /// <summary>Takes a document of a type.</summary>
    public delegate void Publisher(string type, ReadOnlySpan<byte> json);

    /// <summary>Least stream time between two updates of an object.</summary>
    public TimeSpan Interval { get; set; }

    /// <summary>Publishes what changed with a frame: who left first, then who entered or moved, by rising id.</summary>
    public void OnFrame(FrameView view)
    {
        _frame = view.Frame.Index;
        _time = view.Frame.StreamTime;
        IReadOnlyList<TrackedObject> tracks = view.Tracks, ended = view.EndedTracks;
        rules.Advance(new RuleFrame(_frame, _time, view.Frame.Format.Width, view.Frame.Format.Height), tracks, ended);
        _next = 0;
        for (int index = 0; index < ended.Count; index++)
        {
            PublishRules(ended[index].Id);
            if (_present.Remove(ended[index].Id, out Presence presence))
                Publish(EventTypes.ObjectLeft, presence.MissedSince ?? _time, ended[index], "gone");
        }

        for (int index = 0; index < tracks.Count; index++)
        {
            if (rules.Counts(tracks[index].Id))
                Follow(tracks[index]);
            PublishRules(tracks[index].Id);
        }

        PublishRules(null);
    }

    /// <summary>Nothing more is known: whoever is present leaves.</summary>
    /// <param name="reason">Why: the stream ended, or was lost.</param>
    public void Complete(string reason)
    {
        rules.Complete(reason);
        _next = 0;
        foreach (long id in _present.Keys.Order())
        {
            PublishRules(id);
            Publish(EventTypes.ObjectLeft, _present[id].MissedSince ?? _time, _present[id].Last, reason);
        }

        PublishRules(null);
        _present.Clear();
    }

    // The rules tell about objects in the order in which this class goes through them.
    private void PublishRules(long? id)
    {
        for (; _next < rules.Events.Count && rules.Events[_next] is var happened && happened.Object?.Id == id; _next++)
            publish(happened.Type, writer.Rule(happened));
    }

    private void Follow(in TrackedObject track)
    {
        ref Presence entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_present, track.Id, out bool known);
        entry.Last = track;
        // It left when it was missed first, however long it was then waited for.
        entry.MissedSince = track.State == TrackState.Lost ? entry.MissedSince ?? _time : null;
        if (known && (track.State != TrackState.Confirmed || _time - entry.Published < Interval))
            return;
        entry.Published = _time;
        Publish(known ? EventTypes.ObjectUpdated : EventTypes.ObjectEntered, _time, track, null);
    }

    private void Publish(string type, TimeSpan time, in TrackedObject track, string? reason) =>
        publish(type, writer.Object(type, _frame, time, track, reason, rules.ZonesOf(track.Id)));

    private record struct Presence(TimeSpan Published, TimeSpan? MissedSince, TrackedObject Last);
}
