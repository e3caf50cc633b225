using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding;

/// <summary>
/// Finds the place where decoding must begin so that the picture at the asked start comes out whole.
/// </summary>
/// <remarks>
/// Containers are positioned by decoding time, some only by bytes, and pictures that precede their key frame in
/// presentation need the group before. So the target lies a margin before the start, and moves back further, doubling,
/// for as long as the first picture still comes out after the start.
/// </remarks>
internal sealed unsafe class RangeStart(Demuxer demuxer, FrameClock clock, TimeSpan time)
{
    private TimeSpan _margin = TimeSpan.FromSeconds(1);
    private bool _searching;
    private bool _awaitsKey;

    /// <summary>Stream time of the first picture to hand out.</summary>
    public TimeSpan Time { get; } = time;

    /// <summary>Positions the input; without an asked start, or where it cannot be positioned, reading begins at the front.</summary>
    public void Seek()
    {
        if (Time == TimeSpan.Zero)
            return;
        TimeSpan target = Time > _margin ? Time - _margin : TimeSpan.Zero;
        bool moved = demuxer.Seek(clock.ToTimestamp(target));
        _searching = moved && target > TimeSpan.Zero;
        _awaitsKey = moved;
        _margin *= 2;
    }

    /// <summary>Whether a packet is to be decoded: after a seek, from the first key frame on.</summary>
    public bool Wants(AVPacket* packet)
    {
        _awaitsKey &= !packet->IsKey;
        return !_awaitsKey;
    }

    /// <summary>Whether decoding began too late, now that the first picture came out after the start.</summary>
    public bool MustGoBack() => _searching;

    /// <summary>The first picture came out early enough, or there is no earlier place.</summary>
    public void Reached() => _searching = false;
}
