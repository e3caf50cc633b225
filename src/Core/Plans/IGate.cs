using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
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

    /// <summary>
    /// Makes a forecast for a new stream; null when the gate looks at the pixels of every frame, or decides by what became of
    /// those before.
    /// </summary>
    IFrameForecast? Forecast() => null;

    /// <summary>Whether <see cref="RestsUntil"/> ever says a time.</summary>
    bool CanRest => false;

    /// <summary>
    /// As of the last frame: the stream time before which the gate needs no picture as long as nothing happens, so that
    /// packets need not be decoded; null when it wants to see the next frames.
    /// </summary>
    TimeSpan? RestsUntil => null;

    /// <summary>
    /// Makes a forecast, for a new stream, of the frames that the gate looks at even while it rests, because they are told by
    /// counts and times alone; null when there are none.
    /// </summary>
    IFrameForecast? ForecastAtRest() => null;

    /// <summary>
    /// Decides about the next frame where it was not decoded, because of <see cref="Forecast"/> or <see cref="RestsUntil"/>;
    /// never to analyze it.
    /// </summary>
    /// <param name="frameIndex">As for <see cref="Decide"/>.</param>
    /// <param name="frame">The frame, without pixels.</param>
    GateDecision DecideUnseen(long frameIndex, FrameLease frame) => GateDecision.Skip(SkipReasons.Idle);

    /// <summary>Decides about the next frame.</summary>
    /// <param name="frameIndex">Position among the frames offered to this gate, from 0.</param>
    /// <param name="frame">The frame; only read during the call.</param>
    GateDecision Decide(long frameIndex, FrameLease frame);

    /// <summary>
    /// Whether the pixels of the frame that was decided about last were wanted although it is skipped, by a gate that has a
    /// <see cref="Forecast"/>.
    /// </summary>
    bool IsLooking => false;

    /// <summary>Tells the numbers behind the last decision. Asked only where somebody wants to know.</summary>
    /// <param name="numbers">Where to add them.</param>
    void Explain(GateNumbers numbers)
    {
    }
}
