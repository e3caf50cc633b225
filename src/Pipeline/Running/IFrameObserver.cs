using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;

namespace VideoDyn.Pipeline.Running;

/// <summary>Something that follows a run frame by frame: events, the annotated video, statistics.</summary>
public interface IFrameObserver
{
    /// <summary>Where the observer's time is booked.</summary>
    Stage Stage { get; }

    /// <summary>
    /// Whether it looks at the pixels of frames that were not analyzed. If nobody does, frames that no gate wants to see may
    /// come without (<see cref="Core.Frames.FrameLease.HasPixels"/>). Default true.
    /// </summary>
    bool NeedsPixels => true;

    /// <summary>
    /// Which frames of a recording it looks at, for one that needs pixels but not of every frame; null where it needs them all.
    /// </summary>
    /// <param name="inStep">
    /// Whether the next frame is read only when the one before is through, so that the forecast may go by what was found.
    /// </param>
    IFrameForecast? Forecast(bool inStep) => null;

    /// <summary>Whether it reads <see cref="FrameView.Numbers"/>, which are gathered only then.</summary>
    bool WantsNumbers => false;

    /// <summary>Called for every delivered frame in stream order, on the thread of the run.</summary>
    void OnFrame(FrameView view);
}
