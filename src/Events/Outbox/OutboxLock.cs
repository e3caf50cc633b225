using VideoDyn.Core.Errors;

namespace VideoDyn.Events.Outbox;

/// <summary>
/// Keeps a second process from delivering from the same outbox. The operating system takes the lock back when the process
/// ends, however it ends; the empty file stays.
/// </summary>
internal sealed class OutboxLock : IDisposable
{
    private readonly FileStream _file;

    private OutboxLock(FileStream file) => _file = file;

    /// <summary>The file that is locked.</summary>
    public static string PathOf(string path) => path + ".lock";

    /// <summary>Takes the lock.</summary>
    /// <exception cref="VideoDynException">Another process has it, or the folder cannot be written (kind Output).</exception>
    public static OutboxLock Take(string path)
    {
        string file = PathOf(path);
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

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
