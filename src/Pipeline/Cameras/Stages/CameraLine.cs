using VideoDyn.Actors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Scheduling;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>
/// What the stages of one camera work on: owned by the camera actor, so that a stage that is restarted loses nothing.
/// One frame at a time is past the gate; whoever has it in hand may use the flow.
/// </summary>
internal sealed class CameraLine
{
    private volatile CameraStream? _stream;
    private volatile bool _busy;
    private volatile bool _resetAsked;
    private volatile int _readerNumber;
    private long _readingSince;
    private long _lastPicture;

    public CameraLine(CameraRecipe recipe, CameraServices services)
    {
        Recipe = recipe;
        Services = services;
        Queue = new FrameQueue(recipe.QueueCapacity, recipe.IsLive, GiveUpSuperseded);
        Share = new FairShare(recipe.Weight);
    }

    public CameraRecipe Recipe { get; }

    public CameraServices Services { get; }

    public FrameQueue Queue { get; }

    public FairShare Share { get; }

    public IActorRef<CameraMessage> Camera { get; set; } = null!;

    public IActorRef<ReaderTask> Reader { get; set; } = null!;

    public IActorRef<GateSignal> Gate { get; set; } = null!;

    public IActorRef<AnalyzerMessage> Analyzer { get; set; } = null!;

    public IActorRef<FrameLease> Tracker { get; set; } = null!;

    public IActorRef<PublisherMessage> Publisher { get; set; } = null!;

    public required IActorRef<PoolMessage> Pool { get; init; }

    /// <summary>The opened camera; null before.</summary>
    public CameraStream? Stream
    {
        get => _stream;
        set => _stream = value;
    }

    public FrameFlow Flow => Stream!.Flow;

    public FrameLedger Ledger => Stream!.Ledger;

    /// <summary>Whether a frame is past the gate, or the state begins anew: the gate waits for its end.</summary>
    public bool Busy
    {
        get => _busy;
        set => _busy = value;
    }

    /// <summary>Whether the state of the stream is to begin anew before the next frame.</summary>
    public bool ResetAsked
    {
        get => _resetAsked;
        set => _resetAsked = value;
    }

    /// <summary>Which reader counts; earlier ones were given up.</summary>
    public int ReaderNumber
    {
        get => _readerNumber;
        set => _readerNumber = value;
    }

    /// <summary>When the reader began to wait for what it waits for, as a timestamp of the clock; 0 while it does not wait.</summary>
    public long ReadingSince
    {
        get => Interlocked.Read(ref _readingSince);
        set => Interlocked.Exchange(ref _readingSince, value);
    }

    /// <summary>When the last picture was read, as a timestamp of the clock; 0 before the first.</summary>
    public long LastPicture => Interlocked.Read(ref _lastPicture);

    /// <summary>Notes a picture that a reader has read.</summary>
    public void NotePicture(long now) => Interlocked.Exchange(ref _lastPicture, now);

    /// <summary>The frame is through: room for the next.</summary>
    public void Finish(FrameLease frame)
    {
        frame.Dispose();
        Busy = false;
        Gate.Tell(GateSignal.FrameDone);
    }

    /// <summary>A step failed on the frame, whose outcome is booked: it ends here, and the camera decides what that means.</summary>
    public void Abandon(FrameLease frame, Exception error)
    {
        Camera.Tell(new CameraMessage.StepFailed(error));
        Finish(frame);
    }

    /// <summary>Gives up a frame without an outcome.</summary>
    public void Drop(FrameLease frame, string cause)
    {
        Ledger.Drop(cause);
        frame.Dispose();
    }

    private void GiveUpSuperseded(FrameLease frame) => Drop(frame, DropCauses.NewerFrame);
}
