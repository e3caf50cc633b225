using VideoDyn.Events.Sinks;

namespace VideoDyn.Pipeline.Output;

/// <summary>Hands events to the outbox and to an output of the run itself.</summary>
/// <param name="outbox">Gets each event first; not disposed.</param>
/// <param name="own">Gets it then; disposed with this.</param>
internal sealed class TeeOutput(IEventOutput outbox, IEventOutput own) : IEventOutput
{
    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> json)
    {
        outbox.Write(json);
        own.Write(json);
    }

    /// <inheritdoc/>
    public void Dispose() => own.Dispose();
}
