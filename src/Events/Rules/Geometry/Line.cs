using System.Numerics;

namespace VideoDyn.Events.Rules.Geometry;

/// <summary>A line from one point to another, with two sides.</summary>
public sealed class Line
{
    private readonly double _x;
    private readonly double _y;
    private readonly double _dx;
    private readonly double _dy;

    /// <summary>Prepares a line that <see cref="ShapeCheck"/> finds sound.</summary>
    public Line(Vector2 from, Vector2 to)
    {
        (_x, _y) = (from.X, from.Y);
        (_dx, _dy) = (to.X - (double)from.X, to.Y - (double)from.Y);
    }

    /// <summary>
    /// On which side a point is: the cross product of the line with the way from its first point. Above zero is to the right
    /// of somebody who looks from the first point to the second, zero is on the line or in its continuation.
    /// </summary>
    public double SideOf(PicturePoint point) => (_dx * (point.Y - _y)) - (_dy * (point.X - _x));

    /// <summary>Where on the way between two points on different sides the line is passed.</summary>
    /// <param name="before">The earlier point.</param>
    /// <param name="sideBefore">Its side, not zero.</param>
    /// <param name="after">The later point.</param>
    /// <param name="sideAfter">Its side, of the other sign.</param>
    /// <returns>Share of the way, 0..1; null when it passes beside the ends of the line.</returns>
    public double? Crossing(PicturePoint before, double sideBefore, PicturePoint after, double sideAfter)
    {
        double share = sideBefore / (sideBefore - sideAfter);
        double x = before.X + ((after.X - before.X) * share), y = before.Y + ((after.Y - before.Y) * share);
        double along = (((x - _x) * _dx) + ((y - _y) * _dy)) / ((_dx * _dx) + (_dy * _dy));
        return along is >= 0 and <= 1 ? share : null;
    }
}
