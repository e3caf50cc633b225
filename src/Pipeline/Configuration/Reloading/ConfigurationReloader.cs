using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Configuration.Reloading;

/// <summary>
/// Reads a configuration again when its file changes or the process gets SIGHUP. A bad file changes nothing: the old
/// configuration stays in force, and what is wrong is reported, once per content.
/// </summary>
public sealed class ConfigurationReloader : IDisposable
{
    private readonly Lock _reading = new();
    private readonly Lock _scheduling = new();
    private readonly ReloadOptions _options;
    private readonly Action<ConfigurationReload> _report;
    private readonly ITimer _due;
    private readonly FileWatch _watch;
    private readonly PosixSignalRegistration? _signal;
    private string _seen;
    private long _waitingSince;
    private bool _waiting;
    private ReloadCause _cause;
    private bool _disposed;

    /// <summary>Begins to watch.</summary>
    /// <param name="current">The configuration in force.</param>
    /// <param name="report">
    /// Told about every reading, one after another, on a thread of the pool; it hands over and returns.
    /// </param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="VideoDynException">An option is out of range (kind Configuration).</exception>
    public ConfigurationReloader(CameraSet current, Action<ConfigurationReload> report, ReloadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(report);
        _options = options ?? new ReloadOptions();
        _options.Validate();
        Current = current;
        _seen = current.Fingerprint;
        _report = report;
        _due = _options.Time.CreateTimer(_ => OnDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watch = new FileWatch(current.Path, _options, () => Request(ReloadCause.FileChanged));
        if (_options.OnSignal)
            _signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
        // What changed between the first reading and now.
        Request(ReloadCause.FileChanged);
    }

    /// <summary>The configuration in force.</summary>
    public CameraSet Current { get; private set; }

    /// <summary>Asks for a reading: at once, or for <see cref="ReloadCause.FileChanged"/> when the file has been left alone.</summary>
    /// <param name="cause">Why.</param>
    public void Request(ReloadCause cause)
    {
        lock (_scheduling)
        {
            if (_disposed)
                return;
            if (!_waiting)
            {
                _waitingSince = _options.Time.GetTimestamp();
                _cause = cause;
            }

            // Somebody who asks outweighs a file that changed: they want an answer even when nothing differs.
            if (cause != ReloadCause.FileChanged)
                _cause = cause;
            _waiting = true;
            TimeSpan left = _options.LongestWait - _options.Time.GetElapsedTime(_waitingSince);
            TimeSpan wait = _cause != ReloadCause.FileChanged || left < TimeSpan.Zero ? TimeSpan.Zero : left < _options.QuietTime ? left : _options.QuietTime;
            _due.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends the watching. A reading under way is finished first.</summary>
    public void Dispose()
    {
        lock (_scheduling)
            _disposed = true;
        _signal?.Dispose();
        _watch.Dispose();
        _due.Dispose();
        lock (_reading)
        {
        }
    }

    // The default action of SIGHUP is to end the process.
    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        Request(ReloadCause.Signal);
    }

    private void OnDue()
    {
        lock (_reading)
        {
            ReloadCause cause;
            lock (_scheduling)
            {
                if (_disposed || !_waiting)
                    return;
                _waiting = false;
                cause = _cause;
            }

            if (Read(cause) is { } reload)
                _report(reload);
        }
    }

    private ConfigurationReload? Read(ReloadCause cause)
    {
        CameraSet before = Current;
        try
        {
            string text = CamerasFile.ReadText(before.Path);
            if (!IsNew(CamerasFile.FingerprintOf(text), cause))
                return null;
            Current = CamerasFile.Parse(text, before.Path, _options.Read);
            return new ConfigurationReload(cause, Current, CameraChanges.Between(before, Current), null);
        }
        catch (Exception error) when (error is not ConfigurationException)
        {
            // Also what nobody foresaw: cameras that run well must not end because a file was edited.
            return IsNew(error.Message, cause) ? Refused(error as VideoDynException ?? new VideoDynException(
                ErrorKind.Internal, $"{before.Path}: reading it failed: {before.Secrets.Hide(error.Message)}", error)) : null;
        }
        catch (ConfigurationException error)
        {
            return Refused(error);
        }

        ConfigurationReload Refused(VideoDynException error) => new(cause, before, CameraChanges.Between(before, before), error);
    }

    // The same content, or the same failure to read it, is told once; who asks gets an answer every time.
    private bool IsNew(string seen, ReloadCause cause)
    {
        bool differs = seen != _seen;
        _seen = seen;
        return differs || cause != ReloadCause.FileChanged;
    }
}
