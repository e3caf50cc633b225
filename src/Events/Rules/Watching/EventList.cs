using VideoDyn.Core.Detections;

namespace VideoDyn.Events.Rules.Watching;

/// <summary>The events of one frame, in the order in which they were found.</summary>
internal sealed class EventList
{
    private readonly List<RuleEvent> _events = [];

    public IReadOnlyList<RuleEvent> All => _events;

    /// <summary>The frame they belong to.</summary>
    public RuleFrame Frame { get; private set; }

    /// <summary>Begins the next frame.</summary>
    public void Begin(in RuleFrame frame)
    {
        _events.Clear();
        Frame = frame;
    }

    /// <summary>Begins another list for the same frame.</summary>
    public void Begin() => _events.Clear();

    public void Add(string type, string rule, Follower follower, EventInterval time, TimeSpan? duration = null, int? count = null, string? reason = null) =>
        _events.Add(About(type, rule, follower, time) with { Duration = duration, Count = count, Reason = reason });

    public void Add(string type, BoundTripwire wire, Follower follower, EventInterval time, int direction) =>
        _events.Add(About(type, wire.Rule.Name, follower, time) with { Direction = direction, CountIn = wire.CountIn, CountOut = wire.CountOut });

    // A number of objects is known as well as the least well known of them.
    public void Add(string type, BoundZone zone, int index, IEnumerable<Follower> followers, EventInterval time, int limit, bool begins)
    {
        var provenance = Provenance.Detected;
        TimeSpan age = TimeSpan.Zero;
        foreach (Follower follower in followers)
        {
            if ((follower.Current >> index & 1) == 0)
                continue;
            provenance = follower.Last.Provenance > provenance ? follower.Last.Provenance : provenance;
            age = follower.Last.Age > age ? follower.Last.Age : age;
        }

        _events.Add(new RuleEvent
        {
            Type = type,
            Rule = zone.Rule.Name,
            Time = time,
            Frame = Frame.Index,
            Provenance = provenance,
            EvidenceAge = age,
            Count = zone.Count,
            Limit = limit,
            Begins = begins,
        });
    }

    private RuleEvent About(string type, string rule, Follower follower, EventInterval time) => new()
    {
        Type = type,
        Rule = rule,
        Time = time,
        Frame = Frame.Index,
        Object = follower.Last,
        Provenance = follower.Last.Provenance,
        EvidenceAge = follower.Last.Age,
        CurrentZones = follower.Current,
        EnteredZones = follower.Entered,
        Motion = follower.Trail.Motion,
    };
}
