using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration;

namespace VideoDyn.Pipeline.Cameras;

/// <summary>
/// The cameras of a configuration on a host: starts them, and follows the configuration when it changes. A camera that
/// asks for something else ends in good order and begins anew; the others do not notice.
/// </summary>
/// <remarks>One caller at a time; <see cref="AllEnded"/> may be awaited beside it.</remarks>
public sealed class CameraFleet : IDisposable
{
    // Rules and choices of events are handed to a camera that runs, so a change of them ends nothing.
    private const CameraParts Harmless = CameraParts.Rules | CameraParts.Events;

    private readonly CameraHost _host;
    private readonly Func<CameraConfiguration, RunJob> _createJob;
    private readonly Action<string, JobResult> _onEnded;
    private readonly Dictionary<string, (Task Run, CancellationTokenSource Stop, RunJob Job)> _running = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private bool _changing;

    /// <summary>A fleet without cameras.</summary>
    /// <param name="host">Where they run.</param>
    /// <param name="createJob">Makes the job of a camera, for every time it begins.</param>
    /// <param name="onEnded">Told when a camera has ended, also one that begins anew; not twice at once for one camera.</param>
    public CameraFleet(CameraHost host, Func<CameraConfiguration, RunJob> createJob, Action<string, JobResult> onEnded)
    {
        _host = host;
        _createJob = createJob;
        _onEnded = onEnded;
    }

    /// <summary>Completes when every camera has ended by itself, or was stopped.</summary>
    public Task AllEnded => _allEnded.Task;

    /// <summary>Names of the cameras that run.</summary>
    public IReadOnlyList<string> Running
    {
        get
        {
            lock (_gate)
                return [.. _running.Keys.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Starts all cameras of a configuration.</summary>
    public void Start(CameraSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        _changing = true;
        foreach (CameraConfiguration camera in set.Cameras)
            Start(camera);
        Settle();
    }

    /// <summary>Follows a change: ends who goes, begins who comes, and both for who asks for something else.</summary>
    /// <returns>Cameras whose new rules cannot be used, and why; they go on with the old ones.</returns>
    public async Task<IReadOnlyList<(string Camera, VideoDynException Error)>> ApplyAsync(CameraChanges changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        _changing = true;
        CameraConfiguration[] anew = [.. changes.Changed.Where(change => (change.Parts & ~Harmless) != CameraParts.None).Select(change => change.After)];
        await Task.WhenAll(changes.Removed.Concat(anew.Select(camera => camera.Name)).Select(StopAsync)).ConfigureAwait(false);
        foreach (CameraConfiguration camera in anew.Concat(changes.Added))
            Start(camera);
        Settle();
        return [.. changes.Changed.Where(change => !anew.Contains(change.After)).Select(change => ChangeEvents(change.After)).OfType<(string, VideoDynException)>()];
    }

    /// <summary>Asks all cameras to end in good order, and waits until they have.</summary>
    public Task StopAsync() => Task.WhenAll(Running.Select(StopAsync));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach ((_, CancellationTokenSource stop, _) in _running.Values)
                stop.Dispose();
        }
    }

    private (string, VideoDynException)? ChangeEvents(CameraConfiguration camera)
    {
        RunJob job;
        lock (_gate)
        {
            if (!_running.TryGetValue(camera.Name, out (Task Run, CancellationTokenSource Stop, RunJob Job) running))
                return null; // it has ended by itself
            job = running.Job;
        }

        try
        {
            job.ChangeEvents(camera.ToEventOptions());
            return null;
        }
        catch (VideoDynException error)
        {
            return (camera.Name, error);
        }
    }

    private void Start(CameraConfiguration camera)
    {
        RunJob job = _createJob(camera);
        var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _running.Add(camera.Name, (RunAsync(camera.Name, job, begun.Task, stop), stop, job));
        begun.SetResult();
    }

    private async Task RunAsync(string name, RunJob job, Task begun, CancellationTokenSource stop)
    {
        await begun.ConfigureAwait(false);
        try
        {
            JobResult result = await job.RunAsync(_host, name, _ => null, stop.Token).ConfigureAwait(false);
            _onEnded(name, result);
        }
        finally
        {
            lock (_gate)
                _running.Remove(name);
            stop.Dispose();
            if (!Volatile.Read(ref _changing))
                Settle();
        }
    }

    private async Task StopAsync(string name)
    {
        Task run;
        lock (_gate)
        {
            if (!_running.TryGetValue(name, out (Task Run, CancellationTokenSource Stop, RunJob Job) camera))
                return; // it has ended by itself
            camera.Stop.Cancel();
            run = camera.Run;
        }

        await run.ConfigureAwait(false);
    }

    private void Settle()
    {
        lock (_gate)
        {
            Volatile.Write(ref _changing, false);
            if (_running.Count == 0)
                _allEnded.TrySetResult();
        }
    }
}
