using VideoDyn.Core.Errors;

namespace VideoDyn.Events.Sinks;

/// <summary>
/// Writes events as JSON lines to a stream, one write per event, so that a reader sees each event at once and a crash
/// loses none. When a file cannot take a whole line (full disk), the part of it is cut off again.
/// </summary>
public sealed class JsonLinesSink : IEventOutput
{
    private readonly Stream _stream;
    private readonly string _name;
    private byte[] _line = new byte[4096];

    /// <summary>Wraps an open stream, which is closed with the sink.</summary>
    /// <param name="stream">A writable stream without buffering of its own.</param>
    /// <param name="name">What errors call it, e.g. the path.</param>
    public JsonLinesSink(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
    }

    /// <summary>Creates or overwrites a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="VideoDynException">The file cannot be created (kind Output).</exception>
    public static JsonLinesSink Create(string path) => Open(path, FileMode.Create);

    /// <summary>Goes on at the end of a file, or creates it.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="VideoDynException">The file cannot be opened (kind Output).</exception>
    public static JsonLinesSink Append(string path) => Open(path, FileMode.Append);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> json)
    {
        if (_line.Length <= json.Length)
            _line = new byte[(json.Length + 1) * 2];
        json.CopyTo(_line);
        _line[json.Length] = (byte)'\n';
        long before = _stream.CanSeek ? _stream.Position : -1;
        try
        {
            _stream.Write(_line, 0, json.Length + 1);
            _stream.Flush();
        }
        catch (IOException error)
        {
            CutBackTo(before);
            throw VideoDynException.Output($"{_name}: cannot be written: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static JsonLinesSink Open(string path, FileMode mode)
    {
        try
        {
            return new JsonLinesSink(new FileStream(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Output($"{path}: cannot be created: {error.Message}", error);
        }
    }

    private void CutBackTo(long length)
    {
        if (length < 0)
            return;
        try
        {
            _stream.SetLength(length);
        }
        catch (IOException)
        {
            // The write error that led here is the one to report; half a line stays when even this fails.
            return;
        }
    }
}
