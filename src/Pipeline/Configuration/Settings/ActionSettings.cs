namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>The models of a camera that recognise actions.</summary>
public sealed record ActionSettings
{
    /// <summary>Absolute path of the folder of a clip model; null for none.</summary>
    public string? ClipModel { get; init; }

    /// <summary>Absolute path of the folder of a sequence model; null for none.</summary>
    public string? SequenceModel { get; init; }
}
