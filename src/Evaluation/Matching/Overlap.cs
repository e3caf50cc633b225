using VideoDyn.Core.Detections;

namespace VideoDyn.Evaluation.Matching;

/// <summary>
/// Overlap of boxes in double precision: a ratio such as 7/10 then equals the threshold 0.7, which single precision misses.
/// </summary>
public static class Overlap
{
    /// <summary>Intersection over union, 0..1; 0 when either box is empty.</summary>
    public static double IntersectionOverUnion(in BoundingBox a, in BoundingBox b)
    {
        double intersection = Intersection(a, b);
        return intersection <= 0 ? 0 : intersection / (Area(a) + Area(b) - intersection);
    }

    /// <summary>Share of a box that lies inside a region, 0..1: the overlap that ignore regions use.</summary>
    public static double ShareInside(in BoundingBox box, in BoundingBox region)
    {
        double intersection = Intersection(box, region);
        return intersection <= 0 ? 0 : intersection / Area(box);
    }

    /// <summary>Area in square pixels; 0 for an empty box.</summary>
    public static double Area(in BoundingBox box) =>
        Math.Max(0, (double)box.X2 - box.X1) * Math.Max(0, (double)box.Y2 - box.Y1);

    private static double Intersection(in BoundingBox a, in BoundingBox b)
    {
        double width = (double)MathF.Min(a.X2, b.X2) - MathF.Max(a.X1, b.X1);
        double height = (double)MathF.Min(a.Y2, b.Y2) - MathF.Max(a.Y1, b.Y1);
        return width > 0 && height > 0 ? width * height : 0;
    }
}
