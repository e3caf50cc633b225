using VideoDyn.Events.Envelope.Formats;

namespace VideoDyn.Events.Sinks;

/// <summary>Events as lines, one JSON document each, in one reused buffer.</summary>
internal sealed class LineBuffer(IEventFormat? format)
{
    private byte[] _bytes = new byte[16 << 10];

    /// <summary>Bytes in it.</summary>
    public int Length { get; private set; }

    /// <summary>What is in it.</summary>
    public ReadOnlyMemory<byte> Content => _bytes.AsMemory(0, Length);

    /// <summary>Begins anew.</summary>
    public void Clear() => Length = 0;

    /// <summary>Adds an event; one that the format has no words for adds nothing.</summary>
    public void Add(OutgoingEvent e)
    {
        ReadOnlySpan<byte> body = (format?.Format(e) ?? e.Json).Span;
        if (body.IsEmpty)
            return;
        if (_bytes.Length < Length + body.Length + 1)
            Array.Resize(ref _bytes, (Length + body.Length + 1) * 2);
        body.CopyTo(_bytes.AsSpan(Length));
        _bytes[Length + body.Length] = (byte)'\n';
        Length += body.Length + 1;
    }
}
