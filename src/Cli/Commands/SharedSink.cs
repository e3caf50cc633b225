using Microsoft.Win32.SafeHandles;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Cli.Commands;

/// <summary>A sink that several inputs write to at once, a whole event at a time.</summary>
internal sealed class SharedSink(IEventOutput inner) : IEventOutput
{
    private readonly Lock _gate = new();

    /// <summary>One on standard output.</summary>
    // The console's own stream hides that the reader has gone; a plain one reports it.
    public static SharedSink StandardOutput() =>
        new(new JsonLinesSink(new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0), "standard output"));

    public void Write(ReadOnlySpan<byte> json)
    {
        lock (_gate)
            inner.Write(json);
    }

    public void Dispose() => inner.Dispose();
}
