using VideoDyn.Core.Tracks;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Rules.Watching;

namespace VideoDyn.Events.Rules;

/// <summary>
/// Applies the rules of one camera to its tracks, frame by frame on stream time. Only frames in which an object was seen
/// (detected, or its pixels judged equal) change anything; where a motion model expects it proves nothing.
/// </summary>
/// <remarks>The meaning of each rule is in docs/rules.md. Not thread-safe. Allocates only when more objects are in view than ever before.</remarks>
public sealed class RuleEngine
{
    private readonly EventList _events = new();
    private readonly ZoneWatcher _zones;
    private readonly Dictionary<long, Follower> _followers = [];
    private readonly List<(long Id, Follower Follower)> _gone = [];
    private readonly Stack<Follower> _spare = new();

    /// <summary>Starts without objects.</summary>
    public RuleEngine(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        _zones = new ZoneWatcher(_events);
    }

    /// <summary>The rules in force.</summary>
    public RuleSet Rules { get; private set; }

    /// <summary>
    /// What the last call found: objects that ended first, then those in view by rising number, then what concerns all
    /// objects of a zone. Refilled by the next call.
    /// </summary>
    public IReadOnlyList<RuleEvent> Events => _events.All;

    /// <summary>
    /// Whether, at the last frame, an object that was not seen in it is expected on the other side of a line or of the edge of
    /// a zone than where it was seen last.
    /// </summary>
    public bool IsChangeExpected { get; private set; }

    /// <summary>Takes the rules to the next frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="tracks">Confirmed and lost objects at this frame, by rising number. Tentative ones are ignored.</param>
    /// <param name="ended">Objects that this frame gave up, as they were last.</param>
    public void Advance(in RuleFrame frame, IReadOnlyList<TrackedObject> tracks, IReadOnlyList<TrackedObject> ended)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        ArgumentNullException.ThrowIfNull(ended);
        _events.Begin(frame);
        Bury();
        IsChangeExpected = false;
        for (int index = 0; index < ended.Count; index++)
        {
            if (!_followers.Remove(ended[index].Id, out Follower? follower))
                continue;
            _gone.Add((ended[index].Id, follower));
            _zones.End(Rules, follower, "gone");
        }

        _zones.Begin(Rules, tracks);
        for (int index = 0; index < tracks.Count; index++)
        {
            if (tracks[index].State != TrackState.Tentative)
                See(tracks[index], frame);
        }

        _zones.Count(Rules, _followers);
    }

    /// <summary>Nothing more is known: every object leaves its zones.</summary>
    /// <param name="reason">Why: <c>end-of-stream</c> or <c>outage</c>.</param>
    public void Complete(string reason)
    {
        _events.Begin();
        Bury();
        IsChangeExpected = false;
        foreach (long id in _followers.Keys.Order())
        {
            Follower follower = _followers[id];
            _gone.Add((id, follower));
            _zones.End(Rules, follower, reason);
        }

        _followers.Clear();
        _zones.Count(Rules, _followers);
    }

    /// <summary>Whether an object is to be reported: it kept to the limits of its class and was outside the masks at least once.</summary>
    /// <param name="id">Number of an object of the last call, in view or ended.</param>
    public bool Counts(long id) => Find(id) is { Counts: true };

    /// <summary>The zones that an object is in and was ever in, a bit each.</summary>
    /// <param name="id">Number of an object of the last call, in view or ended.</param>
    public (ulong Current, ulong Entered) ZonesOf(long id) => Find(id) is { } follower ? (follower.Current, follower.Entered) : default;

    /// <summary>
    /// Goes on with other rules. What is known stays where a rule of the same name asks for the same; objects in a zone that
    /// is new or changed enter it with the next frame.
    /// </summary>
    public void Replace(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        int[] zones = [.. rules.Zones.Select(zone => Array.FindIndex(Rules.Zones, zone.IsSameAs))];
        int[] wires = [.. rules.Wires.Select(wire => Array.FindIndex(Rules.Wires, wire.IsSameAs))];
        foreach (Follower follower in _followers.Values)
        {
            follower.Visits = [.. zones.Select(old => old < 0 ? default : follower.Visits[old])];
            follower.Crossings = [.. wires.Select(old => old < 0 ? default : follower.Crossings[old])];
            (ulong current, ulong entered) = (follower.Current, follower.Entered);
            (follower.Current, follower.Entered) = (0, 0);
            for (int index = 0; index < zones.Length; index++)
            {
                if (zones[index] < 0)
                    continue;
                follower.Current |= (current >> zones[index] & 1) << index;
                follower.Entered |= (entered >> zones[index] & 1) << index;
            }
        }

        for (int index = 0; index < zones.Length; index++)
        {
            if (zones[index] >= 0)
                rules.Zones[index].TakeOver(Rules.Zones[zones[index]]);
        }

        for (int index = 0; index < wires.Length; index++)
        {
            if (wires[index] >= 0)
                rules.Wires[index].TakeOver(Rules.Wires[wires[index]]);
        }

        Rules = rules;
    }

    private void See(in TrackedObject track, in RuleFrame frame)
    {
        if (!_followers.TryGetValue(track.Id, out Follower? follower))
        {
            follower = _spare.TryPop(out Follower? spare) ? spare : new Follower();
            follower.Begin(Rules);
            _followers.Add(track.Id, follower);
        }

        if (!follower.See(track, frame, Rules))
        {
            IsChangeExpected = IsChangeExpected || Foresight.Expects(Rules, follower, track, frame);
            return;
        }

        _zones.See(Rules, follower);
        for (int index = 0; index < Rules.Wires.Length; index++)
            Cross(Rules.Wires[index], ref follower.Crossings[index], follower, frame.Time);
    }

    private void Cross(BoundTripwire wire, ref Crossing crossing, Follower follower, TimeSpan time)
    {
        if (!wire.Counts(follower.Last.ClassId))
            return;
        int direction = crossing.See(wire.Line, follower.Point, time, wire.Rule.Confirm, wire.Rule.Hysteresis, out EventInterval when);
        if (direction == 0 || !wire.Tells(direction))
            return;
        if (direction > 0 && !crossing.IsCountedIn)
            (crossing.IsCountedIn, wire.CountIn) = (true, wire.CountIn + 1);
        if (direction < 0 && !crossing.IsCountedOut)
            (crossing.IsCountedOut, wire.CountOut) = (true, wire.CountOut + 1);
        _events.Add(EventTypes.TripwireCrossed, wire, follower, when, direction);
    }

    private Follower? Find(long id)
    {
        if (_followers.TryGetValue(id, out Follower? follower))
            return follower;
        foreach ((long gone, Follower was) in _gone)
        {
            if (gone == id)
                return was;
        }

        return null;
    }

    private void Bury()
    {
        foreach ((_, Follower follower) in _gone)
            _spare.Push(follower);
        _gone.Clear();
    }
}
