namespace VideoDyn.Bench.Reports;

/// <summary>Agreement of a detector's published boxes with the reference.</summary>
/// <param name="Overall">The agreement: moving classes, with the score band.</param>
/// <param name="Plain">Without the band.</param>
/// <param name="Strict">At the strict overlap.</param>
/// <param name="Rest">All other classes together.</param>
/// <param name="ByClass">By class name, moving and other.</param>
/// <param name="BySize">By size of the object.</param>
public sealed record AgreementSection(
    MeasureReport Overall,
    MeasureReport Plain,
    MeasureReport Strict,
    MeasureReport Rest,
    IReadOnlyDictionary<string, MeasureReport> ByClass,
    IReadOnlyDictionary<string, MeasureReport> BySize)
{
    /// <summary>The agreement if boxes had stayed where they were on skipped frames; null where they did, or nothing was skipped.</summary>
    public MeasureReport? Held { get; init; }

    /// <summary>By class name, at the strict overlap.</summary>
    public IReadOnlyDictionary<string, MeasureReport> StrictByClass { get; init; } = new Dictionary<string, MeasureReport>();

    /// <summary>By size of the object, at the strict overlap.</summary>
    public IReadOnlyDictionary<string, MeasureReport> StrictBySize { get; init; } = new Dictionary<string, MeasureReport>();
}

/// <summary>Agreement of a segmenter's maps with the reference.</summary>
/// <param name="MeanIou">Mean intersection over union of the classes that either shows; null when only one class was seen.</param>
/// <param name="ByClass">Intersection over union by class name.</param>
/// <param name="Pixels">Share of the pixels with the reference's class; its counts are pixels.</param>
public sealed record SegmentationSection(double? MeanIou, IReadOnlyDictionary<string, double?> ByClass, MeasureReport Pixels);

/// <summary>Agreement of a classifier's first labels with the reference.</summary>
/// <param name="Top1">Share of the frames with the reference's label; its counts are frames.</param>
/// <param name="Frames">Frames compared.</param>
/// <param name="ReferenceChanges">How often the reference's label changes from frame to frame.</param>
/// <param name="Changes">How often the plan's does: more means flicker, fewer means lag.</param>
public sealed record ClassificationSection(MeasureReport Top1, long Frames, long ReferenceChanges, long Changes);

/// <summary>Tracks of a plan against those of the reference.</summary>
/// <param name="ReferenceTracks">Confirmed tracks of the reference.</param>
/// <param name="Tracks">Confirmed tracks of the plan.</param>
/// <param name="IdSwitches">How often a track of the reference is followed by another one than the last time; null without tracks.</param>
/// <param name="Idf1">Share of the boxes under the right identity (IDF1); null without tracks.</param>
/// <param name="Events">Objects that entered and left.</param>
public sealed record TrackingSection(long ReferenceTracks, long Tracks, long? IdSwitches, double? Idf1, EventSection Events);

/// <summary>Events of a plan (an object entered, an object left) against those of the reference, by class, whoever it was.</summary>
/// <param name="ToleranceSeconds">How far apart two may lie to be the same.</param>
/// <param name="Reference">Events of the reference.</param>
/// <param name="Matched">Of them, those that the plan tells too.</param>
/// <param name="Missed">Of them, those that it does not.</param>
/// <param name="Extra">Events that only the plan tells.</param>
/// <param name="Precision">Share of the plan's events that are the reference's; null without any.</param>
/// <param name="Recall">Share of the reference's events that the plan tells; null without any.</param>
/// <param name="MeanDelaySeconds">Mean of the plan's time minus the reference's; null without pairs.</param>
/// <param name="P95DelaySeconds">The delay that 95 % of the pairs do not exceed; null without pairs.</param>
public sealed record EventSection(
    double ToleranceSeconds, long Reference, long Matched, long Missed, long Extra, double? Precision, double? Recall, double? MeanDelaySeconds, double? P95DelaySeconds);

/// <summary>Accuracy of what a plan published against the truth.</summary>
/// <param name="Objects">Objects of the truth in the frames that have truth.</param>
/// <param name="Frames">Those frames.</param>
/// <param name="Ap50">Average precision at overlap 0.5.</param>
/// <param name="Ap50To95">Average precision, mean over overlaps 0.50 to 0.95.</param>
/// <param name="Precision">From the threshold on.</param>
/// <param name="Recall">From the threshold on.</param>
/// <param name="F1">From the threshold on.</param>
public sealed record AccuracySection(
    long Objects, long Frames, double? Ap50, double? Ap50To95, double? Precision, double? Recall, double? F1)
{
    /// <summary>Multiple object tracking accuracy (MOTA); null without a tracker or without tracks in the truth.</summary>
    public double? Mota { get; init; }

    /// <summary>Identity F1 (IDF1); null likewise.</summary>
    public double? Idf1 { get; init; }

    /// <summary>Higher order tracking accuracy (HOTA); null likewise.</summary>
    public double? Hota { get; init; }

    /// <summary>Identity switches against the truth; null likewise.</summary>
    public long? IdSwitches { get; init; }
}
