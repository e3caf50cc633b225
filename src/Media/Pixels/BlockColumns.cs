using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Plans;

namespace VideoDyn.Media.Pixels;

/// <summary>
/// One writer per column of blocks, so that a single block is converted by the same kernels, with the same numbers, as
/// the whole picture. The border of a letterbox is left alone: it never changes.
/// </summary>
internal sealed class BlockColumns
{
    private readonly TensorizePlan _plan;
    private readonly PictureWriter?[] _writers;
    private readonly int _rows;

    /// <summary>Builds the tables of every column.</summary>
    /// <param name="plan">The plan of the whole picture.</param>
    /// <param name="blockSize">Side of a block in tensor pixels, at least 1.</param>
    /// <param name="variant">Instructions to use.</param>
    public BlockColumns(TensorizePlan plan, int blockSize, KernelVariant variant)
    {
        _plan = plan;
        BlockSize = blockSize;
        _rows = 1 + ((plan.Spec.Height - 1) / blockSize);
        _writers = new PictureWriter?[1 + ((plan.Spec.Width - 1) / blockSize)];
        for (int column = 0; column < _writers.Length; column++)
        {
            (int first, int end) = Part(column, plan.Fit.ContentX, plan.Fit.ContentWidth);
            if (first < end)
                _writers[column] = PictureWriter.Create(plan.Window(first, end - first), variant);
        }
    }

    /// <summary>Side of a block in tensor pixels.</summary>
    public int BlockSize { get; }

    /// <summary>Writes the active blocks.</summary>
    /// <param name="frame">A frame of the plan's format.</param>
    /// <param name="mask">Active blocks.</param>
    /// <param name="tensor">The whole tensor; its length was checked.</param>
    /// <exception cref="ArgumentException">The mask has another number of blocks.</exception>
    public void Write(FrameLease frame, BlockMask mask, Span<byte> tensor)
    {
        if (mask.Columns != _writers.Length || mask.Rows != _rows)
            throw new ArgumentException($"the mask has {mask.Columns} x {mask.Rows} blocks, expected {_writers.Length} x {_rows}", nameof(mask));
        for (int row = 0; row < _rows; row++)
        {
            (int first, int end) = Part(row, _plan.Fit.ContentY, _plan.Fit.ContentHeight);
            for (int column = 0; first < end && column < _writers.Length; column++)
            {
                if (mask[row, column])
                    _writers[column]?.Write(frame, tensor, first, end);
            }
        }
    }

    // The part of the picture that a column (or row) of blocks shows, counted from the picture's edge.
    private (int First, int End) Part(int block, int contentStart, int contentLength) => (
        Math.Clamp((block * BlockSize) - contentStart, 0, contentLength),
        Math.Clamp(((block + 1) * BlockSize) - contentStart, 0, contentLength));
}
