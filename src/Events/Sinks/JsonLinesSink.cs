using VideoDyn.Core.Errors;

namespace VideoDyn.Events.Sinks;

/// <summary>
/// Writes events as JSON lines to a stream. Only whole lines are handed to the stream, so a reader, or the next start
/// after a crash, never finds half an event.
/// </summary>
public sealed class JsonLinesSink : IEventSink
{
    private const int BufferLimit = 1 << 16;
    private readonly Stream _stream;
    private readonly string _name;
    private readonly MemoryStream _pending = new(BufferLimit);
    private bool _broken;

    /// <summary>Wraps an open stream, which is closed with the sink.</summary>
    /// <param name="stream">A writable stream.</param>
    /// <param name="name">What errors call it, e.g. the path.</param>
    public JsonLinesSink(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
    }

    /// <summary>Creates or overwrites a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="VideoDynException">The file cannot be created (kind Output).</exception>
    public static JsonLinesSink Create(string path)
    {
        try
        {
            return new JsonLinesSink(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Output($"{path}: cannot be created: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> json)
    {
        if (_pending.Length + json.Length >= BufferLimit)
            Flush();
        _pending.Write(json);
        _pending.WriteByte((byte)'\n');
    }

    /// <inheritdoc/>
    public void Flush()
    {
        if (_pending.Length == 0)
            return;
        try
        {
            _stream.Write(_pending.GetBuffer().AsSpan(0, (int)_pending.Length));
            _stream.Flush();
            _pending.SetLength(0);
        }
        catch (IOException error)
        {
            _broken = true;
            throw VideoDynException.Output($"{_name}: cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Writes what is pending and closes the stream. A sink that already failed to write only closes.</summary>
    public void Dispose()
    {
        try
        {
            if (!_broken)
                Flush();
        }
        finally
        {
            _stream.Dispose();
            _pending.Dispose();
        }
    }
}
