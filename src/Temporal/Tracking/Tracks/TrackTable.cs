using VideoDyn.Core.Tracks;
using VideoDyn.Temporal.Tracking.Motion;

namespace VideoDyn.Temporal.Tracking.Tracks;

/// <summary>All tracks in order of their ids: births, deaths and the cap.</summary>
internal sealed class TrackTable(TrackerOptions options, StreamClock clock)
{
    private readonly Stack<Track> _spare = new();
    private readonly List<TrackedObject> _ended = [];
    private long _lastId;

    /// <summary>Tracks of every state by rising id.</summary>
    public List<Track> All { get; } = [];

    /// <summary>Confirmed tracks that left the result since <see cref="BeginFrame"/>, as they were last.</summary>
    public IReadOnlyList<TrackedObject> Ended => _ended;

    /// <summary>Births refused and tracks given up because of the cap.</summary>
    public long Cut { get; private set; }

    /// <summary>Forgets who ended in the last frame.</summary>
    public void BeginFrame() => _ended.Clear();

    /// <summary>Begins a track if there is room or someone gives way.</summary>
    /// <returns>The track, or null when the cap turned it away.</returns>
    public Track? TryBegin(in Measurement measurement)
    {
        if (All.Count >= options.MaxTracks)
        {
            Cut++;
            if (!TryMakeRoom())
                return null;
        }
        Track track = _spare.Count > 0 ? _spare.Pop() : new();
        track.Begin(++_lastId, measurement, clock, options);
        All.Add(track);
        return track;
    }

    /// <summary>Takes a track out without a word: it was another one all along.</summary>
    public void Remove(Track track)
    {
        All.Remove(track);
        _spare.Push(track);
    }

    /// <summary>Ends tracks that have been out of sight for too long.</summary>
    public void Expire()
    {
        int kept = 0;
        for (int index = 0; index < All.Count; index++)
        {
            Track track = All[index];
            if (Keep(track))
                All[kept++] = track;
            else
                _spare.Push(track);
        }
        All.RemoveRange(kept, All.Count - kept);
    }

    /// <summary>Ends all tracks. Their ids stay taken.</summary>
    public void Clear()
    {
        foreach (Track track in All)
        {
            Report(track);
            _spare.Push(track);
        }
        All.Clear();
    }

    private bool Keep(Track track)
    {
        if (!track.IsMissed)
            return true;
        double unseen = clock.Since(track.LastSeen).TotalSeconds;
        if (track.IsTentative)
            return unseen <= options.TentativeBufferSeconds;
        if (!track.IsDormant && unseen > options.TrackBufferSeconds)
        {
            Report(track);
            track.IsDormant = track.HasAppearance;
            if (!track.IsDormant)
                return false;
        }
        return !track.IsDormant || unseen <= options.ReentrySeconds;
    }

    private bool TryMakeRoom()
    {
        int victim = -1;
        for (int index = 0; index < All.Count; index++)
        {
            Track track = All[index];
            if (track.IsMissed && !track.IsMatched && (victim < 0 || track.LastSeen < All[victim].LastSeen))
                victim = index;
        }
        if (victim < 0)
            return false;
        Report(All[victim]);
        _spare.Push(All[victim]);
        All.RemoveAt(victim);
        return true;
    }

    private void Report(Track track)
    {
        if (!track.IsTentative && !track.IsDormant)
            _ended.Add(track.View(clock));
    }
}
