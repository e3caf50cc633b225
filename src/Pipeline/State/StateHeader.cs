namespace VideoDyn.Pipeline.State;

/// <summary>What a saved state must fit.</summary>
/// <param name="Version">Version of the slot's content.</param>
/// <param name="ModelSha256">Hash of the model.</param>
/// <param name="FrameWidth">Frame width in pixels.</param>
/// <param name="FrameHeight">Frame height in pixels.</param>
internal sealed record StateHeader(int Version, string ModelSha256, int FrameWidth, int FrameHeight);
