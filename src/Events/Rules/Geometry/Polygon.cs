using System.Numerics;

namespace VideoDyn.Events.Rules.Geometry;

/// <summary>An area of the picture.</summary>
/// <remarks>A point on an edge belongs to the area on one of its sides only, so areas that share an edge share no point.</remarks>
public sealed class Polygon
{
    private readonly PicturePoint[] _corners;
    private readonly double _left = double.PositiveInfinity;
    private readonly double _right = double.NegativeInfinity;
    private readonly double _top = double.PositiveInfinity;
    private readonly double _bottom = double.NegativeInfinity;

    /// <summary>Prepares an area that <see cref="ShapeCheck"/> finds sound.</summary>
    public Polygon(IReadOnlyList<Vector2> corners)
    {
        ArgumentNullException.ThrowIfNull(corners);
        _corners = [.. corners.Select(corner => new PicturePoint(corner.X, corner.Y))];
        foreach (PicturePoint corner in _corners)
        {
            (_left, _right) = (Math.Min(_left, corner.X), Math.Max(_right, corner.X));
            (_top, _bottom) = (Math.Min(_top, corner.Y), Math.Max(_bottom, corner.Y));
        }
    }

    /// <summary>Whether a point is inside (even-odd rule).</summary>
    public bool Contains(PicturePoint point)
    {
        (double x, double y) = (point.X, point.Y);
        if (!(x >= _left && x <= _right && y >= _top && y <= _bottom))
            return false;
        bool inside = false;
        for (int i = 0, j = _corners.Length - 1; i < _corners.Length; j = i++)
        {
            (PicturePoint a, PicturePoint b) = (_corners[i], _corners[j]);
            if (a.Y > y != b.Y > y && x < ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) + a.X)
                inside = !inside;
        }

        return inside;
    }
}
