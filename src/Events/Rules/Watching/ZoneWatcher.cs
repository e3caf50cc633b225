using VideoDyn.Core.Tracks;
using VideoDyn.Events.Envelope;

namespace VideoDyn.Events.Rules.Watching;

/// <summary>Takes objects through the zones of a camera. Only frames in which an object was seen change what is believed.</summary>
internal sealed class ZoneWatcher(EventList events)
{
    private readonly List<(long Id, int ClassId, float X, float Y, float Height)> _places = [];

    /// <summary>Begins a frame with these objects.</summary>
    public void Begin(RuleSet rules, IReadOnlyList<TrackedObject> tracks)
    {
        _places.Clear();
        if (!rules.WatchesOwners)
            return;
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            if (track.State != TrackState.Tentative)
                _places.Add((track.Id, track.ClassId, (track.Box.X1 + track.Box.X2) / 2, track.Box.Y2, track.Box.Height));
        }
    }

    /// <summary>An object was seen.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="follower">The object.</param>
    public void See(RuleSet rules, Follower follower)
    {
        TimeSpan time = events.Frame.Time;
        for (int index = 0; index < rules.Zones.Length; index++)
        {
            BoundZone zone = rules.Zones[index];
            ref Visit visit = ref follower.Visits[index];
            bool inside = zone.Area.Contains(follower.Point);
            if (!visit.Inside.Value && !zone.Counts(follower.Last.ClassId))
                continue;
            TimeSpan since = visit.Inside.Since;
            if (visit.Inside.See(inside, time, zone.Rule.Confirm, zone.Rule.Hysteresis, out EventInterval change))
            {
                if (inside)
                    Enter(zone, index, follower, ref visit, change);
                else
                    Leave(zone, index, follower, visit.Standing, change, change.At - since, "outside");
            }

            if (visit.Inside.Value && inside)
                Stay(zone, follower, ref visit);
        }
    }

    /// <summary>Nothing more is seen of an object.</summary>
    public void End(RuleSet rules, Follower follower, string reason)
    {
        for (int index = 0; index < rules.Zones.Length; index++)
        {
            ref Visit visit = ref follower.Visits[index];
            if (!visit.Inside.Value)
                continue;
            EventInterval end = visit.Inside.EndOf(follower.Missing ?? events.Frame.Time);
            Leave(rules.Zones[index], index, follower, visit.Standing, end, end.At - visit.Inside.Since, reason);
            visit.Inside = default;
        }
    }

    /// <summary>All objects of the frame have been seen: how full the zones are.</summary>
    public void Count(RuleSet rules, Dictionary<long, Follower> followers)
    {
        TimeSpan time = events.Frame.Time;
        for (int index = 0; index < rules.Zones.Length; index++)
        {
            BoundZone zone = rules.Zones[index];
            if (zone.Rule.MaxObjects is { } most && zone.Full.See(zone.Count > most, time, TimeSpan.Zero, zone.Rule.Hysteresis, out EventInterval when))
                events.Add(EventTypes.ZoneCount, zone, index, followers.Values, when, most, zone.Full.Value);
            if (zone.Rule.CrowdSize is { } size && zone.Crowded.See(zone.Count >= size, time, zone.Crowded.Value ? TimeSpan.Zero : zone.Rule.CrowdTime, zone.Rule.Hysteresis, out when))
                events.Add(EventTypes.ZoneCrowded, zone, index, followers.Values, when, size, zone.Crowded.Value);
        }
    }

    private void Enter(BoundZone zone, int index, Follower follower, ref Visit visit, EventInterval when)
    {
        visit.Begin();
        zone.Count++;
        follower.Current |= 1UL << index;
        follower.Entered |= 1UL << index;
        events.Add(EventTypes.ZoneEntered, zone.Rule.Name, follower, when, count: zone.Count);
    }

    private void Leave(BoundZone zone, int index, Follower follower, in Standing standing, EventInterval when, TimeSpan stayed, string reason)
    {
        // What ends with the stream or the connection is not gone from its place.
        TimeSpan stood = standing.LastStill - standing.Since;
        if (reason is "outside" or "gone" && stood > TimeSpan.Zero && stood >= zone.Rule.Removed)
            events.Add(EventTypes.ObjectRemoved, zone.Rule.Name, follower, new EventInterval(when.At, standing.LastStill, when.Latest), stood, reason: reason);
        zone.Count--;
        follower.Current &= ~(1UL << index);
        events.Add(EventTypes.ZoneLeft, zone.Rule.Name, follower, when, stayed, count: zone.Count, reason: reason);
    }

    private void Stay(BoundZone zone, Follower follower, ref Visit visit)
    {
        TimeSpan time = events.Frame.Time, stayed = time - visit.Inside.Since;
        if (!visit.HasDwelt && stayed >= zone.Rule.Dwell)
        {
            visit.HasDwelt = true;
            events.Add(EventTypes.ZoneDwell, zone.Rule.Name, follower, Due(visit.Inside.Since + zone.Rule.Dwell.Value, time), stayed);
        }

        if (!visit.HasLoitered && stayed >= zone.Rule.Loitering && zone.Loiters(follower.Last.ClassId))
        {
            visit.HasLoitered = true;
            events.Add(EventTypes.ZoneLoitering, zone.Rule.Name, follower, Due(visit.Inside.Since + zone.Rule.Loitering.Value, time), stayed);
        }

        if (zone.Rule.MaxSpeed is { } fastest && follower.Trail.Motion is { } motion
            && visit.Fast.See(motion.SpeedKmh > fastest, time, zone.Rule.Confirm, zone.Rule.Hysteresis, out EventInterval when) && visit.Fast.Value)
        {
            events.Add(EventTypes.ObjectSpeeding, zone.Rule.Name, follower, when);
        }

        if (zone.WatchesStanding)
            Stand(zone, follower, ref visit.Standing);
    }

    private void Stand(BoundZone zone, Follower follower, ref Standing standing)
    {
        TimeSpan time = events.Frame.Time;
        if (standing.See(follower.Last.Box, time, zone.Rule.Confirm, out (EventInterval Moved, TimeSpan Stood) before)
            && before.Stood > TimeSpan.Zero && before.Stood >= zone.Rule.Removed)
        {
            events.Add(EventTypes.ObjectRemoved, zone.Rule.Name, follower, before.Moved, before.Stood, reason: "moved");
        }

        if (!standing.IsTold && time - standing.Since >= zone.Rule.Stationary)
        {
            standing.IsTold = true;
            events.Add(EventTypes.ObjectStationary, zone.Rule.Name, follower, Due(standing.Since + zone.Rule.Stationary.Value, time), time - standing.Since);
        }

        if (zone.Rule.Abandoned is not { } patience)
            return;
        if (HasOwner(zone, follower))
            standing.OwnerSeen = time;
        TimeSpan alone = time - (standing.OwnerSeen > standing.Since ? standing.OwnerSeen : standing.Since);
        if (standing.IsAbandoned || alone < patience || alone <= TimeSpan.Zero)
            return;
        standing.IsAbandoned = true;
        events.Add(EventTypes.ObjectAbandoned, zone.Rule.Name, follower, Due(time - alone + patience, time), alone);
    }

    // Heights of owners measure the distance, so that it is the same near and far from the camera.
    private bool HasOwner(BoundZone zone, Follower follower)
    {
        ref readonly TrackedObject thing = ref follower.Last;
        float x = (thing.Box.X1 + thing.Box.X2) / 2, y = thing.Box.Y2;
        foreach ((long id, int classId, float ownerX, float ownerY, float height) in _places)
        {
            float dx = ownerX - x, dy = ownerY - y;
            if ((dx * dx) + (dy * dy) <= height * height && id != thing.Id && zone.Owns(classId))
                return true;
        }

        return false;
    }

    // It falls due at an instant, and is told with the first frame from then on.
    private static EventInterval Due(TimeSpan due, TimeSpan time) => new(time, due, time);
}
