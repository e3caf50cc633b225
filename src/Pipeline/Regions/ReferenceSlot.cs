using VideoDyn.Core.State;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Regions;

/// <summary>The picture that a stream was last processed with, as state of the stream.</summary>
internal sealed class ReferenceSlot(StreamSignals signals, string name = "change-reference") : IStateSlot
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public long Bytes => signals.Change.Bytes;

    /// <summary>After an outage nothing is comparable. Scene cuts and frame sizes the signal notices itself.</summary>
    public void Reset(StateReset reason)
    {
        if (reason == StateReset.Outage)
            signals.Reset();
    }
}
