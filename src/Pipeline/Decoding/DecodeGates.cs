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
        if (options.Decode == DecodeNames.All)
            return null;
        List<IFrameForecast> looks = [];
        foreach (IFrameObserver observer in observers.Where(observer => observer.NeedsPixels))
        {
            // Which frames of a live camera reach the gate is known only when they do.
            if (options.IsLive || observer.Forecast(options.DecodesInStep) is not { } forecast)
                return null;
            looks.Add(forecast);
        }

        if (!options.IsLive && gate.Forecast() is { } planned)
            return new ForecastGate([planned, .. looks]);
        if (looks.Count > 0 || options.Decode != DecodeNames.Idle || !gate.CanRest)
            return null;
        IFrameForecast? atRest = gate.ForecastAtRest();
        return options.IsLive && atRest is not null ? null : new PacketGate(planned: atRest);
    }
}
