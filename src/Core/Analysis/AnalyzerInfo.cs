using VideoDyn.Core.Tensors;

namespace VideoDyn.Core.Analysis;

/// <summary>What an analyzer runs, for summaries and events.</summary>
public sealed record AnalyzerInfo
{
    /// <summary>File name of the model without folder.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of the model file in lower-case hexadecimal.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>What the model does.</summary>
    public AnalysisTask Task { get; init; } = AnalysisTask.Detect;

    /// <summary>Name of the output head, e.g. <c>yolox</c>.</summary>
    public required string Head { get; init; }

    /// <summary>Names of the classes by class index.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>
    /// Lowest score that counts as seen, 0..1. A detector may hand out weaker detections, which only trackers use.
    /// </summary>
    public float Confidence { get; init; }

    /// <summary>Width of the model input in pixels.</summary>
    public required int InputWidth { get; init; }

    /// <summary>Height of the model input in pixels.</summary>
    public required int InputHeight { get; init; }

    /// <summary>How pictures go in, where the change signal can follow it; null where nobody can tell.</summary>
    public InputSpec? Input { get; init; }

    /// <summary>Multiply-accumulates of one dense run at that size.</summary>
    public required long DenseMacs { get; init; }

    /// <summary>Threads that inference uses.</summary>
    public required int Threads { get; init; }
}
