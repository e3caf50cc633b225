using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>Compares a whole frame with the reference, cell by cell, reading each plane once.</summary>
internal static unsafe class CellPass
{
    /// <summary>
    /// Cells are worked through in strips of this many pixel rows, so that reading runs along the planes' rows, as the
    /// processor's prefetching likes it, and sums stay in registers for a while.
    /// </summary>
    private const int Strip = 8;

    /// <summary>Fills the sums of every cell.</summary>
    /// <param name="variant">Instructions to use.</param>
    /// <param name="grid">The cells.</param>
    /// <param name="luma">The frame's luma, of the grid's size.</param>
    /// <param name="reference">What each cell showed when it was last processed, of the same size.</param>
    /// <param name="deadZones">Dead-zone of each cell.</param>
    /// <param name="sums">Overwritten.</param>
    public static void Run(
        KernelVariant variant, BlockGrid grid, in FramePlane luma, in FramePlane reference,
        ReadOnlySpan<byte> deadZones, Span<CellSums> sums)
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

    private static void Run<TKernel>(
        BlockGrid grid, in FramePlane luma, in FramePlane reference, ReadOnlySpan<byte> deadZones, Span<CellSums> sums)
        where TKernel : struct, ICellKernel
    {
        sums.Clear();
        var rows = new CellRows { CurrentStride = luma.Stride, ReferenceStride = reference.Stride };
        for (int row = 0; row < grid.Rows; row++)
        {
            PixelRange lines = grid.Row(row);
            for (int y = lines.Start; y < lines.End; y += Strip)
            {
                rows.Rows = Math.Min(Strip, lines.End - y);
                byte* current = (byte*)luma.Data + ((nint)y * luma.Stride);
                byte* last = (byte*)reference.Data + ((nint)y * reference.Stride);
                for (int column = 0; column < grid.Columns; column++)
                {
                    PixelRange range = grid.Column(column);
                    if (range.Length == 0)
                        continue;
                    int cell = (row * grid.Columns) + column;
                    rows.Current = current + range.Start;
                    rows.Reference = last + range.Start;
                    rows.Width = range.Length;
                    rows.Before = range.Start;
                    rows.After = grid.FrameWidth - range.End;
                    rows.DeadZone = deadZones[cell];
                    TKernel.Add(rows, ref sums[cell]);
                }
            }
        }
    }
}
