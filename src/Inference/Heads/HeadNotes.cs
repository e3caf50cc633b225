namespace VideoDyn.Inference.Heads;

/// <summary>What a card says about outputs that their shapes cannot tell. Its key is <c>outputs</c>, that of the strides <c>strides</c>.</summary>
public sealed record HeadNotes
{
    /// <summary>Nothing said.</summary>
    public static HeadNotes None { get; } = new();

    /// <summary>Name of the output with boxes.</summary>
    public string? Boxes { get; init; }

    /// <summary>Name of the output with scores.</summary>
    public string? Scores { get; init; }

    /// <summary>Name of the output with classes.</summary>
    public string? Classes { get; init; }

    /// <summary>Name of the output with the number of detections.</summary>
    public string? Number { get; init; }

    /// <summary>Order and unit of the four numbers of a box that the graph has decoded.</summary>
    public BoxFormat Format { get; init; } = BoxFormat.Corners;

    /// <summary>Number that the graph gives the first label: 0, or 1 where 0 is the background.</summary>
    public int FirstClass { get; init; }

    /// <summary>Input pixels per cell and level, finest first; null for the usual ones.</summary>
    public IReadOnlyList<int>? Strides { get; init; }
}
