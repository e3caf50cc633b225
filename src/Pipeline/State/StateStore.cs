using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Output;

namespace VideoDyn.Pipeline.State;

/// <summary>
/// What is remembered about all streams. Whoever starts and restarts the streams owns it, so that it outlives them.
/// Thread-safe.
/// </summary>
public sealed class StateStore
{
    private readonly Lock _lock = new();
    private readonly List<StreamState> _streams = [];
    private readonly StateStoreOptions _options;

    /// <summary>Creates an empty store.</summary>
    /// <param name="options">Folder and limit; null for no folder and the default limit.</param>
    /// <exception cref="VideoDynException">The limit is below 0 (kind Configuration), or the folder cannot be created (kind Output).</exception>
    public StateStore(StateStoreOptions? options = null)
    {
        _options = options ?? new StateStoreOptions();
        if (_options.Limit < 0)
            throw VideoDynException.Configuration($"the limit of the state store is {_options.Limit} bytes, expected at least 0");
        if (_options.Folder is { } folder)
            OutputFolder.Create(folder);
    }

    /// <summary>Bytes of all streams.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _streams.Sum(stream => stream.Bytes);
        }
    }

    /// <summary>Opens the state of a stream; dispose it when the stream is given up.</summary>
    /// <param name="stream">Name of the stream.</param>
    /// <param name="modelSha256">SHA-256 of the model file, hexadecimal: state of another model is worthless.</param>
    public StreamState Open(string stream, string modelSha256)
    {
        var state = new StreamState(this, stream, modelSha256, _options.Folder is { } folder ? new StateFolder(folder, stream) : null);
        lock (_lock)
            _streams.Add(state);
        return state;
    }

    /// <summary>Fails when more bytes than the limit would be held.</summary>
    internal void Require(string stream, string slot, long bytes)
    {
        long held = Bytes;
        if (held + bytes > _options.Limit)
        {
            throw VideoDynException.Configuration(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"stream '{stream}' needs {bytes / 1e6:0.#} MB for '{slot}', {held / 1e6:0.#} MB of state are held and the limit is {_options.Limit / 1e6:0.#} MB"));
        }
    }

    internal void Remove(StreamState state)
    {
        lock (_lock)
            _streams.Remove(state);
    }
}
