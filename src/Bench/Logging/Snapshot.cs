namespace VideoDyn.Bench.Logging;

/// <summary>One picture of the video.</summary>
/// <param name="Frame">Position in the log.</param>
/// <param name="StreamTime">Its stream time.</param>
/// <param name="Width">Width of the frame in pixels, which boxes refer to.</param>
/// <param name="Height">Height of the frame in pixels.</param>
/// <param name="Jpeg">The picture, scaled down.</param>
internal sealed record Snapshot(int Frame, TimeSpan StreamTime, int Width, int Height, byte[] Jpeg);
