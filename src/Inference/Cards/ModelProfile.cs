using VideoDyn.Core.Analysis;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Cards;

/// <summary>Everything needed to run a model on pictures, from its graph, its card and the user's options together.</summary>
public sealed record ModelProfile
{
    /// <summary>Confidence of a card that says none.</summary>
    public const float DefaultConfidence = 0.35f;

    /// <summary>Overlap threshold of a card that says none.</summary>
    public const float DefaultIou = 0.45f;

    /// <summary>What the model does; detection when the card does not say.</summary>
    public AnalysisTask Task { get; init; } = AnalysisTask.Detect;

    /// <summary>Name of the graph's picture input.</summary>
    public required string InputName { get; init; }

    /// <summary>How the picture goes in.</summary>
    public required InputSpec Input { get; init; }

    /// <summary>Names of the classes by class index.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Where the labels come from, for messages.</summary>
    public required string LabelSource { get; init; }

    /// <summary>The head that the card names; null to recognise it.</summary>
    public string? Head { get; init; }

    /// <summary>Anchor boxes of the card; null when it has none.</summary>
    public IReadOnlyList<IReadOnlyList<float>>? Anchors { get; init; }

    /// <summary>What the card says about the outputs.</summary>
    public HeadNotes Notes { get; init; } = HeadNotes.None;

    /// <summary>Lowest score of a detection, 0..1.</summary>
    public float Confidence { get; init; } = DefaultConfidence;

    /// <summary>Overlap beyond which the lower of two boxes of a class goes, 0..1.</summary>
    public float Iou { get; init; } = DefaultIou;

    /// <summary>Sizes of the picture input in its layout.</summary>
    public long[] InputShape => Input.Layout == TensorLayout.Nchw
        ? [1, 3, Input.Height, Input.Width]
        : [1, Input.Height, Input.Width, 3];
}
