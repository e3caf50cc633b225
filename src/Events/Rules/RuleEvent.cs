using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Events.Rules;

/// <summary>What a rule reports. Only what belongs to its type is set.</summary>
public readonly record struct RuleEvent
{
    /// <summary>One of <see cref="Envelope.EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Name of the zone or tripwire.</summary>
    public required string Rule { get; init; }

    /// <summary>When it happened.</summary>
    public required EventInterval Time { get; init; }

    /// <summary>Position of the frame at which it is known.</summary>
    public required long Frame { get; init; }

    /// <summary>The object, as at that frame; null for what concerns all objects of a zone.</summary>
    public TrackedObject? Object { get; init; }

    /// <summary>How it is known.</summary>
    public Provenance Provenance { get; init; }

    /// <summary>Age of the pixels behind it.</summary>
    public TimeSpan EvidenceAge { get; init; }

    /// <summary>Zones that the object is in, a bit for each zone in the order of the rules.</summary>
    public ulong CurrentZones { get; init; }

    /// <summary>Zones that the object was ever in.</summary>
    public ulong EnteredZones { get; init; }

    /// <summary>Tripwires: 1 for in, -1 for out; else 0.</summary>
    public int Direction { get; init; }

    /// <summary>Tripwires: objects that crossed it inwards so far, each counted once.</summary>
    public long? CountIn { get; init; }

    /// <summary>Tripwires: objects that crossed it outwards so far, each counted once.</summary>
    public long? CountOut { get; init; }

    /// <summary>Zones: objects inside after this event.</summary>
    public int? Count { get; init; }

    /// <summary>Zones: the number that <see cref="Count"/> is measured by.</summary>
    public int? Limit { get; init; }

    /// <summary>Counts and crowds: whether the state begins (true) or ends (false).</summary>
    public bool? Begins { get; init; }

    /// <summary>How long the object was inside, or stood still.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How the object moves; null without a ground plane, or when it is too new.</summary>
    public GroundMotion? Motion { get; init; }

    /// <summary>Why: <c>outside</c>, <c>gone</c>, <c>moved</c>, <c>end-of-stream</c> or <c>outage</c>; null where there is one way only.</summary>
    public string? Reason { get; init; }
}
