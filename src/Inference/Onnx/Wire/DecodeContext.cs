namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>What the decoders share.</summary>
/// <param name="Folder">Where external data lies; null when there can be none.</param>
internal sealed record DecodeContext(string? Folder)
{
    /// <summary>Graphs may nest so deep; real models stay under ten.</summary>
    public const int MaxDepth = 32;
}
