namespace VideoDyn.Evaluation.Statistics;

/// <summary>What one segment of a stream adds to the two sums of a ratio.</summary>
/// <param name="Numerator">Added above the line.</param>
/// <param name="Denominator">Added below the line; at least 0.</param>
public readonly record struct RatioTerm(double Numerator, double Denominator);
