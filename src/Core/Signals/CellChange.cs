namespace VideoDyn.Core.Signals;

/// <summary>How one block of the picture differs from what it showed when it was last processed.</summary>
/// <param name="Mean">Mean absolute difference in code values, 0..255.</param>
/// <param name="Bias">Mean signed difference in code values, -255..255; above 0 when the block became brighter.</param>
/// <param name="Maximum">Largest absolute difference of a pixel in code values.</param>
/// <param name="Share">Share of the block's pixels that differ by more than <paramref name="DeadZone"/>, 0..1.</param>
/// <param name="DeadZone">Difference in code values up to which a pixel of this block counts as unchanged.</param>
/// <param name="NoiseFloor">Mean absolute difference that noise alone makes in this block, in code values; 0 until learned.</param>
/// <param name="Age">Stream time since the block was last processed; <see cref="TimeSpan.MaxValue"/> when it never was.</param>
/// <param name="Pixels">Compared samples of the block (pixels of the frame, or of the frame halved); 0 in the border of a letterbox, where nothing ever changes.</param>
public readonly record struct CellChange(
    float Mean, float Bias, byte Maximum, float Share, byte DeadZone, float NoiseFloor, TimeSpan Age, int Pixels)
{
    /// <summary>Whether the block was ever processed. If not, its differences read as the largest possible.</summary>
    public bool WasProcessed => Age != TimeSpan.MaxValue;
}
