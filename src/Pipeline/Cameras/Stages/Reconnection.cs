using System.Text.Json;
using VideoDyn.Actors;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Observability.Logging;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>
/// What a camera actor does about the connection of a live camera: waits and connects again, tells what was lost and
/// found, and replaces a reader that hangs. Used inside the camera actor only.
/// </summary>
internal sealed class Reconnection
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private readonly CameraLine _line;
    private readonly ActorContext<CameraMessage> _context;
    private readonly CameraRun _run;
    private readonly ConnectRateLimiter _limiter;
    private readonly ReconnectPolicy _policy;
    private readonly long _origin;
    private IDisposable? _watch;
    private bool _connected;
    private bool _seesPictures;

    public Reconnection(CameraLine line, ActorContext<CameraMessage> context, CameraRun run, ConnectRateLimiter limiter)
    {
        _line = line;
        _context = context;
        _run = run;
        _limiter = limiter;
        _origin = context.Time.GetTimestamp();
        _policy = new ReconnectPolicy(line.Recipe.Reconnect, Seed(line.Recipe.Name));
        run.Policy = _policy;
    }

    private TimeSpan Now => _context.Time.GetElapsedTime(_origin);

    /// <summary>The first attempt, and the watch over all of them.</summary>
    public void Begin()
    {
        _watch = _context.ScheduleTell(_context.Self, new CameraMessage.Tick(), s_look, s_look);
        Connect(hasPlace: false);
    }

    /// <summary>No more attempts.</summary>
    public void End() => _watch?.Dispose();

    /// <summary>Connects, as soon as the limit over all cameras allows.</summary>
    public void Connect(bool hasPlace)
    {
        TimeSpan wait = hasPlace ? TimeSpan.Zero : _limiter.Reserve();
        if (wait > TimeSpan.Zero)
        {
            _context.ScheduleTell(_context.Self, new CameraMessage.ConnectNow(HasPlace: true), wait);
            return;
        }

        _policy.Connecting(Now);
        _connected = true;
        _seesPictures = false;
        _line.Reader.Tell(ReaderTask.Connect);
    }

    /// <summary>Pictures come on this connection.</summary>
    public void FirstPicture()
    {
        _seesPictures = true;
        Tell(_policy.Picture(Now));
    }

    /// <summary>The connection is over.</summary>
    /// <returns>Whether it is worth while to connect again.</returns>
    public bool TryRecover(Exception? error)
    {
        if (!_connected)
            return true; // told already
        switch (error)
        {
            case CameraOutageException outage:
                Lost(outage.Reason, error);
                return true;
            case null or VideoDynException:
                // A recording played as a camera ended, or nothing that time mends.
                return false;
            default:
                Lost(OutageReason.DecoderFailed, error);
                return true;
        }
    }

    /// <summary>Looks whether the reader still moves.</summary>
    public void Watch()
    {
        if (!_connected)
            return;
        if (_seesPictures)
            TellLastPicture();
        long since = _line.ReadingSince;
        TimeSpan limit = _line.Recipe.StallLimit(_seesPictures);
        if (since == 0 || limit == Timeout.InfiniteTimeSpan || _context.Time.GetElapsedTime(since) <= limit)
            return;

        _line.Services.Log.ReaderReplaced(_line.Recipe.Name, _context.Time.GetElapsedTime(since).TotalSeconds);
        // Whatever it hangs in, the others go on: it is told to stop, and another one takes its place.
        _context.Stop(_line.Reader);
        int number = ++_line.ReaderNumber;
        _line.Reader = _context.Spawn(ReaderActor.Props(_line, number), $"reader-{number}");
        Lost(OutageReason.Stalled, VideoDynException.Input($"camera '{_line.Recipe.Name}': the reader gave no sign for {limit.TotalSeconds:0.#} s and was replaced"));
    }

    private void Lost(OutageReason reason, Exception error)
    {
        _connected = false;
        _run.State = CameraState.Lost;
        _run.Error = error;
        if (_seesPictures)
            TellLastPicture();
        TimeSpan wait = _policy.Failed(reason, Now, out CircuitChange? change);
        _line.Services.Log.AttemptFailed(_line.Recipe.Name, _policy.FailuresInARow, error.Message, wait.TotalSeconds);

        // What is not looked at yet belongs to the connection that is gone; what was tracked as well.
        _line.Queue.Clear(GiveUp);
        _line.ResetAsked = true;
        _line.Gate.Tell(GateSignal.FrameReady);
        Tell(change);
        _context.ScheduleTell(_context.Self, new CameraMessage.ConnectNow(HasPlace: false), wait);
    }

    // The policy learns of pictures now and then, of the last one with its own time.
    private void TellLastPicture()
    {
        if (_line.LastPicture is var last and not 0)
            Tell(_policy.Picture(Now - _context.Time.GetElapsedTime(last)));
    }

    private void Tell(CircuitChange? change)
    {
        if (change is null)
            return;
        if (change is CircuitChange.Lost lost)
            _line.Services.Log.Lost(_line.Recipe.Name, JsonNamingPolicy.KebabCaseLower.ConvertName(lost.Reason.ToString()));
        else if (change is CircuitChange.Restored restored)
            _line.Services.Log.Restored(_line.Recipe.Name, restored.Gap.TotalSeconds, restored.Attempts);
        DateTimeOffset now = _context.Time.GetUtcNow();
        _line.Publisher.Tell(new PublisherMessage(null, stream => stream.OnCircuit(change, now)));
    }

    private void GiveUp(FrameLease frame) => _line.Drop(frame, DropCauses.Outage);

    // The same waits in every run of a camera, other ones than its neighbours'.
    private static int Seed(string name)
    {
        int seed = 17;
        foreach (char letter in name)
            seed = unchecked((seed * 31) + letter);
        return seed;
    }
}
