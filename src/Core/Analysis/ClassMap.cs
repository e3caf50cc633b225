using VideoDyn.Core.Detections;

namespace VideoDyn.Core.Analysis;

/// <summary>
/// A class for every pixel, at the resolution of the network's output. One byte per pixel, row by row without gaps; the
/// memory is kept from frame to frame and grows to the largest map seen.
/// </summary>
public sealed class ClassMap
{
    private byte[] _classes = [];

    /// <summary>Columns; 0 when there is no map.</summary>
    public int Width { get; private set; }

    /// <summary>Rows; 0 when there is no map.</summary>
    public int Height { get; private set; }

    /// <summary>The part of the frame that the map covers, in frame pixels; the whole frame unless the picture was cropped.</summary>
    public BoundingBox Area { get; private set; }

    /// <summary>Whether there is no map.</summary>
    public bool IsEmpty => Width == 0 || Height == 0;

    /// <summary>Class of each pixel, <see cref="Width"/> times <see cref="Height"/> bytes. Valid until the next change.</summary>
    public Span<byte> Classes => _classes.AsSpan(0, Width * Height);

    /// <summary>Starts a map; its pixels hold anything until they are written.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="area">The part of the frame that it covers.</param>
    public void Begin(int width, int height, in BoundingBox area)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        int pixels = checked(width * height);
        if (_classes.Length < pixels)
            _classes = new byte[pixels];
        Width = width;
        Height = height;
        Area = area;
    }

    /// <summary>Forgets the map but keeps the memory.</summary>
    public void Clear() => (Width, Height, Area) = (0, 0, default);
}
