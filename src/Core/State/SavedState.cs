namespace VideoDyn.Core.State;

/// <summary>Content of a persistent slot.</summary>
/// <param name="FrameWidth">Width of the frames it was learned from, in pixels.</param>
/// <param name="FrameHeight">Their height.</param>
/// <param name="Content">The slot's own bytes.</param>
public sealed record SavedState(int FrameWidth, int FrameHeight, ReadOnlyMemory<byte> Content);
