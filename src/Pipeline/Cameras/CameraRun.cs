using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Observability;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>One camera of a host as others see it: its end, and where it stands until then.</summary>
internal sealed class CameraRun(CameraRecipe recipe)
{
    private readonly TaskCompletionSource<CameraOutcome> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile CameraStream? _stream;
    private volatile Exception? _error;
    private volatile CameraState _state;

    public CameraRecipe Recipe { get; } = recipe;

    /// <summary>Completes when the camera is over and everything of it is closed.</summary>
    public Task<CameraOutcome> Ended => _ended.Task;

    public CameraState State
    {
        get => _state;
        set => _state = value;
    }

    public Exception? Error
    {
        get => _error;
        set => _error = value;
    }

    public CameraStream? Stream
    {
        get => _stream;
        set => _stream = value;
    }

    /// <summary>The circuit of a live camera; only looked at from outside.</summary>
    public ReconnectPolicy? Policy { get; set; }

    public CameraStatus Status() => new(Recipe.Name, State, Stream?.Ledger.Snapshot(), Error?.Message, Policy?.State, Policy?.Outages ?? 0);

    public CameraReading Reading() => Stream is { } stream
        ? new CameraReading(Status(), [stream.ReaderClock, stream.Flow.Clock], stream.Flow.Totals) { Audit = stream.Audit }
        : new CameraReading(Status(), [], null);

    public void End(CameraOutcome outcome)
    {
        State = CameraState.Ended;
        _ended.TrySetResult(outcome);
    }
}
