namespace VideoDyn.Core.Plans;

/// <summary>
/// Says before a frame is decoded what a gate will say about it, as far as that depends on counts and times alone. It has
/// its own count and runs ahead of the gate.
/// </summary>
public interface IFrameForecast
{
    /// <summary>Whether the gate may look at the pixels of the next frame. Asked once for every frame, in stream order.</summary>
    /// <param name="ordinal">Position among the frames offered to the gate, from 0.</param>
    /// <param name="frameIndex">Position of the frame in its stream.</param>
    /// <param name="streamTime">Its stream time.</param>
    /// <returns>False when it certainly decides without them, and not to analyze.</returns>
    bool MayLook(long ordinal, long frameIndex, TimeSpan streamTime);
}
