using System.Globalization;
using System.Runtime.InteropServices;
using VideoDyn.Core.Signals;
using VideoDyn.Core.State;
using VideoDyn.Spatial.Policies.Online;

namespace VideoDyn.Pipeline.Regions;

/// <summary>The weights of the policy that learns on its stream.</summary>
internal sealed class LearnedPolicy(OnlinePolicy policy) : LearnedSlot
{
    private const int Head = 2 * sizeof(int);

    /// <inheritdoc/>
    public override string Name => "learned-policy";

    /// <inheritdoc/>
    public override long Bytes => (long)policy.StateLength * sizeof(float);

    /// <inheritdoc/>
    protected override string? Take(SavedState saved, BlockGrid grid)
    {
        ReadOnlySpan<byte> content = saved.Content.Span;
        (int columns, int rows) = content.Length < Head ? (0, 0) : (MemoryMarshal.Read<int>(content), MemoryMarshal.Read<int>(content[sizeof(int)..]));
        if ((columns, rows) != (grid.Columns, grid.Rows))
            return string.Create(CultureInfo.InvariantCulture, $"is of a grid of {columns}x{rows} blocks, the stream has {grid.Columns}x{grid.Rows}");
        return content.Length == Head + Bytes && policy.TryRestore(MemoryMarshal.Cast<byte, float>(content[Head..])) ? null : "holds numbers out of range";
    }

    /// <inheritdoc/>
    protected override byte[] Content(BlockGrid grid)
    {
        byte[] content = new byte[Head + Bytes];
        MemoryMarshal.Write(content, grid.Columns);
        MemoryMarshal.Write(content.AsSpan(sizeof(int)), grid.Rows);
        MemoryMarshal.AsBytes<float>(policy.Save()).CopyTo(content.AsSpan(Head));
        return content;
    }

    /// <inheritdoc/>
    protected override void Forget() => policy.Forget();
}
