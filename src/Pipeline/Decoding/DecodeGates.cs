using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Packets;

namespace VideoDyn.Pipeline.Decoding;

/// <summary>Chooses what decides before decoding.</summary>
internal static class DecodeGates
{
    /// <summary>The gate before the decoder of a stream; null where everything is decoded.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="gate">The gate of the stream.</param>
    /// <param name="observers">Who follows its frames.</param>
    public static IDecodeGate? Create(AnalysisOptions options, IGate gate, IReadOnlyList<IFrameObserver> observers)
    {
        if (options.Decode == DecodeNames.All || observers.Any(observer => observer.NeedsPixels))
            return null;
        // Which frames of a live camera reach the gate is known only when they do.
        if (!options.IsLive && gate.Forecast() is { } forecast)
            return new ForecastGate(forecast);
        if (options.Decode != DecodeNames.Idle || !gate.CanRest)
            return null;
        IFrameForecast? planned = gate.ForecastAtRest();
        return options.IsLive && planned is not null ? null : new PacketGate(planned: planned);
    }
}
