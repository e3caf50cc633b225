using Microsoft.Extensions.Logging;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Live;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>What a <see cref="CameraHost"/> needs to run one camera or file: its name, its share, how it is opened.</summary>
public abstract class CameraRecipe
{
    // What a reader needs beyond the source's own timeouts to say so.
    private protected static readonly TimeSpan s_stallMargin = TimeSpan.FromSeconds(5);

    private protected CameraRecipe(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>Name among the cameras of a host.</summary>
    public string Name { get; }

    /// <summary>Share of the inference pool beside other cameras, above 0. Default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Whether frames come whatever the flow does: the newest is kept, an end is an outage.</summary>
    internal abstract bool IsLive { get; }

    /// <summary>Frames between reader and gate: 1 for live cameras, a few for files so that decoding runs ahead.</summary>
    internal virtual int QueueCapacity => IsLive || IsInStep ? 1 : 4;

    /// <summary>
    /// Whether the next frame is read only when the one before is through, because what is read depends on what became of it:
    /// so a recording gives the same every time.
    /// </summary>
    internal virtual bool IsInStep => false;

    /// <summary>Whether publishing may block, e.g. because it encodes video, so that it needs a thread of its own.</summary>
    internal virtual bool HasHeavyOutputs => false;

    /// <summary>Whether tracking runs a network, so that it needs a thread of its own.</summary>
    internal virtual bool HasHeavyTracking => false;

    /// <summary>When a lost camera is connected to again.</summary>
    internal virtual ReconnectOptions Reconnect { get; } = new();

    /// <summary>How long a reader may be silent before it is given up for stuck; infinite for never.</summary>
    /// <param name="seesPictures">Whether pictures have come on this connection.</param>
    internal virtual TimeSpan StallLimit(bool seesPictures) => Timeout.InfiniteTimeSpan;

    /// <summary>Logs what begins.</summary>
    internal virtual void LogStart(ILogger log)
    {
    }

    /// <summary>Loads the model and makes the outputs. Runs on the camera's reader thread.</summary>
    /// <exception cref="VideoDynException">Something cannot be used.</exception>
    internal abstract CameraStream Open(CameraServices services, CancellationToken cancellationToken);
}
