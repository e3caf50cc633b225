using VideoDyn.Core.Errors;

namespace VideoDyn.Events.Outbox;

/// <summary>
/// Keeps a second process from delivering from the same outbox. The operating system takes the lock back when the process
/// ends, however it ends; the file stays. What stands in it tells that there was an outbox beside it: an empty one is only
/// an attempt, e.g. with the path of something else.
/// </summary>
internal sealed class OutboxLock : IDisposable
{
    private readonly FileStream _file;

    private OutboxLock(FileStream file) => _file = file;

    /// <summary>Whether there was an outbox here before, so that a damaged file is one.</summary>
    public bool WasOutbox => _file.Length > 0;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="VideoDynException">Another process has it, or the folder cannot be written (kind Output).</exception>
    public static OutboxLock Take(string path)
    {
        string file = path + ".lock";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            return new OutboxLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException error)
        {
            throw VideoDynException.Output($"{path}: the folder of an outbox must be writable: {error.Message}", error);
        }
        catch (IOException error)
        {
            bool isHeld = File.Exists(file) && !error.Message.Contains("space", StringComparison.OrdinalIgnoreCase) && !error.Message.Contains("Read-only", StringComparison.OrdinalIgnoreCase);
            throw VideoDynException.Output(isHeld ? $"{path}: another process uses this outbox" : $"{path}: cannot be created: {error.Message}", error);
        }
    }

    /// <summary>Notes that there is an outbox.</summary>
    public void Confirm()
    {
        if (WasOutbox)
            return;
        _file.Write("outbox\n"u8);
        _file.Flush();
    }

    /// <summary>Gives the lock back after an attempt that came to nothing; what it was tried with is left as it was.</summary>
    public void Abandon()
    {
        bool isMine = !WasOutbox;
        Dispose();
        if (isMine)
            File.Delete(_file.Name);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
