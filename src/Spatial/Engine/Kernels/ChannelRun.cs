namespace VideoDyn.Spatial.Engine.Kernels;

/// <summary>
/// A stretch of consecutive singles that a convolution reads relative to a pixel: the channels of one tap, of several taps
/// side by side, or of one piece of a channel view.
/// </summary>
/// <param name="Offset">First single, relative to the pixel's first channel; negative for taps above or left of it.</param>
/// <param name="Length">Singles to read, at least 1.</param>
internal readonly record struct ChannelRun(int Offset, int Length);
