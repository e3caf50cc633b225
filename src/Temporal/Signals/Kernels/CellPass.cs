using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>Compares a whole frame with the reference, cell by cell, reading each plane once.</summary>
/// <param name="variant">Instructions to use.</param>
internal sealed unsafe class CellPass(KernelVariant variant) : IDisposable
{
    /// <summary>
    /// Cells are worked through in strips of this many pixel rows, so that reading runs along the planes' rows, as the
    /// processor's prefetching likes it. Measured: 4 and 16 are slower.
    /// </summary>
    private const int Strip = 8;

    private readonly AlignedMemory _lanes = new();

    /// <summary>Fills the sums of every cell.</summary>
    /// <param name="grid">The cells.</param>
    /// <param name="luma">The frame's luma, of the grid's size.</param>
    /// <param name="reference">What each cell showed when it was last processed, of the same size.</param>
    /// <param name="deadZones">Dead-zone of each cell.</param>
    /// <param name="sums">Overwritten.</param>
    public void Run(
        BlockGrid grid, in FramePlane luma, in FramePlane reference, ReadOnlySpan<byte> deadZones, Span<CellSums> sums)
    {
        switch (variant)
        {
            case KernelVariant.Avx512:
                Run<Avx512Cells>(grid, luma, reference, deadZones, sums);
                break;
            case KernelVariant.Avx2:
                Run<Avx2Cells>(grid, luma, reference, deadZones, sums);
                break;
            default:
                Run<ScalarCells>(grid, luma, reference, deadZones, sums);
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lanes.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TKernel>(
        BlockGrid grid, in FramePlane luma, in FramePlane reference, ReadOnlySpan<byte> deadZones, Span<CellSums> sums)
        where TKernel : struct, ICellKernel
    {
        _lanes.Require((long)grid.Columns * sizeof(CellLanes));
        var lanes = (CellLanes*)_lanes.Pointer;
        for (int row = 0; row < grid.Rows; row++)
        {
            Span<CellSums> results = sums.Slice(row * grid.Columns, grid.Columns);
            PixelRange lines = grid.Row(row);
            if (lines.Length == 0)
            {
                results.Clear();
                continue;
            }

            NativeMemory.Clear(lanes, (nuint)(grid.Columns * sizeof(CellLanes)));
            ReadOnlySpan<byte> zones = deadZones.Slice(row * grid.Columns, grid.Columns);
            for (int y = lines.Start; y < lines.End; y += Strip)
                AddStrip<TKernel>(grid, luma, reference, new PixelRange(y, Math.Min(y + Strip, lines.End)), zones, lanes);
            for (int column = 0; column < grid.Columns; column++)
                results[column] = TKernel.Fold(lanes + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddStrip<TKernel>(
        BlockGrid grid, in FramePlane luma, in FramePlane reference, PixelRange lines, ReadOnlySpan<byte> deadZones, CellLanes* lanes)
        where TKernel : struct, ICellKernel
    {
        var rows = new CellRows { CurrentStride = luma.Stride, ReferenceStride = reference.Stride, Rows = lines.Length };
        byte* current = (byte*)luma.Data + ((nint)lines.Start * luma.Stride);
        byte* last = (byte*)reference.Data + ((nint)lines.Start * reference.Stride);
        for (int column = 0; column < deadZones.Length; column++)
        {
            PixelRange range = grid.Column(column);
            if (range.Length == 0)
                continue;
            rows.Current = current + range.Start;
            rows.Reference = last + range.Start;
            rows.Width = range.Length;
            rows.Before = range.Start;
            rows.After = luma.Width - range.End;
            rows.DeadZone = deadZones[column];
            TKernel.Add(rows, lanes + column);
        }
    }
}
