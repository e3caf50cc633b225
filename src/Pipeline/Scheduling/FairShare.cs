namespace VideoDyn.Pipeline.Scheduling;

/// <summary>What one camera may take of the inference pool, and what it has taken.</summary>
/// <param name="weight">Share beside the others, above 0: a camera of weight 2 gets twice as much when the pool is busy.</param>
internal sealed class FairShare(double weight)
{
    /// <summary>Share beside the others.</summary>
    public double Weight { get; } = weight > 0 && double.IsFinite(weight)
        ? weight
        : throw new ArgumentOutOfRangeException(nameof(weight), weight, "expected a number above 0");

    /// <summary>Service received so far in seconds, divided by the weight: whoever has least is served next.</summary>
    public double Received { get; set; }
}
