using System.Globalization;

namespace VideoDyn.Events.Sinks.Files;

/// <summary>
/// Writes events as JSON lines to a file that is put aside when it has grown. Readers see whole lines: what a crash or a full
/// disk cut short is cut off again, and its events are written anew.
/// </summary>
public sealed class FileSink : IEventSink
{
    private readonly FileSinkOptions _options;
    private readonly LineBuffer _lines;
    private FileStream? _file;

    /// <summary>Prepares it; nothing is opened yet.</summary>
    /// <param name="name">Name as configured.</param>
    /// <param name="options">Where and how.</param>
    /// <exception cref="Core.Errors.VideoDynException">An option is out of range (kind Configuration).</exception>
    public FileSink(string name, FileSinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(name);
        Name = name;
        _options = options;
        _lines = new LineBuffer(options.Format);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int MaxBatch => 500;

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await CloseAsync().ConfigureAwait(false);
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(_options.Path)) is { } folder)
                Directory.CreateDirectory(folder);
            _file = new FileStream(_options.Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, useAsync: true);
            _file.SetLength(WholeLines(_file));
            _file.Position = _file.Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await CloseAsync().ConfigureAwait(false);
            throw new SinkUnavailableException($"{_options.Path}: cannot be written: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public async Task SendAsync(IReadOnlyList<OutgoingEvent> events, IList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(deliveries);
        FileStream file = _file ?? throw new SinkUnavailableException($"{_options.Path}: is not open");
        long before = file.Length;
        try
        {
            if (before >= _options.MaxBytes)
            {
                file = await PutAsideAsync().ConfigureAwait(false);
                before = 0;
            }

            _lines.Clear();
            for (int index = 0; index < events.Count; index++)
                _lines.Add(events[index]);
            // Not ended half-way by the token: a part of a line would have to be cut off.
            await file.WriteAsync(_lines.Content, CancellationToken.None).ConfigureAwait(false);
            if (_options.FlushToDisk)
                file.Flush(flushToDisk: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new SinkUnavailableException($"{_options.Path}: cannot be written: {error.Message}{CutBack(before)}", error);
        }

        for (int index = 0; index < events.Count; index++)
            deliveries.Add(Delivery.Confirmed);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    private async ValueTask CloseAsync()
    {
        if (_file is { } file)
            await file.DisposeAsync().ConfigureAwait(false);
        _file = null;
    }

    // Renamed from the oldest on, so that a crash in between loses no file but leaves a gap in the numbers.
    private async Task<FileStream> PutAsideAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        if (_options.Keep == 0)
            File.Delete(_options.Path);
        else
            File.Delete(Numbered(_options.Keep));
        for (int number = _options.Keep - 1; number >= 0; number--)
        {
            if (File.Exists(Numbered(number)))
                File.Move(Numbered(number), Numbered(number + 1));
        }

        return _file = new FileStream(_options.Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, useAsync: true);
    }

    private string Numbered(int number) =>
        number == 0 ? _options.Path : string.Create(CultureInfo.InvariantCulture, $"{_options.Path}.{number}");

    private string CutBack(long length)
    {
        try
        {
            _file?.SetLength(length);
            return "";
        }
        catch (IOException)
        {
            return "; the next start cuts off the part of a line that stands at its end";
        }
    }

    // Where the last line ends: looked for backwards from the end.
    private static long WholeLines(FileStream file)
    {
        Span<byte> part = stackalloc byte[4096];
        for (long end = file.Length; end > 0;)
        {
            int size = (int)Math.Min(part.Length, end);
            file.Position = end - size;
            file.ReadExactly(part[..size]);
            int last = part[..size].LastIndexOf((byte)'\n');
            if (last >= 0)
                return end - size + last + 1;
            end -= size;
        }

        return 0;
    }
}
