using VideoDyn.Events.Sinks;

namespace VideoDyn.Cli.Commands;

/// <summary>A sink that several inputs write to at once, a whole event at a time.</summary>
internal sealed class SharedSink(IEventSink inner) : IEventSink
{
    private readonly Lock _gate = new();

    public void Write(ReadOnlySpan<byte> json)
    {
        lock (_gate)
            inner.Write(json);
    }

    public void Dispose() => inner.Dispose();
}
