namespace VideoDyn.Spatial.Crops;

/// <summary>How much one frame's crops may take.</summary>
public sealed record CropLimits
{
    /// <summary>Most crops, at least 1.</summary>
    public required int Most { get; init; }

    /// <summary>Most multiply-accumulates, on average: the most urgent crop is taken at any cost, and paid for by the frames after it.</summary>
    public long Macs { get; init; } = long.MaxValue;

    /// <summary>Share of <see cref="Macs"/> that the prior, and as much that the round, saves up per frame, 0..1; 0 for nothing.</summary>
    public double Share { get; init; }

    /// <summary>Multiply-accumulates of the whole view; the largest number keeps it from competing.</summary>
    public long WholeMacs { get; init; } = long.MaxValue;

    /// <summary>Share of the wanted detail from which the whole view shows an object well enough, above 0.</summary>
    public float WholeDetail { get; init; } = 1;
}
