namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>Which objects are reported.</summary>
public sealed record ObjectSettings
{
    /// <summary>Names of the classes; empty for all.</summary>
    public ValueList<string> Track { get; init; } = [];

    /// <summary>Limits by class.</summary>
    public ValueList<ObjectFilter> Filters { get; init; } = [];
}

/// <summary>Limits for the objects of a class; null for none.</summary>
public sealed record ObjectFilter
{
    /// <summary>Name of the class.</summary>
    public required string Label { get; init; }

    /// <summary>Least area as a share of the picture, 0..1.</summary>
    public double? MinArea { get; init; }

    /// <summary>Greatest area as a share of the picture, 0..1.</summary>
    public double? MaxArea { get; init; }

    /// <summary>Least width over height.</summary>
    public double? MinRatio { get; init; }

    /// <summary>Greatest width over height.</summary>
    public double? MaxRatio { get; init; }

    /// <summary>Lowest score, 0..1.</summary>
    public double? MinScore { get; init; }
}
