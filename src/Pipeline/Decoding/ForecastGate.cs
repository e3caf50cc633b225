using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;

namespace VideoDyn.Pipeline.Decoding;

/// <summary>Wants the pictures that a gate's forecast may want; known ahead, so that nothing depends on how far reading is ahead.</summary>
internal sealed class ForecastGate(IFrameForecast forecast) : IDecodeGate
{
    public bool WantsAll => false;

    public bool KnowsAhead => true;

    public void Observe(in PacketFacts packet)
    {
    }

    public bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, in PacketFacts packet) =>
        forecast.MayLook(ordinal, frameIndex, streamTime);
}
