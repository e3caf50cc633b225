using System.Numerics;

namespace VideoDyn.Events.Rules.Definitions;

/// <summary>Everything that is asked about the objects of one camera, as written by its user.</summary>
public sealed record RuleDefinitions
{
    /// <summary>Nothing asked: only objects that enter, move and leave.</summary>
    public static RuleDefinitions None { get; } = new();

    /// <summary>The areas, at most 64.</summary>
    public IReadOnlyList<ZoneRule> Zones { get; init; } = [];

    /// <summary>The lines, at most 64.</summary>
    public IReadOnlyList<TripwireRule> Tripwires { get; init; } = [];

    /// <summary>Limits by class; classes without limits count always.</summary>
    public IReadOnlyList<ObjectLimits> Limits { get; init; } = [];

    /// <summary>Areas in shares of the picture; an object counts from the first frame in which it is in none of them.</summary>
    public IReadOnlyList<IReadOnlyList<Vector2>> Masks { get; init; } = [];

    /// <summary>Where the ground lies; null when nobody asks for speeds.</summary>
    public GroundPoints? Ground { get; init; }
}
