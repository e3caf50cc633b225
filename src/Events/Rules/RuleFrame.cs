namespace VideoDyn.Events.Rules;

/// <summary>The frame that tracks were taken to.</summary>
/// <param name="Index">Position in the stream, from 0.</param>
/// <param name="Time">Stream time.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
public readonly record struct RuleFrame(long Index, TimeSpan Time, int Width, int Height);
