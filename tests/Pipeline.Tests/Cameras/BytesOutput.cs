using VideoDyn.Events.Sinks;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>Keeps the events of a run, one a line.</summary>
internal sealed class BytesOutput : IEventOutput
{
    private readonly MemoryStream _bytes = new();

    public void Write(ReadOnlySpan<byte> json)
    {
        _bytes.Write(json);
        _bytes.WriteByte((byte)'\n');
    }

    public byte[] ToArray() => _bytes.ToArray();

    public void Dispose() => _bytes.Dispose();
}
