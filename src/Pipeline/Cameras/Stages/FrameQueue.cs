using VideoDyn.Core.Frames;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>
/// The frames of one camera between its reader and its gate: the mailbox of the gate for frames. A file's queue makes its
/// reader wait, so nothing is lost; a live camera's queue keeps the newest. It is also where an analysis that had to wait
/// for a worker looks for a fresher frame.
/// </summary>
/// <remarks>Thread-safe. What is given up goes to the handler given at construction, outside the lock.</remarks>
internal sealed class FrameQueue
{
    private readonly Lock _gate = new();
    private readonly Queue<FrameLease> _frames;
    private readonly int _capacity;
    private readonly bool _keepsNewest;
    private readonly Action<FrameLease> _onSuperseded;
    private bool _readerWaits;
    private bool _announced;
    private bool _closed;

    /// <summary>An empty queue.</summary>
    /// <param name="capacity">Frames that it holds, at least 1.</param>
    /// <param name="keepsNewest">Whether a full queue gives up its oldest frame; else the reader waits.</param>
    /// <param name="onSuperseded">Takes over frames that made room for newer ones.</param>
    public FrameQueue(int capacity, bool keepsNewest, Action<FrameLease> onSuperseded)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _keepsNewest = keepsNewest;
        _onSuperseded = onSuperseded;
        _frames = new Queue<FrameLease>(capacity + 1);
    }

    /// <summary>Whether no frame is inside and none will come.</summary>
    public bool IsDrained
    {
        get
        {
            lock (_gate)
                return _closed && _frames.Count == 0;
        }
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="frame">Taken over, unless the queue is closed.</param>
    /// <param name="announce">Whether the gate must be told.</param>
    /// <returns>What the reader does next.</returns>
    public PutResult Put(FrameLease frame, out bool announce)
    {
        FrameLease? superseded = null;
        PutResult result;
        lock (_gate)
        {
            announce = false;
            if (_closed)
                return PutResult.Refused;
            if (_keepsNewest && _frames.Count == _capacity)
            {
                // A picture that was decoded was wanted; one that was not is the less loss.
                bool isLess = !frame.HasPixels && _frames.Peek().HasPixels;
                superseded = isLess ? frame : _frames.Dequeue();
            }

            if (superseded != frame)
                _frames.Enqueue(frame);
            announce = !_announced;
            _announced = true;
            _readerWaits = !_keepsNewest && _frames.Count >= _capacity;
            result = _readerWaits ? PutResult.Full : PutResult.Room;
        }

        if (superseded is not null)
            _onSuperseded(superseded);
        return result;
    }

    /// <summary>The gate has heard the announcement; the next frame is announced again.</summary>
    public void Heard()
    {
        lock (_gate)
            _announced = false;
    }

    /// <summary>Takes the oldest frame; null when there is none.</summary>
    /// <param name="wakeReader">Whether the reader waited for room and must be told.</param>
    public FrameLease? Take(out bool wakeReader) => Take(onlyDecoded: false, out wakeReader);

    /// <summary>Exchanges a frame of a live camera for the newest decoded one, where there is a newer.</summary>
    public FrameLease Freshest(FrameLease frame)
    {
        if (!_keepsNewest)
            return frame;
        FrameLease newest = frame;
        while (Take(onlyDecoded: true, out _) is { } newer)
        {
            _onSuperseded(newest);
            newest = newer;
        }

        return newest;
    }

    /// <summary>Takes no more frames; those inside stay.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
    }

    /// <summary>Gives up the frames inside.</summary>
    /// <param name="onFrame">Takes them over.</param>
    public void Clear(Action<FrameLease> onFrame)
    {
        while (Take(out _) is { } frame)
            onFrame(frame);
    }

    private FrameLease? Take(bool onlyDecoded, out bool wakeReader)
    {
        lock (_gate)
        {
            wakeReader = false;
            if (!_frames.TryPeek(out FrameLease? frame) || (onlyDecoded && !frame.HasPixels))
                return null;
            _frames.Dequeue();
            wakeReader = _readerWaits && !_closed;
            _readerWaits = false;
            return frame;
        }
    }
}
