using System.Numerics;

namespace VideoDyn.Events.Rules.Definitions;

/// <summary>A line that objects cross with the bottom centre of their box.</summary>
public sealed record TripwireRule
{
    /// <summary>Its name in events.</summary>
    public required string Name { get; init; }

    /// <summary>First point in shares of the picture, 0..1 from the top left.</summary>
    public required Vector2 From { get; init; }

    /// <summary>Second point.</summary>
    public required Vector2 To { get; init; }

    /// <summary>Which crossings are told and counted.</summary>
    public CrossingDirection Direction { get; init; }

    /// <summary>Classes that count; empty for all.</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Stream time on the other side before it is believed, at least zero.</summary>
    public TimeSpan Confirm { get; init; }

    /// <summary>Stream time before the same object may cross again, at least zero.</summary>
    public TimeSpan Hysteresis { get; init; }
}

/// <summary>Which crossings of a line count.</summary>
public enum CrossingDirection
{
    /// <summary>Both ways.</summary>
    Both,

    /// <summary>From the left to the right of somebody who looks from the first point to the second.</summary>
    In,

    /// <summary>From the right to the left of them.</summary>
    Out,
}
