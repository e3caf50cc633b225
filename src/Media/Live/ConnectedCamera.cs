using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Decoding.Pictures;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Live;

/// <summary>One connection to a camera as a source of frames.</summary>
internal sealed unsafe partial class ConnectedCamera : ILiveSource
{
    // H.264 and H.265 keep at most 16 pictures back; a packet that stays longer gives none.
    private const int MostInside = 32;

    private readonly LiveDemuxer _demuxer;
    private readonly CameraAddress _address;
    private readonly LiveOptions _options;
    private readonly VideoDecoder _decoder;
    private readonly PictureReader _pictures;
    private readonly PacketAccount _account;
    private readonly ArrivalClock _clock;
    private readonly PictureWatch _watch;
    private readonly LeasePool _pool = new();
    private readonly bool _isRecording;
    private AVFrame* _frame;
    private long _index;
    private bool _packetHeld;
    private bool _awaitsKey = true;
    private bool _ended;
    private bool _disposed;
    private CameraOutageException? _outage;

    public ConnectedCamera(LiveDemuxer demuxer, CameraAddress address, LiveOptions options, FrameLedger ledger)
    {
        _demuxer = demuxer;
        _address = address;
        _options = options;
        _account = new PacketAccount(ledger);
        _index = options.Resume?.NextIndex ?? 0;
        Info = StreamFacts.Describe(demuxer, options.Name ?? address.Name) with { IsLive = true };
        _isRecording = address.Protocol == CameraProtocol.Http && Info.Duration is not null;
        if (!_isRecording)
            Info = Info with { Duration = null };
        _clock = new ArrivalClock(demuxer, options, Info.FrameRate);
        _watch = new PictureWatch(address, options);
        _decoder = OpenDecoder(demuxer, address, options);
        _pictures = new PictureReader(StreamFacts.Orientation(demuxer), StreamFacts.IsImageCodec(demuxer));
        _frame = AvUtil.av_frame_alloc();
        options.Packets?.Begin(demuxer, _clock.TimeBase);
    }

    /// <inheritdoc/>
    public SourceInfo Info { get; private set; }

    /// <inheritdoc/>
    public FrameLedger Ledger => _account.Ledger;

    /// <inheritdoc/>
    public string? Warning => _clock.Warning is { } warning ? $"'{_address}': {warning}." : null;

    /// <inheritdoc/>
    public StreamPosition? Position => _clock.Epoch is { } epoch ? new StreamPosition(epoch, _clock.Last, _index) : _options.Resume;

    /// <inheritdoc/>
    public TimestampReport Timestamps => _clock.Report;

    /// <inheritdoc/>
    public FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        frame = null;
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
                    frame = Accept();
                    return FrameReadStatus.Frame;
                case AvError.Again:
                    Feed(cancellationToken);
                    break;
                case AvError.EndOfFile:
                    End();
                    break;
                case AvError.OutOfMemory:
                    throw new InsufficientMemoryException($"'{_address}': the decoder found no memory.");
                default:
                    Refused();
                    break;
            }
        }

        return _outage is null ? FrameReadStatus.EndOfStream : throw _outage;
    }

    /// <summary>Closes the connection; packets still inside the decoder are booked as dropped (interrupted).</summary>
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

    private static VideoDecoder OpenDecoder(LiveDemuxer demuxer, CameraAddress address, LiveOptions options)
    {
        try
        {
            return new VideoDecoder(demuxer, options.DecodeThreads);
        }
        catch (Core.Errors.VideoDynException error)
        {
            throw new CameraOutageException(OutageReason.DecoderFailed, error.Message, error);
        }
    }

    private void Feed(CancellationToken cancellationToken)
    {
        if (!_packetHeld && !Fetch(cancellationToken))
            return;
        int sent = _decoder.Send(_demuxer.Packet);
        _packetHeld = sent == AvError.Again;
        if (sent == AvError.OutOfMemory)
            throw new InsufficientMemoryException($"'{_address}': the decoder found no memory.");
        if (sent < 0 && !_packetHeld)
            Refused();
    }

    // Reads one packet; false when there is none to decode.
    private bool Fetch(CancellationToken cancellationToken)
    {
        int result = _demuxer.Read(cancellationToken);
        if (result < 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_isRecording || result != AvError.EndOfFile)
                _outage = OutageText.Ended(_address, result, _demuxer.IsExpired, _options.ReadTimeout);
            if (_gated is null)
                _ = _decoder.Send(null); // whole pictures are still handed out
            else
                _gated.EndOfPackets();
            return false;
        }

        _clock.PacketRead(_demuxer.Packet);
        _options.Packets?.Add(_demuxer.Packet);
        _account.PacketRead(isBeforeStart: false);
        _account.GiveUpBeyond(MostInside);
        _awaitsKey &= !_demuxer.Packet->IsKey;
        if (_awaitsKey)
            _account.PacketDropped(DropCauses.NoKeyFrame);
        if (_watch.Check(_awaitsKey) is { } outage)
        {
            _outage = outage;
            _ended = true;
            _account.Stop(DropCauses.Outage);
            return false;
        }

        return !_awaitsKey;
    }

    private DecodedFrameLease Accept()
    {
        TimeSpan before = _clock.Last;
        TimeSpan time = _clock.Next(NativeFields.BestEffortTime(_frame), out long arrival);
        return Accept(time, time - before, arrival);
    }

    private DecodedFrameLease Accept(TimeSpan time, TimeSpan step, long arrival)
    {
        _watch.Picture();
        _account.PictureDecoded();
        _options.Packets?.Picture(NativeFields.BestEffortTime(_frame), time, _frame->Width, _frame->Height);
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

        if (lease.Format.Width != Info.Width || lease.Format.Height != Info.Height)
            Info = Info with { Width = lease.Format.Width, Height = lease.Format.Height };
        _format = lease.Format;
        lease.Start(_index++, time, _clock.Duration(NativeFields.Duration(_frame), step), isKey, arrival);
        return lease;
    }

    private void Refused()
    {
        _account.PacketFailed();
        if (_watch.Error() is not { } outage)
            return;
        _outage = outage;
        _ended = true;
        _account.Stop(DropCauses.Outage);
    }

    private void End()
    {
        _account.Stop(DropCauses.Outage);
        _ended = true;
    }
}
