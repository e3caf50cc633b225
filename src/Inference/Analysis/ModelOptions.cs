using VideoDyn.Inference.Cards;

namespace VideoDyn.Inference.Analysis;

/// <summary>What a user says about the model to run; null leaves it to the card.</summary>
public sealed record ModelOptions
{
    /// <summary>Path of the ONNX file.</summary>
    public required string ModelPath { get; init; }

    /// <summary>Path of the model card.</summary>
    public string? CardPath { get; init; }

    /// <summary>Path of a label file, one class name a line.</summary>
    public string? LabelsPath { get; init; }

    /// <summary>Input size for a model whose graph leaves it open, a multiple of the head's largest stride.</summary>
    public InputSize? InputSize { get; init; }

    /// <summary>Lowest score of a detection, 0..1.</summary>
    public float? Confidence { get; init; }

    /// <summary>
    /// Score down to which a detector also hands out weaker detections, which trackers keep objects by; null for none.
    /// Has no effect above the confidence.
    /// </summary>
    public float? WeakConfidence { get; init; }

    /// <summary>Overlap beyond which the lower of two boxes of a class goes, 0..1.</summary>
    public float? Iou { get; init; }

    /// <summary>Names of the classes to report; null or empty for all.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Threads for inference, at least 1. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Most candidates per frame before suppression, at least 1. Default 30,000.</summary>
    public int MaxCandidates { get; init; } = Heads.Candidates.CandidateBuffer.DefaultCapacity;

    /// <summary>Most detections per frame, at least 1. Default 300.</summary>
    public int MaxDetections { get; init; } = Heads.Candidates.NonMaximumSuppression.DefaultMaxDetections;
}
