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

    /// <summary>Moves the content by whole samples; what nothing moved to keeps what it had.</summary>
    public void Move(int x, int y)
    {
        int width = Plane.Width - Math.Abs(x);
        for (int step = 0; width > 0 && step < Plane.Height; step++)
        {
            // From the side that is moved to, so that no row is overwritten before it was read.
            int row = y > 0 ? Plane.Height - 1 - step : step, from = row - y;
            if (from < 0 || from >= Plane.Height)
                continue;
            byte* source = (byte*)Plane.Data + ((nint)from * Plane.Stride) + Math.Max(0, -x);
            byte* target = (byte*)Plane.Data + ((nint)row * Plane.Stride) + Math.Max(0, x);
            Buffer.MemoryCopy(source, target, width, width);
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
