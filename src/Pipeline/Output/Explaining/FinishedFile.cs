using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Output.Explaining;

/// <summary>
/// A file that grows under another name, ending in <c>.part</c>, and takes its own when it is finished: whoever sees it
/// under that name sees all of it.
/// </summary>
internal sealed class FinishedFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private bool _finished;

    /// <summary>Begins the file; one that is there already stays until this one is finished.</summary>
    /// <exception cref="VideoDynException">It cannot be created (kind Output).</exception>
    public FinishedFile(string path)
    {
        _path = path;
        try
        {
            _stream = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Output($"{path}: cannot be created: {error.Message}", error);
        }
    }

    /// <summary>Appends bytes.</summary>
    /// <exception cref="VideoDynException">They cannot be written (kind Output).</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
        }
        catch (IOException error)
        {
            throw Failed(error);
        }
    }

    /// <summary>Finishes the file.</summary>
    /// <exception cref="VideoDynException">It cannot be written or renamed (kind Output).</exception>
    public void Dispose()
    {
        if (_finished)
            return;
        _finished = true;
        try
        {
            using (_stream)
                _stream.Flush(flushToDisk: true);
            File.Move(_path + ".part", _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failed(error);
        }
    }

    private VideoDynException Failed(Exception error) => VideoDynException.Output($"{_path}: cannot be written: {error.Message}", error);
}
