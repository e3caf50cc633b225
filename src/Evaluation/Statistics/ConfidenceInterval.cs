using System.Globalization;

namespace VideoDyn.Evaluation.Statistics;

/// <summary>A range that holds the true value with a stated confidence.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Confidence">Nominal two-sided confidence, between 0 and 1.</param>
public readonly record struct ConfidenceInterval(double Low, double High, double Confidence)
{
    /// <summary>Distance between the ends.</summary>
    public double Width => High - Low;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Low:0.####}, {High:0.####}]");
}
