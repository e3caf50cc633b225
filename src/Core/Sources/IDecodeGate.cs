namespace VideoDyn.Core.Sources;

/// <summary>
/// Decides before decoding whose pixels are wanted. A source that follows one hands the other frames out without pixels
/// and spares decoding them where nothing refers to them.
/// </summary>
/// <remarks>Called on the thread that reads the source.</remarks>
public interface IDecodeGate
{
    /// <summary>Whether every picture is wanted from now on, so that packets are decoded as they come.</summary>
    bool WantsAll { get; }

    /// <summary>
    /// Whether frames may be asked about long before they are handed out, so that a source may read ahead to save work. A
    /// gate that answers by what happened last says no.
    /// </summary>
    bool KnowsAhead { get; }

    /// <summary>A packet came in. In the order of decoding.</summary>
    /// <param name="packet">What is known about it.</param>
    void Observe(in PacketFacts packet);

    /// <summary>Whether a frame's pixels are wanted. Asked once for every frame, in the order in which they are shown.</summary>
    /// <param name="ordinal">Position among the frames of this stream that are handed out, from 0.</param>
    /// <param name="frameIndex">The number that the frame will carry.</param>
    /// <param name="streamTime">Its stream time.</param>
    /// <param name="packet">Its packet.</param>
    bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, in PacketFacts packet);

    /// <summary>
    /// Whether it wants to know until when a picture is shown, so that a recording asks about each one packet later than it
    /// could.
    /// </summary>
    bool NeedsNext => false;

    /// <summary>The same question with the time of the next frame. Recordings ask it in place of the other one.</summary>
    /// <param name="ordinal">Position among the frames of this stream that are handed out, from 0.</param>
    /// <param name="frameIndex">The number that the frame will carry.</param>
    /// <param name="streamTime">Its stream time.</param>
    /// <param name="until">Stream time of the frame after it; null when that is unknown, or there is none.</param>
    /// <param name="packet">Its packet.</param>
    bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, TimeSpan? until, in PacketFacts packet) =>
        Wants(ordinal, frameIndex, streamTime, packet);
}
