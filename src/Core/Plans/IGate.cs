namespace VideoDyn.Core.Plans;

/// <summary>Decides, frame by frame and in stream order, which frames of one stream are analyzed.</summary>
/// <remarks>One instance serves one stream and one thread.</remarks>
public interface IGate
{
    /// <summary>Decides about the next frame.</summary>
    /// <param name="frameIndex">Position among the frames offered to this gate, from 0.</param>
    /// <param name="streamTime">Stream time of the frame.</param>
    GateDecision Decide(long frameIndex, TimeSpan streamTime);
}
