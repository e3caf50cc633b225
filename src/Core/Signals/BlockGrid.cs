using VideoDyn.Core.Tensors;

namespace VideoDyn.Core.Signals;

/// <summary>
/// The square blocks of a model's input mapped back to the luma pixels of a frame. Each block's pixels are its cell.
/// </summary>
/// <remarks>
/// <para>A tensor column t shows the frame from <c>edge(t) = SourceX + (t - ContentX) * ScaleX</c> on, with t limited to
/// the columns that show picture. The cells of block column c are the pixels from <c>round(edge(c * size))</c> up to but
/// not including <c>round(edge((c + 1) * size))</c>, halves rounded up; rows alike. So every pixel that the tensor shows
/// belongs to exactly one cell, and a block that lies wholly in the border of a letterbox has no pixels.</para>
/// <para>Where a frame is enlarged so much that a block shows less than one pixel, rounding could leave it none. Such a
/// block takes the pixel that holds its first edge, together with its neighbour: it must be able to change.</para>
/// </remarks>
public sealed class BlockGrid
{
    private readonly PixelRange[] _columns;
    private readonly PixelRange[] _rows;

    /// <summary>Maps the blocks of an input to a frame.</summary>
    /// <param name="input">Tensor size and resize mode.</param>
    /// <param name="blockSize">Side of a block in input pixels, at least 1.</param>
    /// <param name="frameWidth">Frame width in pixels, at least 1.</param>
    /// <param name="frameHeight">Frame height in pixels, at least 1.</param>
    public BlockGrid(InputSpec input, int blockSize, int frameWidth, int frameHeight)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        Fit = FrameToTensor.Fit(frameWidth, frameHeight, input);
        BlockSize = blockSize;
        FrameWidth = frameWidth;
        FrameHeight = frameHeight;
        _columns = Cut(input.Width, blockSize, Fit.ContentX, Fit.ContentWidth, Fit.SourceX, Fit.SourceWidth, frameWidth);
        _rows = Cut(input.Height, blockSize, Fit.ContentY, Fit.ContentHeight, Fit.SourceY, Fit.SourceHeight, frameHeight);
        PictureCells = _columns.Count(range => range.Length > 0) * _rows.Count(range => range.Length > 0);
    }

    /// <summary>Blocks across.</summary>
    public int Columns => _columns.Length;

    /// <summary>Blocks down.</summary>
    public int Rows => _rows.Length;

    /// <summary>Blocks in all.</summary>
    public int Length => Columns * Rows;

    /// <summary>Blocks that show some of the picture.</summary>
    public int PictureCells { get; }

    /// <summary>Side of a block in input pixels.</summary>
    public int BlockSize { get; }

    /// <summary>Frame width in pixels.</summary>
    public int FrameWidth { get; }

    /// <summary>Frame height in pixels.</summary>
    public int FrameHeight { get; }

    /// <summary>Where the picture lies in the input.</summary>
    public FrameToTensor Fit { get; }

    /// <summary>The pixel columns of a block column; empty in the border of a letterbox.</summary>
    public PixelRange Column(int column) => _columns[column];

    /// <summary>The pixel rows of a block row; empty in the border of a letterbox.</summary>
    public PixelRange Row(int row) => _rows[row];

    /// <summary>How many frame pixels a block shows; 0 in the border of a letterbox.</summary>
    public int Pixels(int row, int column) => _rows[row].Length * _columns[column].Length;

    private static PixelRange[] Cut(
        int inputLength, int blockSize, int contentStart, int contentLength, double sourceStart, double sourceLength, int frameLength)
    {
        var ranges = new PixelRange[1 + ((inputLength - 1) / blockSize)];
        int contentEnd = contentStart + contentLength;
        for (int i = 0; i < ranges.Length; i++)
        {
            int first = Math.Clamp(i * blockSize, contentStart, contentEnd);
            int last = (int)Math.Clamp((i + 1L) * blockSize, contentStart, contentEnd);
            int start = Round(Edge(first));
            int end = Round(Edge(last));
            if (first < last && start >= end)
            {
                start = Math.Clamp((int)Math.Floor(Edge(first)), 0, frameLength - 1);
                end = start + 1;
            }

            ranges[i] = new PixelRange(start, end);
        }

        return ranges;

        double Edge(int tensor) => sourceStart + ((tensor - contentStart) * sourceLength / contentLength);

        int Round(double edge) => Math.Clamp((int)Math.Floor(edge + 0.5), 0, frameLength);
    }
}
