using VideoDyn.Spatial.Analysis;

namespace VideoDyn.Bench.Tuning.Layers;

/// <summary>What the search for thresholds has found.</summary>
public sealed record LayerVerdict
{
    /// <summary>The thresholds; null when none keep the promise.</summary>
    public LayerThresholds? Thresholds { get; init; }

    /// <summary>In words: what was found, beside the best single threshold; or why nothing was.</summary>
    public required string Reason { get; init; }

    /// <summary>Agreement on the segments that the search did not look at; null without thresholds.</summary>
    public double? HeldBack { get; init; }

    /// <summary>Multiply-accumulates as a share of dense's; null without thresholds.</summary>
    public double? MacShare { get; init; }
}
