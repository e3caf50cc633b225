namespace VideoDyn.Events.Rules.Definitions;

/// <summary>Limits for the objects of a class. An object counts from the first frame in which it keeps to all of them.</summary>
public sealed record ObjectLimits
{
    /// <summary>Name of the class.</summary>
    public required string Label { get; init; }

    /// <summary>Least area as a share of the picture, 0..1.</summary>
    public double MinArea { get; init; }

    /// <summary>Greatest area as a share of the picture, 0..1.</summary>
    public double MaxArea { get; init; } = double.PositiveInfinity;

    /// <summary>Least width over height.</summary>
    public double MinRatio { get; init; }

    /// <summary>Greatest width over height.</summary>
    public double MaxRatio { get; init; } = double.PositiveInfinity;

    /// <summary>Lowest score, 0..1.</summary>
    public double MinScore { get; init; }
}
