using VideoDyn.Core.Detections;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>The blocks that a box touches: rows and columns, ends excluded.</summary>
internal readonly record struct GridArea(int Top, int Left, int Bottom, int Right)
{
    /// <summary>Finds them.</summary>
    /// <param name="grid">Blocks of the frame.</param>
    /// <param name="box">In frame pixels.</param>
    public static GridArea Of(BlockGrid grid, in BoundingBox box)
    {
        (int top, int bottom) = (0, grid.Rows);
        while (top < bottom && grid.Row(top).End <= box.Y1)
            top++;
        while (bottom > top && !Reaches(grid.Row(bottom - 1), box.Y2))
            bottom--;
        (int left, int right) = (0, grid.Columns);
        while (left < right && grid.Column(left).End <= box.X1)
            left++;
        while (right > left && !Reaches(grid.Column(right - 1), box.X2))
            right--;
        return new GridArea(top, left, bottom, right);
    }

    private static bool Reaches(PixelRange range, float end) => range.Length > 0 && range.Start < end;
}
