using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Heads;

/// <summary>What a head is recognised by: a model's outputs at one input size, and its operators. Never names.</summary>
public sealed record HeadQuestion
{
    /// <summary>Input width in pixels.</summary>
    public required int InputWidth { get; init; }

    /// <summary>Input height in pixels.</summary>
    public required int InputHeight { get; init; }

    /// <summary>Outputs in graph order with their sizes at that input size.</summary>
    public required IReadOnlyList<OutputShape> Outputs { get; init; }

    /// <summary>Names of the operators that the graph uses.</summary>
    public required IReadOnlySet<string> Operators { get; init; }

    /// <summary>Number of labels, if labels are known; decides between layouts that differ by one channel.</summary>
    public int? LabelCount { get; init; }

    /// <summary>
    /// Anchor boxes of the card: one list per level of strides, finest first, of widths and heights in input pixels in
    /// turn; null when the card has none.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<float>>? Anchors { get; init; }

    /// <summary>What the card says about the outputs.</summary>
    public HeadNotes Notes { get; init; } = HeadNotes.None;

    /// <summary>
    /// Whether the card names this head, so that only shapes can contradict. Otherwise the head must be told from the
    /// others beyond doubt.
    /// </summary>
    public bool IsNamed { get; init; }
}

/// <summary>An output as a recogniser sees it.</summary>
/// <param name="Name">Name in the graph.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes.</param>
public sealed record OutputShape(string Name, OnnxElementType Type, long[] Shape)
{
    /// <summary>The operator that computes it, e.g. <c>Sigmoid</c>; empty when that is not known.</summary>
    public string Activation { get; init; } = "";

    /// <summary>Type and sizes as messages show them.</summary>
    public override string ToString() => $"'{Name}' {Type.ToString().ToLowerInvariant()}[{string.Join(", ", Shape)}]";
}
