using VideoDyn.Actors;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Cameras.Stages;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Observability;
using VideoDyn.Pipeline.Observability.Logging;
using VideoDyn.Pipeline.Scheduling;
using VideoDyn.Pipeline.Scheduling.Batching;
using VideoDyn.Pipeline.State;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>
/// Runs cameras and files side by side: a supervised subtree of actors for each, one inference pool for all. One camera
/// can fail, stall or be removed without the others noticing anything but more room.
/// </summary>
/// <remarks>Thread-safe. How it works is in docs/cameras.md.</remarks>
public sealed class CameraHost : IAsyncDisposable
{
    private static readonly TimeSpan s_disposeDeadline = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CameraRun> _cameras = new(StringComparer.Ordinal);
    private readonly IActorRef<CamerasMessage> _parent;
    private readonly SharedAnalyzers _analyzers;
    private readonly CropBatchTally _batches = new();
    private readonly CapacityWatch _capacity;
    private readonly CameraHostOptions _options;
    private bool _stopping;

    /// <summary>Starts without cameras.</summary>
    /// <exception cref="VideoDynException">An option is out of range (kind Configuration).</exception>
    public CameraHost(CameraHostOptions? options = null)
        : this(options ?? new CameraHostOptions(), null)
    {
    }

    /// <summary>Starts in an actor system that is there already; its clock counts.</summary>
    internal CameraHost(CameraHostOptions options, ActorSystem? system)
    {
        options.Validate();
        System = system ?? new ActorSystem(new ActorSystemOptions { Time = options.Time });
        var limiter = new ConnectRateLimiter(System.Time, options.ConnectionsPerSecond, options.ConnectionBurst);
        IActorRef<PoolMessage> pool = System.Spawn(InferencePool.Props(options.WorkerCount), "inference");
        IActorRef<BatchMessage>? batcher = options.CropBatches is { } batches ? System.Spawn(CropBatcher.Props(batches, _batches, pool), "crop-batches") : null;
        _analyzers = new SharedAnalyzers { Crops = batcher is null ? null : new SharedCropModels() };
        var services = new CameraServices(_analyzers, limiter, new StateBudget(options.StateLimit), options.Log, batcher);
        _parent = System.Spawn(CamerasActor.Props(services, pool, LookAtCapacity), "cameras");
        _capacity = new CapacityWatch(System.Time, options.WorkerCount);
        _options = options;
    }

    internal ActorSystem System { get; }

    internal SharedAnalyzers Analyzers => _analyzers;

    /// <summary>Crops that went through a network together so far; zeros where <see cref="CameraHostOptions.CropBatches"/> is off.</summary>
    public CropBatchCounts CropBatches => _batches.Counts;

    /// <summary>Where every camera stands that has not ended.</summary>
    public IReadOnlyList<CameraStatus> Status()
    {
        lock (_gate)
            return [.. _cameras.Values.Select(camera => camera.Status())];
    }

    /// <summary>What metrics read of every camera that has not ended.</summary>
    public IReadOnlyList<CameraReading> Readings()
    {
        lock (_gate)
            return [.. _cameras.Values.Select(camera => camera.Reading())];
    }

    /// <summary>Runs a camera until its stream ends, it fails, or it is asked to stop. Failures are in the outcome, never thrown.</summary>
    /// <param name="camera">What to run.</param>
    /// <param name="cancellationToken">Asks it to stop in good order, with complete outputs.</param>
    /// <exception cref="VideoDynException">Another camera of this name runs (kind Configuration).</exception>
    /// <exception cref="InvalidOperationException">The host is stopping.</exception>
    public async Task<CameraOutcome> RunAsync(CameraRecipe camera, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(camera);
        CameraRun run = Add(camera);
        try
        {
            using CancellationTokenRegistration stop = cancellationToken.Register(() => _parent.Tell(new CamerasMessage(run, Stop: true)));
            return await run.Ended.ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
                _cameras.Remove(camera.Name);
        }
    }

    /// <summary>Asks all cameras to end in good order, then stops everything.</summary>
    /// <param name="deadline">How long to wait; what has not ended by then is reported and cut off.</param>
    public async Task<ShutdownReport> StopAsync(TimeSpan deadline)
    {
        CameraRun[] running;
        lock (_gate)
        {
            _stopping = true;
            running = [.. _cameras.Values];
        }

        long began = System.Time.GetTimestamp();
        foreach (CameraRun run in running)
            _parent.Tell(new CamerasMessage(run, Stop: true));
        try
        {
            await Task.WhenAll(running.Select(run => run.Ended)).WaitAsync(deadline, System.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The report below names who is left.
        }

        TimeSpan left = deadline - System.Time.GetElapsedTime(began);
        ShutdownReport report = await System.StopAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero).ConfigureAwait(false);
        foreach (CameraRun run in running)
        {
            // Whoever awaits a camera that hangs in a native call must not hang with it.
            if (!run.Ended.IsCompleted)
                run.End(new CameraOutcome(VideoDynException.Input($"camera '{run.Recipe.Name}' did not stop within {deadline}"), Interrupted: true));
        }

        return report;
    }

    /// <summary>Stops within ten seconds.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(s_disposeDeadline).ConfigureAwait(false);

    private void LookAtCapacity()
    {
        string? news = _capacity.Look(Readings());
        if (news is null)
            return;
        _options.Log.Overloaded(news);
        _options.OnOverload?.Invoke(news);
    }

    private CameraRun Add(CameraRecipe camera)
    {
        var run = new CameraRun(camera);
        lock (_gate)
        {
            if (_stopping)
                throw new InvalidOperationException("the host is stopping and takes no new camera");
            if (!_cameras.TryAdd(camera.Name, run))
                throw VideoDynException.Configuration($"camera '{camera.Name}' runs already; every camera needs a name of its own");
        }

        _parent.Tell(new CamerasMessage(run, Stop: false));
        return run;
    }
}
