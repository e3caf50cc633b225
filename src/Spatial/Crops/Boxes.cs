using VideoDyn.Core.Detections;

namespace VideoDyn.Spatial.Crops;

/// <summary>Arithmetic of rectangles.</summary>
internal static class Boxes
{
    /// <summary>The smallest box around two.</summary>
    public static BoundingBox Union(in BoundingBox one, in BoundingBox other) => new(
        MathF.Min(one.X1, other.X1), MathF.Min(one.Y1, other.Y1), MathF.Max(one.X2, other.X2), MathF.Max(one.Y2, other.Y2));

    /// <summary>A box that is larger on each side.</summary>
    public static BoundingBox Grow(in BoundingBox box, float by) => new(box.X1 - by, box.Y1 - by, box.X2 + by, box.Y2 + by);

    /// <summary>A box elsewhere.</summary>
    public static BoundingBox Move(in BoundingBox box, float x, float y) => new(box.X1 + x, box.Y1 + y, box.X2 + x, box.Y2 + y);

    /// <summary>Whether the first box holds the second one.</summary>
    public static bool Contains(in BoundingBox outer, in BoundingBox inner) =>
        inner.X1 >= outer.X1 && inner.Y1 >= outer.Y1 && inner.X2 <= outer.X2 && inner.Y2 <= outer.Y2;

    /// <summary>Share of the first box that the second one covers, 0..1.</summary>
    public static float Covered(in BoundingBox box, in BoundingBox by)
    {
        float width = MathF.Min(box.X2, by.X2) - MathF.Max(box.X1, by.X1);
        float height = MathF.Min(box.Y2, by.Y2) - MathF.Max(box.Y1, by.Y1);
        return width > 0 && height > 0 && box.Area > 0 ? width * height / box.Area : 0;
    }

    /// <summary>The smaller side.</summary>
    public static float Extent(in BoundingBox box) => MathF.Min(box.Width, box.Height);
}
