using VideoDyn.Core.Plans;

namespace VideoDyn.Temporal.Clips;

/// <summary>
/// Says of each frame of a recording, before it is decoded, whether clips may look at it: only at those shown at the
/// instants of the model, and where it is told what was answered, only while a clip around the instant has no answer.
/// </summary>
/// <param name="framesPerSecond">Instants per second.</param>
/// <param name="length">Length of a clip.</param>
/// <param name="mayNeed">
/// Whether an instant of the clips that began at a stream time may still be looked at; once it says no it stays with it. Null
/// where that is not known.
/// </param>
internal sealed class ClipForecast(double framesPerSecond, TimeSpan length, Func<TimeSpan, long, bool>? mayNeed = null) : IFrameForecast
{
    private readonly ClipTimes _times = new(framesPerSecond, length);
    private long _number;

    public bool NeedsNext => true;

    public bool MayLook(long ordinal, long frameIndex, TimeSpan streamTime) => MayLook(ordinal, frameIndex, streamTime, null);

    public bool MayLook(long ordinal, long frameIndex, TimeSpan streamTime, TimeSpan? until)
    {
        if (ordinal == 0)
            _times.Clear();
        switch (_times.Arrive(streamTime))
        {
            case FrameArrival.Repeats:
                return false; // the first one of the same instant is shown
            case FrameArrival.Begins:
                _times.Begin(streamTime);
                _number = 0;
                break;
        }

        while (_times.Instant(_number) < streamTime)
            _number++;
        if (until is not { } end || end <= streamTime)
            return true;
        for (long number = _number; _times.Instant(number) < end; number++)
        {
            if (mayNeed is null || mayNeed(_times.Origin, number))
                return true;
        }

        return false;
    }
}
