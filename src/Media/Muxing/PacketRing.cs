using VideoDyn.Media.Decoding;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Muxing;

/// <summary>
/// The coded packets of one stream that were read last, beginning with a key frame, so that a clip can begin before the
/// event that asks for it. The thread that reads the stream fills it, the one that makes clips takes from it.
/// </summary>
/// <remarks>Holds references to the demuxer's packets, not copies. Each connection to a camera begins a section of its own.</remarks>
public sealed unsafe class PacketRing : IDisposable
{
    private readonly Lock _gate = new();
    private readonly long _maxBytes;
    private PacketSection? _current;
    private bool _disposed;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="maxBytes">Most bytes of packets to hold, at least 1; beyond it the oldest go.</param>
    public PacketRing(long maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        _maxBytes = maxBytes;
    }

    /// <summary>Bytes of packets held for clips to come.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
                return _current?.Bytes ?? 0;
        }
    }

    /// <summary>Packets that went because the ring was full, before anybody said that they are not needed any more.</summary>
    public long Lost { get; private set; }

    /// <summary>Extension of a clip's file, which tells its container: <c>mp4</c>, or <c>mkv</c> where mp4 has no room for the codec; null before the stream is open.</summary>
    public string? Extension
    {
        get
        {
            lock (_gate)
                return _current?.Extension;
        }
    }

    /// <summary>Lets go of what no clip that begins at this stream time or later needs.</summary>
    /// <param name="from">Earliest beginning of a clip to come.</param>
    public void Keep(TimeSpan from)
    {
        lock (_gate)
            _current?.Trim(from);
    }

    /// <summary>Lets go of everything.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Leave(_current);
            _current = null;
        }
    }

    /// <summary>A connection or file begins: what follows cannot be joined to what was before.</summary>
    internal void Begin(IVideoInput input, AVRational timeBase)
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            Leave(_current);
            _current = new PacketSection(input, timeBase);
        }
    }

    /// <summary>A packet was read; it stays the caller's.</summary>
    internal void Add(AVPacket* packet)
    {
        lock (_gate)
        {
            if (_current is not { } section)
                return;
            section.Add(packet);
            while (section.Bytes > _maxBytes)
                Lost += section.DropOldest();
        }
    }

    /// <summary>A picture was decoded, which tells the stream time of the packets around it.</summary>
    internal void Picture(long timestamp, TimeSpan time, int width, int height)
    {
        lock (_gate)
            _current?.Picture(timestamp, time, width, height);
    }

    /// <summary>Takes hold of the present section for one clip.</summary>
    /// <param name="from">Stream time at which the clip should begin.</param>
    /// <param name="first">Number of the key frame to begin with.</param>
    internal PacketSection? Take(TimeSpan from, out long first)
    {
        lock (_gate)
        {
            first = -1;
            if (_current is not { } section || (first = section.KeyBefore(from)) < 0)
                return null;
            section.Holders++;
            return section;
        }
    }

    /// <summary>Gives a section back.</summary>
    internal void Return(PacketSection section)
    {
        lock (_gate)
        {
            if (--section.Holders == 0 && section != _current)
                section.Dispose();
        }
    }

    /// <summary>Copies a reference to a packet.</summary>
    /// <param name="section">A section that is held.</param>
    /// <param name="number">Its number; moved on to the next key frame where it is gone already.</param>
    /// <param name="until">Decoding time up to which packets are wanted.</param>
    /// <param name="target">Receives the reference.</param>
    internal PacketAnswer Copy(PacketSection section, ref long number, TimeSpan until, AVPacket* target)
    {
        lock (_gate)
            return section.Copy(ref number, until, target, isCurrent: section == _current);
    }

    private static void Leave(PacketSection? section)
    {
        if (section is { Holders: 0 })
            section.Dispose();
    }
}
