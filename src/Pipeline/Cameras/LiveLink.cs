using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Live;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>
/// A live camera over all its connections: one name, one ledger, stream time and frame numbers that go on. It is not
/// connected when it is made, so that a camera may be absent at the start.
/// </summary>
/// <remarks>Read directly it connects once, as a recording is opened; the camera actor makes the connections itself.</remarks>
internal sealed class LiveLink(CameraAddress address, LiveOptions options, FrameLedger ledger) : IFrameSource
{
    private readonly Lock _gate = new();
    private Connection? _current;
    private StreamPosition? _position;
    private IDecodeGate? _decodeGate;

    public SourceInfo Info { get; private set; } = new() { Name = options.Name ?? address.Name, Location = address.Location, IsLive = true };

    public FrameLedger Ledger { get; } = ledger;

    public string? Warning { get; private set; }

    /// <summary>UTC of stream time 0; null before the first picture.</summary>
    public DateTimeOffset? Epoch
    {
        get
        {
            lock (_gate)
                return _position?.Epoch;
        }
    }

    /// <summary>Makes the next connection; the caller reads and disposes it on one thread. An earlier one does not count any more.</summary>
    /// <exception cref="CameraOutageException">The camera cannot be reached.</exception>
    public IFrameSource Connect(CancellationToken cancellationToken)
    {
        StreamPosition? resume;
        lock (_gate)
            resume = _position ?? options.Resume;
        ILiveSource source = CameraSource.Open(address, options with { Resume = resume }, Ledger, cancellationToken);
        if (_decodeGate is not null)
            source.Use(_decodeGate);
        var connection = new Connection(this, source);
        lock (_gate)
        {
            _current = connection;
            Info = source.Info;
        }

        return connection;
    }

    /// <inheritdoc/>
    public void Use(IDecodeGate gate) => _decodeGate = gate;

    /// <inheritdoc/>
    public FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken)
    {
        IFrameSource connection = _current ?? Connect(cancellationToken);
        return connection.Read(out frame, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _current?.Dispose();

    private void Moved(Connection connection, ILiveSource source)
    {
        lock (_gate)
        {
            if (_current != connection)
                return; // given up for stuck, and alive again
            _position = source.Position;
            Warning = source.Warning ?? source.Timestamps.Describe() ?? Warning;
        }
    }

    private sealed class Connection(LiveLink link, ILiveSource source) : IFrameSource
    {
        public SourceInfo Info => source.Info;

        public FrameLedger Ledger => source.Ledger;

        public string? Warning => source.Warning;

        public FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken)
        {
            FrameReadStatus status = source.Read(out frame, cancellationToken);
            link.Moved(this, source);
            return status;
        }

        public void Dispose() => source.Dispose();
    }
}
