using VideoDyn.Core.Analysis;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Cards;

/// <summary>
/// What a model card says, and only that: a key that the card leaves out is null here. The file format is YAML; its
/// keys are the names below in lower case.
/// </summary>
public sealed record ModelCard
{
    /// <summary>Path or name of the card, for messages.</summary>
    public required string Source { get; init; }

    /// <summary>What the model does: <c>detect</c>, <c>segment</c>, <c>classify</c> or <c>embed</c>.</summary>
    public AnalysisTask? Task { get; init; }

    /// <summary>Name of the output head.</summary>
    public string? Head { get; init; }

    /// <summary>The picture input.</summary>
    public CardInput Input { get; init; } = new();

    /// <summary>Names of the classes by class index, from the card itself or the file it names.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Lowest score of a detection, 0..1.</summary>
    public float? Confidence { get; init; }

    /// <summary>Overlap beyond which the lower of two boxes of a class goes, 0..1.</summary>
    public float? Iou { get; init; }

    /// <summary>
    /// Anchor boxes for heads that need them: one list per stride, finest first, of widths and heights in input pixels
    /// in turn.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<float>>? Anchors { get; init; }

    /// <summary>What shapes cannot tell about the outputs: sections <c>outputs</c> and <c>strides</c>.</summary>
    public HeadNotes Notes { get; init; } = HeadNotes.None;

    /// <summary>What a model must look like for a card of the library to apply.</summary>
    public CardMatch? Match { get; init; }
}

/// <summary>The <c>input</c> section of a card; see <see cref="InputSpec"/> for the meaning of each value.</summary>
public sealed record CardInput
{
    /// <summary>Name of the graph's picture input.</summary>
    public string? Name { get; init; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Order of the dimensions.</summary>
    public TensorLayout? Layout { get; init; }

    /// <summary>Order of the channels.</summary>
    public ChannelOrder? Color { get; init; }

    /// <summary>How a frame of another shape is fitted in.</summary>
    public ResizeMode? Resize { get; init; }

    /// <summary>Code value of the border, 0..255.</summary>
    public float? Pad { get; init; }

    /// <summary>Factor on the code value.</summary>
    public float? Scale { get; init; }

    /// <summary>Mean per channel after scaling.</summary>
    public System.Numerics.Vector3? Mean { get; init; }

    /// <summary>Standard deviation per channel after scaling.</summary>
    public System.Numerics.Vector3? Std { get; init; }

    /// <summary>Element type.</summary>
    public TensorType? Type { get; init; }
}
