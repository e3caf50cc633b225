namespace VideoDyn.Core.Signals;

/// <summary>Consecutive pixel columns or rows of a frame.</summary>
/// <param name="Start">First pixel.</param>
/// <param name="End">Pixel after the last; equal to <paramref name="Start"/> when there are none.</param>
public readonly record struct PixelRange(int Start, int End)
{
    /// <summary>How many pixels.</summary>
    public int Length => End - Start;
}
