using VideoDyn.Core.Plans;

namespace VideoDyn.Temporal.Sequences;

/// <summary>
/// Says of each frame of a recording, before it is decoded, whether it is a step of a sequence model. Those between two steps
/// are never looked at.
/// </summary>
/// <param name="stepsPerSecond">Steps per second of stream time.</param>
internal sealed class StepForecast(double stepsPerSecond) : IFrameForecast
{
    private readonly StepTimes _times = new(stepsPerSecond);

    public bool MayLook(long ordinal, long frameIndex, TimeSpan streamTime)
    {
        if (ordinal == 0)
            _times.Clear();
        bool begins = _times.Begins(streamTime);
        return _times.Advance(streamTime) > 0 || begins;
    }
}
