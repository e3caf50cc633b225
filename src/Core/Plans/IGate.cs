using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Signals;

namespace VideoDyn.Core.Plans;

/// <summary>Decides, frame by frame and in stream order, which frames of one stream are analyzed.</summary>
/// <remarks>One instance serves one stream and one thread.</remarks>
public interface IGate
{
    /// <summary>Where the time of the decision is booked: gates that look at pixels say <see cref="Stage.Signals"/>.</summary>
    Stage Stage => Stage.Policy;

    /// <summary>Hands the gate the signals of its stream, once, before the first frame.</summary>
    /// <param name="signals">Measured once per frame for everybody; null where nothing can be measured.</param>
    /// <exception cref="Errors.VideoDynException">The gate cannot do without them (kind Configuration).</exception>
    void Attach(IFrameSignals? signals)
    {
    }

    /// <summary>Tells the gate what became of a frame, after its tracks are up to date and before the next decision.</summary>
    void Learn(in GateFeedback feedback)
    {
    }

    /// <summary>Decides about the next frame.</summary>
    /// <param name="frameIndex">Position among the frames offered to this gate, from 0.</param>
    /// <param name="frame">The frame; only read during the call.</param>
    GateDecision Decide(long frameIndex, FrameLease frame);

    /// <summary>Tells the numbers behind the last decision. Asked only where somebody wants to know.</summary>
    /// <param name="numbers">Where to add them.</param>
    void Explain(GateNumbers numbers)
    {
    }
}
