using System.Numerics;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>Which blocks the user's mask polygons cover.</summary>
internal static class IgnoredArea
{
    /// <summary>Sample points along each side of a block: the covered share is known to about one part in a hundred.</summary>
    private const int Samples = 12;

    /// <summary>Marks the blocks of which enough area lies in at least one polygon.</summary>
    public static bool[] Of(BlockGrid grid, IReadOnlyList<IReadOnlyList<Vector2>> polygons, double cover)
    {
        var ignored = new bool[grid.Length];
        for (int cell = 0; cell < ignored.Length && polygons.Count > 0; cell++)
        {
            PixelRange columns = grid.Column(cell % grid.Columns);
            PixelRange rows = grid.Row(cell / grid.Columns);
            ignored[cell] = columns.Length > 0 && rows.Length > 0 && Share(grid, columns, rows, polygons) >= cover;
        }

        return ignored;
    }

    private static double Share(BlockGrid grid, PixelRange columns, PixelRange rows, IReadOnlyList<IReadOnlyList<Vector2>> polygons)
    {
        int inside = 0;
        for (int i = 0; i < Samples * Samples; i++)
        {
            float x = columns.Start + (((i % Samples) + 0.5f) / Samples * columns.Length);
            float y = rows.Start + (((i / Samples) + 0.5f) / Samples * rows.Length);
            var point = new Vector2(x / grid.FrameWidth, y / grid.FrameHeight);
            inside += polygons.Any(polygon => Contains(polygon, point)) ? 1 : 0;
        }

        return (double)inside / (Samples * Samples);
    }

    /// <summary>Even-odd rule: a ray to the right crosses the outline an odd number of times.</summary>
    private static bool Contains(IReadOnlyList<Vector2> polygon, Vector2 point)
    {
        bool inside = false;
        Vector2 from = polygon[^1];
        foreach (Vector2 to in polygon)
        {
            if ((from.Y > point.Y) != (to.Y > point.Y)
                && point.X < from.X + ((point.Y - from.Y) / (to.Y - from.Y) * (to.X - from.X)))
            {
                inside = !inside;
            }

            from = to;
        }

        return inside;
    }
}
