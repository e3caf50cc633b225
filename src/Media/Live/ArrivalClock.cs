using System.Runtime.InteropServices;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Live;

/// <summary>Reads the clocks for one connection: which picture arrived when, and what stream time that is.</summary>
internal sealed unsafe class ArrivalClock
{
    private const int Remembered = 64; // packets; decoders keep back at most 16
    private static readonly DateTimeOffset s_trustworthy = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly LiveOptions _options;
    private readonly bool _hasTimestamps;
    private readonly bool _isRtsp;
    private readonly LiveClock _clock;
    private readonly (long Timestamp, long Arrival)[] _arrivals = new (long, long)[Remembered];
    private readonly long _opened;
    private readonly DateTimeOffset _openedUtc;
    private TimeSpan _senderShift;
    private long _packets;
    private bool _lacksSenderTime;

    /// <summary>Creates the clocks of a connection.</summary>
    public ArrivalClock(Decoding.IVideoInput input, LiveOptions options, double rate)
    {
        _options = options;
        // Motion JPEG has no timestamps; FFmpeg makes some up at 25 per second.
        _hasTimestamps = input.Container is not ("mpjpeg" or "mjpeg" or "jpeg_pipe" or "image2");
        _isRtsp = input.Container == "rtsp";
        TimeBase = _hasTimestamps ? NativeFields.TimeBase(input.Stream) : new AVRational(1, 1_000_000);
        _clock = new LiveClock(TimeBase, rate, options.Resume?.Time, followsWall: _hasTimestamps);
        _opened = options.Time.GetTimestamp();
        _openedUtc = options.Time.GetUtcNow();
    }

    /// <summary>Unit of the packets' times, once they were read.</summary>
    public AVRational TimeBase { get; }

    /// <summary>UTC of stream time zero; null before the first picture of a new camera.</summary>
    public DateTimeOffset? Epoch { get; private set; }

    /// <summary>Stream time of the last picture.</summary>
    public TimeSpan Last => _clock.Last;

    /// <summary>What was odd, for people; null when nothing was.</summary>
    public string? Warning => (Report.Describe(), _lacksSenderTime) switch
    {
        ({ } odd, _) => odd,
        (_, true) => "the camera sent no clock report before its first picture, so stream time starts by this machine's clock",
        _ => null,
    };

    /// <summary>What was odd so far.</summary>
    public TimestampReport Report => _clock.Report with { SenderOffset = SenderOffset };

    private TimeSpan? SenderOffset { get; set; }

    /// <summary>A packet was read; one of a stream without timestamps gets that of its arrival.</summary>
    public void PacketRead(AVPacket* packet)
    {
        long now = _options.Time.GetTimestamp();
        if (!_hasTimestamps)
            packet->Pts = packet->Dts = (long)_options.Time.GetElapsedTime(_opened, now).TotalMicroseconds;
        else if (_packets == 0 && _isRtsp && packet->Pts == AvUtil.NoTime)
            packet->Pts = 0; // FFmpeg counts from the first RTP packet but leaves this one without
        _arrivals[_packets++ % Remembered] = (packet->Pts, now);
        ReadSenderTime(packet, now);
    }

    /// <summary>Stream time of the next picture.</summary>
    /// <param name="timestamp">Its timestamp, or <see cref="AvUtil.NoTime"/>.</param>
    /// <param name="arrival">When its packet came.</param>
    public TimeSpan Next(long timestamp, out long arrival)
    {
        arrival = ArrivalOf(timestamp);
        DateTimeOffset utc = _openedUtc + _options.Time.GetElapsedTime(_opened, arrival);
        if (Epoch is null)
        {
            _lacksSenderTime = _options.Clock == CameraClock.Sender && SenderOffset is null;
            _senderShift = _options.Clock == CameraClock.Sender ? SenderOffset ?? TimeSpan.Zero : TimeSpan.Zero;
            Epoch = _options.Resume?.Epoch ?? utc + _senderShift;
        }

        return _clock.Next(timestamp, utc + _senderShift - Epoch.Value);
    }

    /// <summary>How long a picture is shown: as the stream says, else as long as the step to it.</summary>
    public TimeSpan Duration(long units, TimeSpan step) =>
        units > 0 && _hasTimestamps ? _clock.ToTime(units) : step > TimeSpan.Zero && step < TimeSpan.FromSeconds(1) ? step : TimeSpan.Zero;

    private long ArrivalOf(long timestamp)
    {
        for (long i = _packets - 1; i >= 0 && i >= _packets - Remembered; i--)
        {
            if (_arrivals[i % Remembered].Timestamp == timestamp)
                return _arrivals[i % Remembered].Arrival;
        }

        return _packets == 0 ? _options.Time.GetTimestamp() : _arrivals[(_packets - 1) % Remembered].Arrival;
    }

    private void ReadSenderTime(AVPacket* packet, long now)
    {
        nuint size;
        byte* data = AvCodec.av_packet_get_side_data(packet, AvCodec.PacketSenderTime, &size);
        if (data is null || size < sizeof(long))
            return;
        long micros = MemoryMarshal.Read<long>(new ReadOnlySpan<byte>(data, sizeof(long)));
        // Cameras that were never told the time count from 1970 or 2000.
        if (micros < (s_trustworthy - DateTimeOffset.UnixEpoch).TotalMicroseconds || micros > TimeSpan.MaxValue.TotalMicroseconds / 4)
            return;
        DateTimeOffset sender = DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(micros);
        SenderOffset = sender - (_openedUtc + _options.Time.GetElapsedTime(_opened, now));
    }
}
