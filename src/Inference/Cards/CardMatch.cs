namespace VideoDyn.Inference.Cards;

/// <summary>The <c>match</c> section of a library card: every value that stands there must fit the graph.</summary>
public sealed record CardMatch
{
    /// <summary>Fingerprint of the graph's operators.</summary>
    public string? Operators { get; init; }

    /// <summary>Types and shapes of the inputs in any order, e.g. <c>float32[1,3,*,*]</c>; <c>*</c> fits any size.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>Types and shapes of outputs in any order; the graph may have more.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>Key and value pairs that the exporter wrote into the file.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
