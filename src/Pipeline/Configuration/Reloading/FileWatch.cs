namespace VideoDyn.Pipeline.Configuration.Reloading;

/// <summary>
/// Tells when a file may have changed: by the system's notifications where there are some, and by looking at its date.
/// </summary>
internal sealed class FileWatch : IDisposable
{
    private readonly string _path;
    private readonly Action _changed;
    private readonly FileSystemWatcher? _watcher;
    private readonly ITimer _poll;
    private (DateTime Written, long Length) _seen;

    public FileWatch(string path, ReloadOptions options, Action changed)
    {
        _path = Path.GetFullPath(path);
        _changed = changed;
        _seen = Look();
        _watcher = options.OnNotice ? Watch() : null;
        _poll = options.Time.CreateTimer(_ => Poll(), null, options.PollInterval, options.PollInterval);
    }

    public void Dispose()
    {
        _poll.Dispose();
        _watcher?.Dispose();
    }

    private FileSystemWatcher? Watch()
    {
        try
        {
            // The folder and not the file is watched, because most editors put a new file in place of the old one.
            var watcher = new FileSystemWatcher(Path.GetDirectoryName(_path)!);
            watcher.Changed += (_, happening) => OnHappening(happening);
            watcher.Created += (_, happening) => OnHappening(happening);
            watcher.Deleted += (_, happening) => OnHappening(happening);
            watcher.Renamed += (_, happening) => OnHappening(happening);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception error) when (error is IOException or ArgumentException)
        {
            // No folder yet, or the system's watches are used up: the date is looked at anyway.
            return null;
        }
    }

    // Mounted configuration maps swap a link named ..data beside the file.
    private void OnHappening(FileSystemEventArgs happening)
    {
        if (happening.Name == Path.GetFileName(_path) || happening.Name?.StartsWith("..", StringComparison.Ordinal) == true)
            _changed();
    }

    private void Poll()
    {
        (DateTime Written, long Length) now = Look();
        if (now == _seen)
            return;
        _seen = now;
        _changed();
    }

    private (DateTime Written, long Length) Look()
    {
        try
        {
            FileSystemInfo file = File.ResolveLinkTarget(_path, returnFinalTarget: true) ?? new FileInfo(_path);
            return (file.LastWriteTimeUtc, file is FileInfo { Exists: true } plain ? plain.Length : -1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (default, -1);
        }
    }
}
