using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding.Pictures;
using VideoDyn.Media.FFmpeg;
using VideoDyn.Media.Muxing;

namespace VideoDyn.Media.Decoding;

/// <summary>
/// A file, pipe or image sequence as a source of frames. Pixels are read where the decoder put them; formats that are
/// not one of the four layouts, and turned pictures, go through a pooled buffer.
/// </summary>
/// <remarks>
/// <para>One thread reads and disposes. Leases may be given back on any thread, even after the source is disposed.</para>
/// <para>Interlaced streams deliver full frames with both fields woven; nothing is deinterlaced.</para>
/// <para>After the end of the stream, or after <see cref="Dispose"/>, the ledger's in-flight packets are exactly the
/// frames handed out whose outcome their reader has not booked.</para>
/// </remarks>
public sealed unsafe partial class VideoFileSource : IFrameSource
{
    // A damaged file may give several read errors before a good packet; a cut one gives them for ever.
    private const int ReadErrorsInARow = 32;

    private readonly Demuxer _demuxer;
    private readonly VideoDecoder _decoder;
    private readonly PictureReader _pictures;
    private readonly PacketAccount _account;
    private readonly RangeStart _start;
    private readonly TimeSpan _end;
    private readonly LeasePool _pool = new();
    private readonly PacketRing? _packets;
    private AVFrame* _frame;
    private FrameClock _clock;
    private long _index;
    private readonly long _firstIndex;
    private int _readErrors;
    private bool _packetHeld;
    private bool _draining;
    private bool _ended;
    private bool _disposed;

    internal VideoFileSource(Demuxer demuxer, MediaSourceOptions options, FrameLedger ledger)
    {
        _demuxer = demuxer;
        _account = new PacketAccount(ledger);
        _clock = StreamFacts.Clock(demuxer);
        _end = options.Duration is { } duration && duration < TimeSpan.MaxValue - options.Start ? options.Start + duration : TimeSpan.MaxValue;
        _start = new RangeStart(demuxer, _clock, options.Start);
        string name = options.Name ?? (demuxer.Location == "standard input" ? "stdin" : NameOf(demuxer.Location));
        Info = StreamFacts.Describe(demuxer, name);
        if (Info.Duration is { } length && options.Start > length)
            throw VideoDynException.Input($"'{demuxer.Location}' is {length} long; the start {options.Start} lies beyond its end.");

        _decoder = new VideoDecoder(demuxer, options.DecodeThreads);
        _pictures = new PictureReader(StreamFacts.Orientation(demuxer), StreamFacts.IsImageCodec(demuxer));
        _frame = AvUtil.av_frame_alloc(); // last, so that a refused stream leaves nothing behind
        _packets = options.Packets;
        _packets?.Begin(demuxer, NativeFields.TimeBase(demuxer.Stream));
        _start.Seek();
    }

    /// <inheritdoc/>
    public SourceInfo Info { get; }

    /// <inheritdoc/>
    public FrameLedger Ledger => _account.Ledger;

    /// <summary>Why reading ended before the container said so, for people; null when it did not.</summary>
    public string? Warning { get; private set; }

    /// <summary>Holds packets back until they are due; null reads as fast as the caller asks.</summary>
    internal IPacketPacer? Pacer { get; init; }

    /// <summary>Stream time at which the file's own begins.</summary>
    internal TimeSpan TimeShift { get; init; }

    /// <summary>Number of the first picture.</summary>
    internal long FirstIndex { get => _firstIndex; init => _firstIndex = _index = value; }

    /// <inheritdoc/>
    public FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        frame = null;
        _demuxer.Bind(cancellationToken);
        while (!_ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_gated is not null)
            {
                if (StepGated(out frame, cancellationToken))
                    return FrameReadStatus.Frame;
                continue;
            }

            int result = _decoder.Receive(_frame);
            switch (result)
            {
                case >= 0:
                    if (Accept(NextTime(), out frame, cancellationToken))
                        return FrameReadStatus.Frame;
                    break;
                case AvError.Again:
                    Feed(cancellationToken);
                    break;
                case AvError.EndOfFile:
                    End(cancellationToken);
                    break;
                case AvError.OutOfMemory:
                    throw new InsufficientMemoryException($"'{_demuxer.Location}': the decoder found no memory.");
                default:
                    // While draining, an error that belongs to no packet would come again for ever.
                    if (_draining && _account.Inside == 0)
                        End(cancellationToken);
                    _account.PacketFailed();
                    break;
            }
        }

        return FrameReadStatus.EndOfStream;
    }

    /// <summary>Frees decoder and file; packets still inside the decoder are booked as dropped (interrupted).</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _account.Stop(DropCauses.Interrupted);
        AVFrame* frame = _frame;
        AvUtil.av_frame_free(&frame);
        _frame = null;
        _gated?.Dispose();
        _decoder.Dispose();
        _pictures.Dispose();
        _pool.Dispose();
        _demuxer.Dispose();
    }

    private static string NameOf(string location)
    {
        string path = location.Split('?', '#')[0].TrimEnd('/');
        string name = Path.GetFileName(InputPath.IsAddress(location) ? path : location);
        return name.Length > 0 ? name : location;
    }

    // Reads and sends packets until the decoder has something to give.
    private void Feed(CancellationToken cancellationToken)
    {
        if (!_packetHeld && !Fetch(cancellationToken))
            return;
        int sent = _decoder.Send(_demuxer.Packet);
        _packetHeld = sent == AvError.Again;
        if (sent == AvError.OutOfMemory)
            throw new InsufficientMemoryException($"'{_demuxer.Location}': the decoder found no memory.");
        if (sent < 0 && !_packetHeld)
            _account.PacketFailed();
    }

    // Reads one packet; false when there is none to decode.
    private bool Fetch(CancellationToken cancellationToken)
    {
        int result = _demuxer.Read();
        if (result < 0)
        {
            EndOfPackets(result, cancellationToken);
            return false;
        }

        _readErrors = 0;
        _packets?.Add(_demuxer.Packet);
        _account.PacketRead(_start.Precedes(_demuxer.Packet));
        if (!_start.Wants(_demuxer.Packet))
        {
            _account.PacketNotWanted();
            return false;
        }

        Pacer?.Release(_clock.TimeOf(_demuxer.Packet->Dts), cancellationToken);
        return true;
    }

    private void EndOfPackets(int result, CancellationToken cancellationToken)
    {
        if (result == AvError.Again)
            return;
        cancellationToken.ThrowIfCancellationRequested();
        if (result == AvError.InvalidData && ++_readErrors < ReadErrorsInARow)
            return;
        if (result is not (AvError.EndOfFile or AvError.InvalidData))
            throw VideoDynException.Input($"'{_demuxer.Location}': reading failed after {Packets}: {AvError.Text(result)}.");
        if (result == AvError.InvalidData)
            Warning = $"'{_demuxer.Location}' is cut off or damaged: reading ended after {Packets}.";
        if (_account.Packets == 0 && _start.Time == TimeSpan.Zero)
            throw VideoDynException.Input(_demuxer.WithoutFrames);
        _draining = true;
        if (_gated is null)
            _ = _decoder.Send(null);
        else
            _gated.EndOfPackets();
    }

    // Takes a decoded picture; false when it lies outside the asked range.
    private bool Accept(TimeSpan time, out FrameLease? frame, CancellationToken cancellationToken)
    {
        frame = null;
        _account.PictureDecoded();
        if (time < _start.Time)
        {
            AvUtil.av_frame_unref(_frame);
            _start.Reached();
            _account.PictureBeforeStart();
            return false;
        }

        if (_start.IsUncertain && time > _start.Time)
        {
            AvUtil.av_frame_unref(_frame);
            _account.PictureBeforeStart();
            Rewind(cancellationToken);
            return false;
        }

        _start.Reached();
        if (time >= _end)
        {
            AvUtil.av_frame_unref(_frame);
            _account.PictureAfterEnd();
            _account.Stop(DropCauses.EndOfRange);
            _ended = true;
            return false;
        }

        frame = Lease(time);
        return true;
    }

    private TimeSpan NextTime() => _clock.Next(NativeFields.BestEffortTime(_frame), NativeFields.Duration(_frame));

    private DecodedFrameLease Lease(TimeSpan time)
    {
        TimeSpan duration = _clock.ToTime(Math.Max(0, NativeFields.Duration(_frame)));
        _packets?.Picture(NativeFields.BestEffortTime(_frame), time + TimeShift, _frame->Width, _frame->Height);
        bool isKey = _frame->KeyFrame != 0;
        DecodedFrameLease lease = _pool.Take();
        try
        {
            _pictures.Fill(lease, _frame);
        }
        catch
        {
            AvUtil.av_frame_unref(_frame);
            _account.PictureUnusable();
            _pool.Return(lease);
            throw;
        }

        _format = lease.Format;
        lease.Start(_index++, time + TimeShift, duration, isKey, Pacer?.LastRelease ?? 0);
        return lease;
    }

    // The seek came out after the start (streams that are positioned by bytes, leading pictures): try further back.
    private void Rewind(CancellationToken cancellationToken)
    {
        _account.Rewind();
        _decoder.Flush();
        _gated?.Clear();
        _placed = 0;
        _packetHeld = false;
        _draining = false;
        _clock = StreamFacts.Clock(_demuxer);
        _packets?.Begin(_demuxer, NativeFields.TimeBase(_demuxer.Stream));
        _start.SeekFurtherBack(cancellationToken);
    }

    private void End(CancellationToken cancellationToken)
    {
        if (_start.IsUncertain)
        {
            Rewind(cancellationToken); // not one picture came out: the seek went past the last key frame
            return;
        }

        _account.EndOfStream();
        _ended = true;
        if (_account.Pictures == 0 && _account.Failed > 0)
        {
            throw VideoDynException.Input(
                $"'{_demuxer.Location}': none of its {Packets} could be decoded ({Info.Codec}); the file is damaged or encrypted.");
        }
    }

    private string Packets => string.Create(CultureInfo.InvariantCulture, $"{_account.Packets} packets");
}
