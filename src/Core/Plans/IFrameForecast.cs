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

    /// <summary>Whether it can say more where it knows until when a picture is shown.</summary>
    bool NeedsNext => false;

    /// <summary>The same question, asked in place of the other one where <see cref="NeedsNext"/> says so.</summary>
    /// <param name="ordinal">Position among the frames offered to the gate, from 0; 0 again where reading begins anew.</param>
    /// <param name="frameIndex">Position of the frame in its stream.</param>
    /// <param name="streamTime">Its stream time.</param>
    /// <param name="until">Stream time of the frame after it; null when that is unknown, or there is none.</param>
    bool MayLook(long ordinal, long frameIndex, TimeSpan streamTime, TimeSpan? until) => MayLook(ordinal, frameIndex, streamTime);
}
