using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Rules.Geometry;

namespace VideoDyn.Events.Rules.Watching;

/// <summary>What the rules know of one object.</summary>
internal sealed class Follower
{
    private TrackedObject _last;

    /// <summary>Whether it is reported at all: true from the first frame in which it kept to all limits.</summary>
    public bool Counts { get; private set; }

    /// <summary>It, as it was last.</summary>
    public ref readonly TrackedObject Last => ref _last;

    /// <summary>Zones it is in.</summary>
    public ulong Current { get; set; }

    /// <summary>Zones it was ever in.</summary>
    public ulong Entered { get; set; }

    public Visit[] Visits { get; set; } = [];

    public Crossing[] Crossings { get; set; } = [];

    public Trail Trail { get; } = new();

    /// <summary>First frame without it after it was seen last; null while it is seen.</summary>
    public TimeSpan? Missing { get; private set; }

    /// <summary>Its place at the last frame in which it was seen.</summary>
    public PicturePoint Point { get; private set; }

    /// <summary>Begins with a new object.</summary>
    public void Begin(RuleSet rules)
    {
        (Counts, _last, Current, Entered, Missing) = (false, default, 0, 0, null);
        if (Visits.Length != rules.Zones.Length)
            Visits = new Visit[rules.Zones.Length];
        if (Crossings.Length != rules.Wires.Length)
            Crossings = new Crossing[rules.Wires.Length];
        Visits.AsSpan().Clear();
        Crossings.AsSpan().Clear();
        Trail.Clear();
    }

    /// <summary>Takes it to a frame.</summary>
    /// <returns>Whether it was seen there, not merely expected, and counts.</returns>
    public bool See(in TrackedObject track, in RuleFrame frame, RuleSet rules)
    {
        _last = track;
        if (track.State == TrackState.Lost)
            Missing ??= frame.Time;
        if (track.State != TrackState.Confirmed || track.Provenance == Provenance.Predicted)
            return false;
        Missing = null;
        Point = PicturePoint.Of(track.Box, frame.Width, frame.Height);
        Counts = Counts || Keeps(track, frame, rules);
        if (Counts && rules.Ground is not null)
            Trail.See(rules.Ground, Point, frame.Time);
        return Counts;
    }

    private bool Keeps(in TrackedObject track, in RuleFrame frame, RuleSet rules)
    {
        foreach (Polygon mask in rules.Masks)
        {
            if (mask.Contains(Point))
                return false;
        }

        if ((uint)track.ClassId >= (uint)rules.Limits.Length || rules.Limits[track.ClassId] is not { } limits)
            return true;
        double area = track.Box.Area / ((double)frame.Width * frame.Height), ratio = track.Box.Width / track.Box.Height;
        return area >= limits.MinArea && area <= limits.MaxArea && ratio >= limits.MinRatio && ratio <= limits.MaxRatio && track.Score >= limits.MinScore;
    }
}
