using System.Globalization;
using System.Runtime.InteropServices;
using VideoDyn.Core.Signals;
using VideoDyn.Core.State;
using VideoDyn.Spatial.Policies.Online;

namespace VideoDyn.Pipeline.Regions;

/// <summary>The weights of the policy that learns on its stream, kept from run to run.</summary>
internal sealed class LearnedPolicy(OnlinePolicy policy) : IPersistentSlot
{
    private const int Head = 2 * sizeof(int);
    private SavedState? _pending;
    private BlockGrid? _grid;

    /// <inheritdoc/>
    public string Name => "learned-policy";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public long Bytes => (long)policy.StateLength * sizeof(float);

    /// <summary>Why an earlier run's weights were not taken over; null when they were, or there were none.</summary>
    public string? Problem { get; private set; }

    /// <summary>Learns the blocks of the stream with its first frame of a size, after the policy has decided about it.</summary>
    public void Begin(BlockGrid grid)
    {
        _grid = grid;
        if (_pending is not { } saved)
            return;
        _pending = null;
        ReadOnlySpan<byte> content = saved.Content.Span;
        (int columns, int rows) = content.Length < Head ? (0, 0) : (MemoryMarshal.Read<int>(content), MemoryMarshal.Read<int>(content[sizeof(int)..]));
        if ((columns, rows) != (grid.Columns, grid.Rows))
            Problem = string.Create(CultureInfo.InvariantCulture, $"the saved state '{Name}' is of a grid of {columns}x{rows} blocks, the stream has {grid.Columns}x{grid.Rows}; started anew");
        else if (content.Length != Head + Bytes || !policy.TryRestore(MemoryMarshal.Cast<byte, float>(content[Head..])))
            Problem = $"the saved state '{Name}' holds numbers out of range; started anew";
    }

    /// <inheritdoc/>
    public SavedState? Save()
    {
        if (_grid is null)
            return null;
        byte[] content = new byte[Head + Bytes];
        MemoryMarshal.Write(content, _grid.Columns);
        MemoryMarshal.Write(content.AsSpan(sizeof(int)), _grid.Rows);
        MemoryMarshal.AsBytes<float>(policy.Save()).CopyTo(content.AsSpan(Head));
        return new SavedState(_grid.FrameWidth, _grid.FrameHeight, content);
    }

    /// <inheritdoc/>
    public void Restore(SavedState state) => _pending = state;

    /// <summary>An outage leaves what is worth executing as it was; another scene or size does not.</summary>
    public void Reset(StateReset reason)
    {
        if (reason != StateReset.Outage)
            policy.Forget();
    }
}
