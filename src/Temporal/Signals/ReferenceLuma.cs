using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Signals;

/// <summary>The luma that each block showed when it was last processed: one plane in native memory.</summary>
internal sealed unsafe class ReferenceLuma : IDisposable
{
    private readonly AlignedMemory _memory = new();

    /// <summary>Bytes held.</summary>
    public long Bytes => _memory.Bytes;

    /// <summary>The plane.</summary>
    public FramePlane Plane { get; private set; }

    /// <summary>Makes room for a plane; its content is undefined.</summary>
    public void Resize(int width, int height)
    {
        int stride = AlignedMemory.StrideOf(width);
        _memory.Require((long)stride * height);
        Plane = new FramePlane((nint)_memory.Pointer, stride, width, height);
    }

    /// <summary>Takes over a frame's luma where the mask is set; neighbouring cells are copied together.</summary>
    public void CopyCells(in FramePlane luma, BlockGrid grid, BlockMask mask)
    {
        for (int row = 0; row < grid.Rows; row++)
        {
            PixelRange lines = grid.Row(row);
            for (int column = 0; lines.Length > 0 && column < grid.Columns; column++)
            {
                if (!mask[row, column])
                    continue;
                int first = column;
                while (column + 1 < grid.Columns && mask[row, column + 1])
                    column++;
                CopyRows(luma, lines, new PixelRange(grid.Column(first).Start, grid.Column(column).End));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        Plane = default;
    }

    private void CopyRows(in FramePlane luma, PixelRange lines, PixelRange columns)
    {
        if (columns.Length <= 0)
            return;
        byte* source = (byte*)luma.Data + ((nint)lines.Start * luma.Stride) + columns.Start;
        byte* target = (byte*)Plane.Data + ((nint)lines.Start * Plane.Stride) + columns.Start;
        for (int y = 0; y < lines.Length; y++, source += luma.Stride, target += Plane.Stride)
            NativeMemory.Copy(source, target, (nuint)columns.Length);
    }
}
