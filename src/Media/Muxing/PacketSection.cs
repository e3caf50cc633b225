using VideoDyn.Media.Decoding;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Muxing;

/// <summary>The packets of one connection or file, and what a muxer must know about them. Guarded by its ring.</summary>
internal sealed unsafe class PacketSection : IDisposable
{
    private readonly PacketClock _clock;
    private readonly Stack<nint> _spare = new();
    private readonly Queue<(long Number, TimeSpan Time)> _keys = new();
    private Entry[] _entries = new Entry[256];
    private long _first;
    private long _next;
    private bool _awaitsKey = true;
    private bool _disposed;

    public PacketSection(IVideoInput input, AVRational timeBase)
    {
        TimeBase = timeBase;
        _clock = new PacketClock(timeBase);
        Parameters = AvCodec.avcodec_parameters_alloc();
        if (Parameters is null || AvCodec.avcodec_parameters_copy(Parameters, input.Parameters) < 0)
            throw new InsufficientMemoryException($"'{input.Location}': no memory to remember its packets.");
        NativeFields.ClearCodecTag(Parameters);
        nuint size;
        var matrix = (byte*)AvFormat.av_stream_get_side_data(input.Stream, AvFormat.StreamDisplayMatrix, &size);
        if (matrix is not null)
            DisplayMatrix = new ReadOnlySpan<byte>(matrix, (int)size).ToArray();
        Extension = Holds("mp4") ? "mp4" : Holds("matroska") ? "mkv" : null;
    }

    public AVRational TimeBase { get; }

    public AVCodecParameters* Parameters { get; private set; }

    /// <summary>How the pictures are turned for viewers; empty for not at all.</summary>
    public byte[] DisplayMatrix { get; } = [];

    /// <summary>Extension of a file that can hold the codec; null when none can.</summary>
    public string? Extension { get; }

    public long Bytes { get; private set; }

    /// <summary>Clips that read from it.</summary>
    public int Holders { get; set; }

    public void Add(AVPacket* packet)
    {
        TimeSpan time = _clock.Next(packet->Dts != AvUtil.NoTime ? packet->Dts : packet->Pts);
        if (_awaitsKey && !packet->IsKey)
            return;
        _awaitsKey = false;
        AVPacket* own = _spare.TryPop(out nint spare) ? (AVPacket*)spare : AvCodec.av_packet_alloc();
        if (own is null || AvCodec.av_packet_ref(own, packet) < 0)
            throw new InsufficientMemoryException("No memory for a coded packet.");
        if (_next - _first == _entries.Length)
            Grow();
        if (packet->IsKey)
            _keys.Enqueue((_next, time));
        At(_next++) = new Entry((nint)own, time);
        Bytes += own->Size;
    }

    public void Picture(long timestamp, TimeSpan time, int width, int height)
    {
        if (NativeFields.Width(Parameters) <= 0 || NativeFields.Height(Parameters) <= 0)
            NativeFields.SetSize(Parameters, width, height);
        if (!_clock.Anchor(timestamp, time, out TimeSpan shift) || shift == TimeSpan.Zero)
            return;
        // What came before the first picture was placed without knowing where the stream stands.
        for (long number = _first; number < _next; number++)
            At(number).Time += shift;
        for (int left = _keys.Count; left > 0; left--)
        {
            (long number, TimeSpan key) = _keys.Dequeue();
            _keys.Enqueue((number, key + shift));
        }
    }

    /// <summary>Number of the last key frame at or before a time, else of the first one; -1 without any.</summary>
    public long KeyBefore(TimeSpan from)
    {
        long found = -1;
        foreach ((long number, TimeSpan time) in _keys)
        {
            if (found >= 0 && time > from)
                break;
            found = number;
        }

        return found;
    }

    /// <summary>Drops what precedes the last key frame at or before a time.</summary>
    public void Trim(TimeSpan from)
    {
        long keep = KeyBefore(from);
        while (_first < keep)
            Drop();
    }

    /// <summary>Drops everything up to the next key frame.</summary>
    /// <returns>How many packets.</returns>
    public long DropOldest()
    {
        long before = _first;
        do
            Drop();
        while (_first < _next && !(_keys.TryPeek(out (long Number, TimeSpan Time) key) && key.Number == _first));
        _awaitsKey = _first == _next;
        return _first - before;
    }

    public PacketAnswer Copy(ref long number, TimeSpan until, AVPacket* target, bool isCurrent)
    {
        bool gap = number < _first;
        if (gap)
        {
            if (_keys.Count == 0)
                return isCurrent ? PacketAnswer.Later : PacketAnswer.Over;
            number = _keys.Peek().Number;
        }

        if (number >= _next)
            return isCurrent ? PacketAnswer.Later : PacketAnswer.Over;
        Entry entry = At(number);
        if (entry.Time > until)
            return PacketAnswer.Later;
        if (AvCodec.av_packet_ref(target, (AVPacket*)entry.Packet) < 0)
            throw new InsufficientMemoryException("No memory for a coded packet.");
        number++;
        return gap ? PacketAnswer.AfterGap : PacketAnswer.Packet;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        while (_first < _next)
            Drop();
        foreach (nint spare in _spare)
        {
            var packet = (AVPacket*)spare;
            AvCodec.av_packet_free(&packet);
        }

        AVCodecParameters* parameters = Parameters;
        AvCodec.avcodec_parameters_free(&parameters);
        Parameters = null;
    }

    private void Drop()
    {
        var packet = (AVPacket*)At(_first).Packet;
        Bytes -= packet->Size;
        AvCodec.av_packet_unref(packet);
        _spare.Push((nint)packet);
        if (_keys.TryPeek(out (long Number, TimeSpan Time) key) && key.Number == _first)
            _keys.Dequeue();
        _first++;
    }

    private ref Entry At(long number) => ref _entries[number & (_entries.Length - 1)];

    private void Grow()
    {
        var larger = new Entry[_entries.Length * 2];
        for (long number = _first; number < _next; number++)
            larger[number & (larger.Length - 1)] = At(number);
        _entries = larger;
    }

    private bool Holds(string container)
    {
        void* format = AvFormat.av_guess_format(container, null, null);
        return format is not null && AvFormat.avformat_query_codec(format, NativeFields.CodecId(Parameters), 0) == 1;
    }

    private record struct Entry(nint Packet, TimeSpan Time);
}
