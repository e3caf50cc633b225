namespace VideoDyn.Evaluation.Tracking;

/// <summary>
/// Higher order tracking accuracy (Luiten et al., 2021): each score is the mean over the overlap thresholds 0.05 to 0.95.
/// Null means: neither objects nor boxes.
/// </summary>
public sealed record HotaScores
{
    /// <summary>Boxes of the truth.</summary>
    public required long Objects { get; init; }

    /// <summary>Boxes of the tracker.</summary>
    public required long Boxes { get; init; }

    /// <summary>The scores at each threshold, by rising threshold.</summary>
    public required IReadOnlyList<HotaPoint> Points { get; init; }

    /// <summary>Geometric mean of detection and association accuracy.</summary>
    public double? Hota => Mean(point => point.Hota);

    /// <summary>Detection accuracy (DetA).</summary>
    public double? DetectionAccuracy => Mean(point => point.DetectionAccuracy);

    /// <summary>Association accuracy (AssA).</summary>
    public double? AssociationAccuracy => Mean(point => point.AssociationAccuracy);

    /// <summary>Localisation accuracy (LocA): mean overlap of the pairs, over the thresholds that have any.</summary>
    public double? LocalizationAccuracy => Mean(point => point.LocalizationAccuracy);

    private double? Mean(Func<HotaPoint, double?> score) => Objects + Boxes > 0 ? Points.Average(score) : null;
}

/// <summary>The scores at one overlap threshold.</summary>
/// <param name="Threshold">Least overlap of a pair.</param>
/// <param name="DetectionAccuracy">Pairs / (pairs + missed + extra).</param>
/// <param name="AssociationAccuracy">Mean over the pairs of how much of their two tracks is matched with each other.</param>
/// <param name="DetectionRecall">Pairs / boxes of the truth.</param>
/// <param name="DetectionPrecision">Pairs / boxes of the tracker.</param>
/// <param name="AssociationRecall">The part of the association accuracy that split objects cost.</param>
/// <param name="AssociationPrecision">The part of the association accuracy that mixed tracks cost.</param>
/// <param name="LocalizationAccuracy">Mean overlap of the pairs; null without pairs.</param>
public readonly record struct HotaPoint(
    double Threshold,
    double DetectionAccuracy,
    double AssociationAccuracy,
    double DetectionRecall,
    double DetectionPrecision,
    double AssociationRecall,
    double AssociationPrecision,
    double? LocalizationAccuracy)
{
    /// <summary>Geometric mean of detection and association accuracy.</summary>
    public double Hota => Math.Sqrt(DetectionAccuracy * AssociationAccuracy);
}
