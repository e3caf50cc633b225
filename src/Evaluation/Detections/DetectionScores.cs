namespace VideoDyn.Evaluation.Detections;

/// <summary>Accuracy of detections against the truth, over all frames. Null means: no such object in the truth.</summary>
public sealed record DetectionScores
{
    /// <summary>Average precision at overlap 0.5, mean over the classes that have objects.</summary>
    public required double? Ap50 { get; init; }

    /// <summary>Average precision at overlap 0.75.</summary>
    public required double? Ap75 { get; init; }

    /// <summary>Average precision, mean over overlaps 0.50 to 0.95 in steps of 0.05 (COCO's AP).</summary>
    public required double? Ap50To95 { get; init; }

    /// <summary>COCO's AP by object size.</summary>
    public required IReadOnlyDictionary<AreaRange, double?> BySize { get; init; }

    /// <summary>Mean over overlaps and classes of the greatest recall with at most 100 detections per frame and class (COCO's AR).</summary>
    public required double? AverageRecall { get; init; }

    /// <summary>Precision, recall and F1 at overlap 0.5 from the score threshold on, all classes pooled.</summary>
    public required OperatingPoint AtThreshold { get; init; }

    /// <summary>The same by class, for classes that have objects or detections.</summary>
    public required IReadOnlyList<ClassDetectionScores> ByClass { get; init; }
}

/// <summary>Accuracy on one class.</summary>
/// <param name="ClassId">Index into the labels.</param>
/// <param name="Ap50">Average precision at overlap 0.5; null without objects.</param>
/// <param name="Ap50To95">Mean over overlaps 0.50 to 0.95; null without objects.</param>
/// <param name="AtThreshold">Counts from the score threshold on.</param>
public sealed record ClassDetectionScores(int ClassId, double? Ap50, double? Ap50To95, OperatingPoint AtThreshold);

/// <summary>Right, wrong and missed at one score threshold.</summary>
/// <param name="Score">The score threshold.</param>
/// <param name="Right">Detections with an object of their own.</param>
/// <param name="Wrong">Detections without.</param>
/// <param name="Missed">Objects without a detection.</param>
public readonly record struct OperatingPoint(float Score, long Right, long Wrong, long Missed)
{
    /// <summary>Share of the detections that are right; null without any.</summary>
    public double? Precision => Right + Wrong > 0 ? (double)Right / (Right + Wrong) : null;

    /// <summary>Share of the objects that are found; null without any.</summary>
    public double? Recall => Right + Missed > 0 ? (double)Right / (Right + Missed) : null;

    /// <summary>Harmonic mean of both; null without objects and detections.</summary>
    public double? F1 => Right + Wrong + Missed > 0 ? 2.0 * Right / ((2.0 * Right) + Wrong + Missed) : null;
}
