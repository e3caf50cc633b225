using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;

namespace VideoDyn.Pipeline.Decoding;

/// <summary>
/// Wants the pictures that at least one forecast may want: that of the gate, those of models that follow the frames. Known
/// ahead, so that nothing depends on how far reading is ahead.
/// </summary>
/// <param name="forecasts">One or more; each is asked about every frame.</param>
internal sealed class ForecastGate(params IReadOnlyList<IFrameForecast> forecasts) : IDecodeGate
{
    private bool _isAsked;
    private bool _hasChanged;

    public bool WantsAll => false;

    public bool KnowsAhead => true;

    public bool NeedsNext { get; } = forecasts.Any(forecast => forecast.NeedsNext);

    // Models that follow the frames begin anew where pictures change their size, which no forecast knows.
    public void Observe(in PacketFacts packet) => _hasChanged |= _isAsked && forecasts.Count > 1 && packet.ChangesCoding;

    public bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, in PacketFacts packet) => Wants(ordinal, frameIndex, streamTime, null, packet);

    public bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, TimeSpan? until, in PacketFacts packet)
    {
        _isAsked = true;
        bool isWanted = _hasChanged;
        foreach (IFrameForecast forecast in forecasts)
            isWanted |= forecast.MayLook(ordinal, frameIndex, streamTime, until);
        return isWanted;
    }
}
