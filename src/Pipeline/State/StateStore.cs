using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Output;

namespace VideoDyn.Pipeline.State;

/// <summary>
/// What is remembered about all streams. Whoever starts and restarts the streams owns it, so that it outlives them.
/// Thread-safe.
/// </summary>
public sealed class StateStore
{
    private readonly StateBudget _budget;
    private readonly string? _folder;

    /// <summary>Creates an empty store.</summary>
    /// <param name="options">Folder and limit; null for no folder and the default limit.</param>
    /// <exception cref="VideoDynException">The limit is below 0 (kind Configuration), or the folder cannot be created (kind Output).</exception>
    public StateStore(StateStoreOptions? options = null)
    {
        _budget = options?.Budget ?? new StateBudget(options?.Limit ?? StateBudget.DefaultLimit);
        _folder = options?.Folder;
        if (_folder is not null)
            OutputFolder.Create(_folder);
    }

    /// <summary>Bytes of all streams that share the limit.</summary>
    public long Bytes => _budget.Bytes;

    /// <summary>Opens the state of a stream; dispose it when the stream is given up.</summary>
    /// <param name="stream">Name of the stream.</param>
    /// <param name="modelSha256">SHA-256 of the model file, hexadecimal: state of another model is worthless.</param>
    public StreamState Open(string stream, string modelSha256)
    {
        var state = new StreamState(_budget, stream, modelSha256, _folder is null ? null : new StateFolder(_folder, stream));
        _budget.Add(state);
        return state;
    }
}
