using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;

namespace VideoDyn.Pipeline.Actions;

/// <summary>
/// Stands where a run without a detector has no analyzer: its gate lets no frame through. The pictures of a camera are all
/// there for whoever watches the scene; of a recording, the first of every second is enough for that.
/// </summary>
/// <param name="info">What stands for the model.</param>
/// <param name="isLive">Whether pictures come from a camera.</param>
internal sealed class NoDetector(AnalyzerInfo info, bool isLive) : IAnalyzer, IGate
{
    private static readonly GateDecision s_skip = GateDecision.Skip(SkipReasons.NoDetector);
    private readonly Seconds _seconds = new();

    public AnalyzerInfo Info => info;

    public bool IsLooking { get; private set; }

    public IFrameForecast? Forecast() => isLive ? null : new Seconds();

    public GateDecision Decide(long frameIndex, FrameLease frame)
    {
        IsLooking = _seconds.MayLook(frameIndex, frame.Index, frame.StreamTime);
        return s_skip;
    }

    public GateDecision DecideUnseen(long frameIndex, FrameLease frame) => Decide(frameIndex, frame);

    public void Analyze(FrameLease frame, RegionPlan region, Observations observations) =>
        throw new InvalidOperationException("there is no detector that could analyze a frame");

    public void Dispose()
    {
    }

    private sealed class Seconds : IFrameForecast
    {
        private long _last = -1;

        public bool MayLook(long ordinal, long frameIndex, TimeSpan streamTime)
        {
            long second = (long)Math.Floor(streamTime.TotalSeconds);
            bool isNew = ordinal == 0 || second != _last;
            _last = second;
            return isNew;
        }
    }
}
