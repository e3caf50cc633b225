using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Output;

/// <summary>Writes whole files so that readers see the old content or the new one, never a part.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the target, flushes to disk, then renames.</summary>
    /// <param name="path">The target.</param>
    /// <param name="content">All bytes.</param>
    /// <exception cref="VideoDynException">The folder cannot be written or is full (kind Output).</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string part = path + ".part";
        try
        {
            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Output($"{path}: cannot be written: {error.Message}", error);
        }
    }
}
