using VideoDyn.Core.Signals;
using VideoDyn.Media.Drawing;
using VideoDyn.Pipeline.Regions;

namespace VideoDyn.Pipeline.Output;

/// <summary>Outlines what was computed in this frame: the executed blocks, or the whole picture.</summary>
internal static class BlockOverlay
{
    /// <summary>Draws onto a canvas that may have another size than the frame.</summary>
    public static void Draw(FrameCanvas canvas, BlockView blocks, bool analyzed)
    {
        if (!analyzed || blocks.Grid is not { } grid)
            return;
        YuvColor color = canvas.Color(255, 160, 0);
        if (blocks.IsFull || blocks.Mask is null)
        {
            Outline(canvas, grid, new PixelRange(0, grid.FrameWidth), new PixelRange(0, grid.FrameHeight), color);
            return;
        }

        for (int row = 0; row < grid.Rows; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
            {
                if (blocks.Mask[row, column] && grid.Pixels(row, column) > 0)
                    Outline(canvas, grid, grid.Column(column), grid.Row(row), color);
            }
        }
    }

    private static void Outline(FrameCanvas canvas, BlockGrid grid, PixelRange columns, PixelRange rows, YuvColor color)
    {
        int left = columns.Start * canvas.Width / grid.FrameWidth, right = columns.End * canvas.Width / grid.FrameWidth;
        int top = rows.Start * canvas.Height / grid.FrameHeight, bottom = rows.End * canvas.Height / grid.FrameHeight;
        canvas.Fill(left, top, right, top + 1, color);
        canvas.Fill(left, bottom - 1, right, bottom, color);
        canvas.Fill(left, top, left + 1, bottom, color);
        canvas.Fill(right - 1, top, right, bottom, color);
    }
}
