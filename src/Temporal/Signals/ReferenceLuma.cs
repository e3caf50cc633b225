using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Signals;

/// <summary>
/// The luma that each block showed when it was last processed: one plane in native memory, kept when a stream shrinks and
/// only replaced when it grows.
/// </summary>
internal sealed unsafe class ReferenceLuma : IDisposable
{
    private const int CacheLine = 64;
    private void* _memory;

    /// <summary>Frees what was not disposed.</summary>
    ~ReferenceLuma() => Free();

    /// <summary>Bytes held.</summary>
    public long Bytes { get; private set; }

    /// <summary>The plane.</summary>
    public FramePlane Plane { get; private set; }

    /// <summary>Makes room for a plane; its content is undefined.</summary>
    public void Resize(int width, int height)
    {
        int stride = (width + CacheLine - 1) / CacheLine * CacheLine;
        long bytes = (long)stride * height;
        if (bytes > Bytes)
        {
            Free();
            _memory = NativeMemory.AlignedAlloc((nuint)bytes, CacheLine);
            Bytes = bytes;
        }

        Plane = new FramePlane((nint)_memory, stride, width, height);
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
                int start = grid.Column(column).Start;
                while (column + 1 < grid.Columns && mask[row, column + 1])
                    column++;
                CopyRows(luma, lines, start, grid.Column(column).End - start);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void CopyRows(in FramePlane luma, PixelRange lines, int start, int length)
    {
        byte* source = (byte*)luma.Data + ((nint)lines.Start * luma.Stride) + start;
        byte* target = (byte*)Plane.Data + ((nint)lines.Start * Plane.Stride) + start;
        for (int y = 0; y < lines.Length; y++, source += luma.Stride, target += Plane.Stride)
            NativeMemory.Copy(source, target, (nuint)length);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        Bytes = 0;
        Plane = default;
    }
}
