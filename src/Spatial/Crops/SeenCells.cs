using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Crops;

/// <summary>The cells of the change signal whose pixels the network saw in a frame.</summary>
/// <param name="grid">The cells.</param>
internal sealed class SeenCells(BlockGrid grid)
{
    /// <summary>The cells.</summary>
    public BlockGrid Grid { get; } = grid;

    /// <summary>Which were seen.</summary>
    public BlockMask Mask { get; } = new(grid.Columns, grid.Rows);

    /// <summary>Marks the cells that crops show with all their pixels, and no other.</summary>
    public void Take(IReadOnlyList<CropArea> crops)
    {
        Mask.Fill(false);
        for (int index = 0; index < crops.Count; index++)
        {
            BoundingBox area = crops[index].Area;
            for (int row = 0; row < Grid.Rows; row++)
            {
                if (Grid.Row(row).Length == 0 || Grid.Row(row).Start < area.Y1 || Grid.Row(row).End > area.Y2)
                    continue;
                for (int column = 0; column < Grid.Columns; column++)
                {
                    if (Grid.Column(column).Length > 0 && Grid.Column(column).Start >= area.X1 && Grid.Column(column).End <= area.X2)
                        Mask[row, column] = true;
                }
            }
        }
    }

    /// <summary>Marks the cells that a box touches as well.</summary>
    public void Add(in BoundingBox box)
    {
        for (int row = 0; row < Grid.Rows; row++)
        {
            if (Grid.Row(row).Length == 0 || Grid.Row(row).Start >= box.Y2 || Grid.Row(row).End <= box.Y1)
                continue;
            for (int column = 0; column < Grid.Columns; column++)
            {
                if (Grid.Column(column).Length > 0 && Grid.Column(column).Start < box.X2 && Grid.Column(column).End > box.X1)
                    Mask[row, column] = true;
            }
        }
    }
}
