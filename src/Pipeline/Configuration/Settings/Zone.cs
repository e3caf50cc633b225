using System.Numerics;

namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>An area that objects enter and leave.</summary>
public sealed record Zone
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its corners in shares of the picture, 0..1 from the top left; the sides do not cross.</summary>
    public required ValueList<Vector2> Coordinates { get; init; }

    /// <summary>Classes that count; empty for all.</summary>
    public ValueList<string> Objects { get; init; } = [];

    /// <summary>Stream time inside (or outside) before it is believed.</summary>
    public TimeSpan Confirm { get; init; }

    /// <summary>Stream time that a new state holds at least.</summary>
    public TimeSpan Hysteresis { get; init; }

    /// <summary>Stream time inside after which a dwell event is told; null for none.</summary>
    public TimeSpan? Dwell { get; init; }

    /// <summary>Stream time inside after which an object loiters; null for none.</summary>
    public TimeSpan? LoiteringTime { get; init; }

    /// <summary>Classes that loiter; empty for all that count.</summary>
    public ValueList<string> LoiteringObjects { get; init; } = [];

    /// <summary>Number of objects inside above which an event is told; null for none.</summary>
    public int? MaxObjects { get; init; }

    /// <summary>Number of objects from which they are a crowd; null for never.</summary>
    public int? CrowdSize { get; init; }

    /// <summary>Stream time for which they must be that many.</summary>
    public TimeSpan CrowdTime { get; init; }

    /// <summary>Stream time without moving after which an event is told; null for none.</summary>
    public TimeSpan? StationaryTime { get; init; }

    /// <summary>Stream time without moving and without an owner nearby after which an event is told; null for none.</summary>
    public TimeSpan? AbandonedTime { get; init; }

    /// <summary>Classes that can own what stands around.</summary>
    public ValueList<string> Owners { get; init; } = ["person"];

    /// <summary>Stream time without moving after which an object is missed when it goes; null for never.</summary>
    public TimeSpan? RemovedTime { get; init; }

    /// <summary>Speed on the ground in km/h above which an event is told; null for none.</summary>
    public double? MaxSpeed { get; init; }
}

/// <summary>A line that objects cross.</summary>
public sealed record Tripwire
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its first and second point in shares of the picture, 0..1 from the top left.</summary>
    public required ValueList<Vector2> Coordinates { get; init; }

    /// <summary>Which crossings count.</summary>
    public TripwireDirection Direction { get; init; }

    /// <summary>Classes that count; empty for all.</summary>
    public ValueList<string> Objects { get; init; } = [];

    /// <summary>Stream time on the other side before it is believed.</summary>
    public TimeSpan Confirm { get; init; }

    /// <summary>Stream time before the same object may cross again.</summary>
    public TimeSpan Hysteresis { get; init; }
}

/// <summary>Which crossings of a line count.</summary>
public enum TripwireDirection
{
    /// <summary>Both ways.</summary>
    Both,

    /// <summary>From the left to the right of somebody who looks from the first point to the second.</summary>
    In,

    /// <summary>From the right to the left of them.</summary>
    Out,
}
