using VideoDyn.Core.Errors;
using VideoDyn.Core.State;

namespace VideoDyn.Pipeline.State;

/// <summary>What is remembered about one stream under one model: slots by name.</summary>
public sealed class StreamState : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<IStateSlot> _slots = [];
    private readonly List<string> _warnings = [];
    private readonly StateBudget _budget;
    private readonly StateFolder? _folder;

    internal StreamState(StateBudget budget, string stream, string modelSha256, StateFolder? folder)
    {
        _budget = budget;
        _folder = folder;
        Stream = stream;
        ModelSha256 = modelSha256;
    }

    /// <summary>Name of the stream.</summary>
    public string Stream { get; }

    /// <summary>SHA-256 of the model file, hexadecimal.</summary>
    public string ModelSha256 { get; }

    /// <summary>Bytes of all slots.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _slots.Sum(slot => slot.Bytes);
        }
    }

    /// <summary>What could not be taken over, one line each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Adds the slots of a part, and gives persistent ones what an earlier run kept.</summary>
    /// <param name="part">Anything; parts without state are ignored.</param>
    /// <exception cref="VideoDynException">The store's limit would be exceeded; the message has the figures (kind Configuration).</exception>
    public void Add(object part)
    {
        foreach (IStateSlot slot in (part as IStateful)?.Slots ?? [])
            Add(slot);
    }

    /// <summary>Resets every slot.</summary>
    public void Reset(StateReset reason)
    {
        // By index: this happens in the middle of a stream, where nothing is allocated.
        for (int index = 0; index < _slots.Count; index++)
            _slots[index].Reset(reason);
    }

    /// <summary>Writes the persistent slots, each file as a whole; does nothing without a folder.</summary>
    /// <exception cref="VideoDynException">A file cannot be written (kind Output).</exception>
    public void Save()
    {
        foreach (IPersistentSlot slot in _slots.OfType<IPersistentSlot>())
        {
            if (_folder is not null && slot.Save() is { } state)
                _folder.Write(slot.Name, new StateHeader(slot.Version, ModelSha256, state.FrameWidth, state.FrameHeight), state.Content.Span);
        }
    }

    /// <summary>Saves at the end of a stream, where a failure must not hide the results: it becomes a warning.</summary>
    public void Close()
    {
        try
        {
            Save();
        }
        catch (VideoDynException error)
        {
            _warnings.Add(error.Message);
        }
    }

    /// <summary>Takes the stream out of the store; saves nothing.</summary>
    public void Dispose() => _budget.Remove(this);

    // A part that was made anew takes the place of the one before it.
    private void Add(IStateSlot slot)
    {
        lock (_lock)
            _slots.RemoveAll(known => known.Name == slot.Name);
        _budget.Require(Stream, slot.Name, slot.Bytes);
        lock (_lock)
            _slots.Add(slot);
        if (slot is IPersistentSlot persistent)
            Restore(persistent);
    }

    private void Restore(IPersistentSlot slot)
    {
        if (_folder is null)
            return;
        (StateHeader Header, ReadOnlyMemory<byte> Content)? file = _folder.Read(slot.Name, out string? problem);
        if (file is var (header, content))
        {
            if (header.Version != slot.Version)
                problem = $"has version {header.Version}, expected {slot.Version}";
            else if (header.ModelSha256 != ModelSha256)
                problem = $"belongs to model {header.ModelSha256}, this is model {ModelSha256}";
            else
                slot.Restore(new SavedState(header.FrameWidth, header.FrameHeight, content));
        }

        if (problem is not null)
            _warnings.Add($"{_folder.PathOf(slot.Name)}: the saved state {problem}; started anew");
    }
}
