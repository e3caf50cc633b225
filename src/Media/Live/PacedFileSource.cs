using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;

namespace VideoDyn.Media.Live;

/// <summary>A file played in real time, once or for ever, as if it were a camera.</summary>
internal sealed class PacedFileSource : ILiveSource
{
    private readonly CameraAddress _address;
    private readonly LiveOptions _options;
    private readonly Pacer _pacer;
    private readonly DateTimeOffset _epoch;
    private VideoFileSource _file;
    private TimeSpan _shift;
    private TimeSpan _last;
    private TimeSpan _step;
    private long _nextIndex;
    private bool _hasFrame;
    private IDecodeGate? _gate;

    public PacedFileSource(CameraAddress address, LiveOptions options, FrameLedger ledger, CancellationToken cancellationToken)
    {
        _address = address;
        _options = options;
        Ledger = ledger;
        _epoch = options.Resume?.Epoch ?? options.Time.GetUtcNow();
        _nextIndex = options.Resume?.NextIndex ?? 0;
        if (options.Resume is { } before)
            _shift = TimeSpan.FromTicks(Math.Max((options.Time.GetUtcNow() - _epoch).Ticks, before.Time.Ticks + 1));
        _pacer = new Pacer(options.Time, options.Rate) { Shift = _shift };
        try
        {
            _file = OpenFile(cancellationToken);
        }
        catch
        {
            _pacer.Dispose();
            throw;
        }

        Info = _file.Info with { IsLive = true, Duration = options.Loop ? null : _file.Info.Duration };
        _step = Info.FrameRate > 0 ? TimeSpan.FromSeconds(1 / Info.FrameRate) : TimeSpan.FromMilliseconds(40);
    }

    /// <inheritdoc/>
    public SourceInfo Info { get; }

    /// <inheritdoc/>
    public FrameLedger Ledger { get; }

    /// <inheritdoc/>
    public string? Warning { get; private set; }

    /// <inheritdoc/>
    public StreamPosition? Position => _hasFrame ? new StreamPosition(_epoch, _last, _nextIndex) : _options.Resume;

    /// <inheritdoc/>
    public TimestampReport Timestamps => default;

    /// <inheritdoc/>
    public void Use(IDecodeGate gate)
    {
        _gate = gate;
        _file.Use(gate);
    }

    /// <inheritdoc/>
    public FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken)
    {
        long before = _nextIndex;
        while (true)
        {
            FrameReadStatus status = _file.Read(out frame, cancellationToken);
            Warning ??= _file.Warning;
            if (frame is not null)
            {
                _last = frame.StreamTime;
                if (frame.Duration > TimeSpan.Zero)
                    _step = frame.Duration;
                _nextIndex = frame.Index + 1;
                _hasFrame = true;
                return status;
            }

            if (!_options.Loop)
                return status;
            if (_nextIndex == before && before == (_options.Resume?.NextIndex ?? 0))
                throw VideoDynException.Input($"'{_address}' holds no picture to play again and again.");
            _shift = _last + _step;
            _pacer.Shift = _shift;
            _file.Dispose();
            _file = OpenFile(cancellationToken);
            if (_gate is not null)
                _file.Use(_gate);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _pacer.Dispose();
    }

    private VideoFileSource OpenFile(CancellationToken cancellationToken)
    {
        var options = new MediaSourceOptions { Name = _options.Name ?? _address.Name, DecodeThreads = _options.DecodeThreads, Packets = _options.Packets };
        Demuxer demuxer = Demuxer.Open(_address.Reveal(), options.ImageRate, cancellationToken);
        try
        {
            return new VideoFileSource(demuxer, options, Ledger) { Pacer = _pacer, TimeShift = _shift, FirstIndex = _nextIndex };
        }
        catch
        {
            demuxer.Dispose();
            throw;
        }
    }
}
