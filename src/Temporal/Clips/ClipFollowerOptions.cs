namespace VideoDyn.Temporal.Clips;

/// <summary>How clips are cut from a stream, beyond what the model says.</summary>
public sealed record ClipFollowerOptions
{
    /// <summary>
    /// Most bytes of pictures that are held for clips that are not answered yet. Where a clip's pictures are larger, each is
    /// made into the network's small input at once. Default 64 MiB.
    /// </summary>
    public long MostPictureBytes { get; init; } = 64L << 20;

    /// <summary>With <see cref="ClipTrigger.Change"/>: share of the picture that must have changed, 0..1. Default 0.005.</summary>
    public float ChangedShare { get; init; } = 0.005f;
}
