using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding;

/// <summary>
/// Finds the place where decoding must begin so that the picture at the asked start comes out whole.
/// </summary>
/// <remarks>
/// Containers are positioned by decoding time, some only by bytes, and pictures that precede their key frame in
/// presentation need the group before. So the target lies a margin before the start, and moves back further, doubling,
/// for as long as the first picture still comes out after the start; at last decoding begins at the front.
/// Packets that are read again are received again.
/// </remarks>
internal sealed unsafe class RangeStart(Demuxer demuxer, FrameClock clock, TimeSpan time)
{
    private TimeSpan _margin = TimeSpan.FromSeconds(1);
    private bool _awaitsKey;

    /// <summary>Stream time of the first picture to hand out.</summary>
    public TimeSpan Time { get; } = time;

    /// <summary>
    /// Whether decoding, having begun somewhere in the middle, may have begun too late: true until a picture came out
    /// at or before the start.
    /// </summary>
    public bool IsUncertain { get; private set; }

    /// <summary>Positions a fresh input; without an asked start, or where that is not possible, reading begins at the front.</summary>
    public void Seek()
    {
        if (Time > _margin)
            SeekBeforeStart();
    }

    /// <summary>Positions the input further back than the last time.</summary>
    public void SeekFurtherBack(CancellationToken cancellationToken)
    {
        _margin *= 2;
        if (Time > _margin && SeekBeforeStart())
            return;
        demuxer.Restart(cancellationToken);
        IsUncertain = false;
        _awaitsKey = false;
    }

    /// <summary>Whether a packet is to be decoded: after a seek, from the first key frame on.</summary>
    public bool Wants(AVPacket* packet)
    {
        _awaitsKey &= !packet->IsKey;
        return !_awaitsKey;
    }

    /// <summary>Whether a packet precedes the start by its own time.</summary>
    public bool Precedes(AVPacket* packet) => Time > TimeSpan.Zero && clock.IsBefore(packet->Pts, Time);

    /// <summary>A picture came out at or before the start.</summary>
    public void Reached() => IsUncertain = false;

    private bool SeekBeforeStart() => IsUncertain = _awaitsKey = demuxer.Seek(clock.ToTimestamp(Time - _margin));
}
