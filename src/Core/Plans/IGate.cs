using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;

namespace VideoDyn.Core.Plans;

/// <summary>Decides, frame by frame and in stream order, which frames of one stream are analyzed.</summary>
/// <remarks>One instance serves one stream and one thread.</remarks>
public interface IGate
{
    /// <summary>Where the time of the decision is booked: gates that look at pixels say <see cref="Stage.Signals"/>.</summary>
    Stage Stage => Stage.Policy;

    /// <summary>Decides about the next frame.</summary>
    /// <param name="frameIndex">Position among the frames offered to this gate, from 0.</param>
    /// <param name="frame">The frame; only read during the call.</param>
    GateDecision Decide(long frameIndex, FrameLease frame);
}
