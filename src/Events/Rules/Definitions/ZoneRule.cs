using System.Numerics;

namespace VideoDyn.Events.Rules.Definitions;

/// <summary>
/// An area of the picture and what is told about objects in it. An object is where the bottom centre of its box is; times
/// are stream time. Every time that is null is an event that is not told.
/// </summary>
public sealed record ZoneRule
{
    /// <summary>Its name in events.</summary>
    public required string Name { get; init; }

    /// <summary>Its corners in shares of the picture, 0..1 from the top left; the sides do not cross.</summary>
    public required IReadOnlyList<Vector2> Corners { get; init; }

    /// <summary>Classes that count; empty for all.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Time inside (or outside) before it is believed, at least zero.</summary>
    public TimeSpan Confirm { get; init; }

    /// <summary>Time that a believed state holds at least, at least zero.</summary>
    public TimeSpan Hysteresis { get; init; }

    /// <summary>Time inside after which <see cref="Envelope.EventTypes.ZoneDwell"/> is told.</summary>
    public TimeSpan? Dwell { get; init; }

    /// <summary>Time inside after which <see cref="Envelope.EventTypes.ZoneLoitering"/> is told.</summary>
    public TimeSpan? Loitering { get; init; }

    /// <summary>Classes that loiter; empty for all that count.</summary>
    public IReadOnlyList<string> LoiteringObjects { get; init; } = [];

    /// <summary>Number of objects inside above which <see cref="Envelope.EventTypes.ZoneCount"/> is told; null for never.</summary>
    public int? MaxObjects { get; init; }

    /// <summary>Number of objects from which they are a crowd; null for never.</summary>
    public int? CrowdSize { get; init; }

    /// <summary>Time for which they must be that many before <see cref="Envelope.EventTypes.ZoneCrowded"/> is told.</summary>
    public TimeSpan CrowdTime { get; init; }

    /// <summary>Time without moving after which <see cref="Envelope.EventTypes.ObjectStationary"/> is told.</summary>
    public TimeSpan? Stationary { get; init; }

    /// <summary>Time without moving and without an owner nearby after which <see cref="Envelope.EventTypes.ObjectAbandoned"/> is told.</summary>
    public TimeSpan? Abandoned { get; init; }

    /// <summary>Classes that can own what stands around. An owner is near within its own height.</summary>
    public IReadOnlyList<string> Owners { get; init; } = ["person"];

    /// <summary>Time without moving after which an object is missed when it goes (<see cref="Envelope.EventTypes.ObjectRemoved"/>).</summary>
    public TimeSpan? Removed { get; init; }

    /// <summary>Speed on the ground in km/h above which <see cref="Envelope.EventTypes.ObjectSpeeding"/> is told; needs a ground plane.</summary>
    public double? MaxSpeed { get; init; }
}
