using VideoDyn.Core.Errors;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Probing;

/// <summary>Reads every packet of a stream and keeps its times.</summary>
internal sealed unsafe class PacketScan
{
    private readonly FrameClock _clock;
    private readonly List<long> _times = [];
    private readonly List<long> _keyTimes = [];
    private long _bytes;
    private long _lastDuration;

    private PacketScan(FrameClock clock) => _clock = clock;

    /// <summary>Packets of the stream.</summary>
    public long Packets { get; private set; }

    /// <summary>Packets at which decoding can begin.</summary>
    public long KeyFrames { get; private set; }

    /// <summary>From the first picture to the end of the last one.</summary>
    public TimeSpan Span => _times.Count == 0 ? TimeSpan.Zero : _clock.ToTime(_times[^1] - _times[0] + LastStep);

    /// <summary>Average pictures per second; 0 when unknown.</summary>
    public double Rate
    {
        get
        {
            double seconds = _times.Count < 2 ? 0 : _clock.ToTime(_times[^1] - _times[0]).TotalSeconds;
            return seconds > 0 ? (_times.Count - 1) / seconds : 0;
        }
    }

    /// <summary>Bits per second; 0 when unknown.</summary>
    public double BitRate => Span > TimeSpan.Zero ? _bytes * 8 / Span.TotalSeconds : 0;

    /// <summary>Seconds of stream per key frame; 0 when unknown.</summary>
    public double MeanKeyInterval => _keyTimes.Count > 0 ? Span.TotalSeconds / _keyTimes.Count : 0;

    /// <summary>Whether distances differ by more than rounding: one unit, and a quarter of the usual distance.</summary>
    public bool IsVariable
    {
        get
        {
            if (_times.Count < 3)
                return false;
            long[] steps = [.. _times.Zip(_times.Skip(1), (a, b) => b - a)];
            long usual = steps.Order().ElementAt(steps.Length / 2);
            return steps.Any(step => Math.Abs(step - usual) > 1 || Math.Abs(step - usual) > 0.25 * usual);
        }
    }

    /// <summary>Seconds of the longest stretch that begins with a key frame and holds no other; 0 when unknown.</summary>
    public double MaxKeyInterval
    {
        get
        {
            if (_keyTimes.Count == 0)
                return 0;
            long end = _times[^1] + LastStep;
            return _clock.ToTime(_keyTimes.Zip(_keyTimes.Skip(1).Append(end), (a, b) => b - a).Max()).TotalSeconds;
        }
    }

    private long LastStep => _lastDuration > 0 || _times.Count < 2 ? _lastDuration : (_times[^1] - _times[0]) / (_times.Count - 1);

    /// <summary>Reads to the end; damaged places are passed over.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="VideoDynException">Reading failed (kind Input).</exception>
    public static PacketScan Run(Demuxer demuxer, CancellationToken cancellationToken)
    {
        const int ErrorsInARow = 32;
        var scan = new PacketScan(StreamFacts.Clock(demuxer));
        long latest = long.MinValue;
        for (int errors = 0; errors < ErrorsInARow;)
        {
            int result = demuxer.Read();
            cancellationToken.ThrowIfCancellationRequested();
            if (result == AvError.EndOfFile)
                break;
            if (result is AvError.InvalidData or AvError.Again)
            {
                errors++;
                continue;
            }

            if (result < 0)
                throw VideoDynException.Input($"'{demuxer.Location}': reading failed after {scan.Packets} packets: {AvError.Text(result)}.");
            errors = 0;
            AVPacket* packet = demuxer.Packet;
            scan.Add(packet);
            if (packet->Pts >= latest)
            {
                latest = packet->Pts;
                scan._lastDuration = packet->Duration;
            }
        }

        scan._times.Sort(); // packets come in decoding order
        scan._keyTimes.Sort();
        return scan;
    }

    private void Add(AVPacket* packet)
    {
        Packets++;
        _bytes += packet->Size;
        long time = packet->Pts != AvUtil.NoTime ? packet->Pts : packet->Dts;
        if (packet->IsKey)
            KeyFrames++;
        if (time == AvUtil.NoTime)
            return;
        _times.Add(time);
        if (packet->IsKey)
            _keyTimes.Add(time);
    }
}
