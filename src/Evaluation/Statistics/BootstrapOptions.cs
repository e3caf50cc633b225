namespace VideoDyn.Evaluation.Statistics;

/// <summary>How intervals are estimated by resampling.</summary>
public sealed record BootstrapOptions
{
    /// <summary>The defaults.</summary>
    public static BootstrapOptions Default { get; } = new();

    /// <summary>Two-sided confidence, between 0 and 1. Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How many resamples are drawn, at least 100. Default 2000.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Seed of the draw: the same seed and data give the same interval on every machine. Default 1.</summary>
    public ulong Seed { get; init; } = 1;
}
