namespace VideoDyn.Core.Detections;

/// <summary>A rectangle in pixels of the decoded frame, half-open: it covers X1 &lt;= x &lt; X2 and Y1 &lt;= y &lt; Y2.</summary>
/// <param name="X1">Left edge.</param>
/// <param name="Y1">Top edge.</param>
/// <param name="X2">Right edge.</param>
/// <param name="Y2">Bottom edge.</param>
public readonly record struct BoundingBox(float X1, float Y1, float X2, float Y2)
{
    /// <summary>Width in pixels; negative when the edges are swapped.</summary>
    public float Width => X2 - X1;

    /// <summary>Height in pixels; negative when the edges are swapped.</summary>
    public float Height => Y2 - Y1;

    /// <summary>Area in square pixels, 0 for an empty box.</summary>
    public float Area => Width > 0 && Height > 0 ? Width * Height : 0;

    /// <summary>Intersection over union with another box, 0..1; 0 when either is empty.</summary>
    public float IntersectionOverUnion(in BoundingBox other)
    {
        float width = MathF.Min(X2, other.X2) - MathF.Max(X1, other.X1);
        float height = MathF.Min(Y2, other.Y2) - MathF.Max(Y1, other.Y1);
        if (width <= 0 || height <= 0)
            return 0;
        float intersection = width * height;
        return intersection / (Area + other.Area - intersection);
    }

    /// <summary>The part of this box inside a frame.</summary>
    /// <param name="frameWidth">Frame width in pixels.</param>
    /// <param name="frameHeight">Frame height in pixels.</param>
    public BoundingBox ClampTo(int frameWidth, int frameHeight) => new(
        Math.Clamp(X1, 0, frameWidth),
        Math.Clamp(Y1, 0, frameHeight),
        Math.Clamp(X2, 0, frameWidth),
        Math.Clamp(Y2, 0, frameHeight));
}
