using VideoDyn.Inference.Cards;

namespace VideoDyn.Inference.Branchy;

/// <summary>One part of a classifier that can stop early.</summary>
/// <param name="File">Name of its ONNX file.</param>
/// <param name="Threshold">Leave here when the best probability is at least this, 0..1.01; null for the last stage.</param>
/// <param name="Macs">Multiply-accumulates of a crop up to this exit, as the card says; null when it does not.</param>
public sealed record BranchyStage(string File, float? Threshold, long? Macs);

/// <summary>What <c>branchy.yaml</c> says: a classifier cut at its exits (BranchyNet, Teerapittayanon et al., ICPR 2016).</summary>
public sealed record BranchyModel
{
    /// <summary>Most stages that a model can have.</summary>
    public const int MostStages = 16;

    /// <summary>Path of the folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Name of the folder.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>Stages in the order in which a crop passes them.</summary>
    public required IReadOnlyList<BranchyStage> Stages { get; init; }

    /// <summary>Names of the classes.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Lowest score that is reported, 0..1.</summary>
    public required float Confidence { get; init; }

    /// <summary>How crops go in.</summary>
    public required CardInput Input { get; init; }
}
