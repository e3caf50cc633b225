using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using VideoDyn.Events.Rules.Definitions;

namespace VideoDyn.Events.Rules.Geometry;

/// <summary>Maps places in the picture to the ground they stand on: the homography through four points.</summary>
/// <remarks>Source: R. Hartley, A. Zisserman, Multiple View Geometry, 2nd edition, section 4.1 (minimal solution).</remarks>
public sealed class GroundPlane
{
    private const int Unknowns = 8;
    private readonly double[] _h;
    private readonly PicturePoint _middle;

    private GroundPlane(double[] h, PicturePoint middle) => (_h, _middle) = (h, middle);

    /// <summary>Makes the map.</summary>
    /// <param name="points">Four points.</param>
    /// <param name="plane">The map.</param>
    /// <param name="problem">What is wrong with the points; null when nothing is.</param>
    public static bool TryCreate(GroundPoints points, [NotNullWhen(true)] out GroundPlane? plane, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(points);
        plane = null;
        problem = points.Picture.Count != 4 || points.Metres.Count != 4
            ? $"found {points.Picture.Count} points of the picture and {points.Metres.Count} in metres, expected 4 of each"
            : OnALine(points.Picture) || OnALine(points.Metres) ? "three of the four points lie on a line" : null;
        if (problem is not null)
            return false;
        // Seen from the middle of the points, which is ground: the last entry of the matrix is not zero there, so it can be 1.
        // x' = (h0 x + h1 y + h2) / (h6 x + h7 y + 1) and y' likewise give two linear equations a point.
        var middle = new PicturePoint(points.Picture.Average(point => (double)point.X), points.Picture.Average(point => (double)point.Y));
        double[,] rows = new double[Unknowns, Unknowns + 1];
        for (int index = 0; index < 4; index++)
        {
            (double x, double y) = (points.Picture[index].X - middle.X, points.Picture[index].Y - middle.Y);
            (double u, double v) = (points.Metres[index].X, points.Metres[index].Y);
            Fill(rows, 2 * index, [x, y, 1, 0, 0, 0, -u * x, -u * y, u]);
            Fill(rows, (2 * index) + 1, [0, 0, 0, x, y, 1, -v * x, -v * y, v]);
        }

        plane = Solve(rows) is { } h ? new GroundPlane(h, middle) : null;
        // All four are ground, so all four lie on this side of the horizon.
        foreach (Vector2 point in points.Picture)
        {
            if (plane is not null && !plane.TryMap(new PicturePoint(point.X, point.Y), out _, out _))
                plane = null;
        }

        if (plane is null)
            problem = "no plane goes through the four points; are they in the same order in the picture and in metres?";
        return plane is not null;
    }

    /// <summary>The place on the ground in metres; false beyond the horizon.</summary>
    public bool TryMap(PicturePoint point, out double x, out double y)
    {
        double px = point.X - _middle.X, py = point.Y - _middle.Y;
        double w = (_h[6] * px) + (_h[7] * py) + 1;
        x = ((_h[0] * px) + (_h[1] * py) + _h[2]) / w;
        y = ((_h[3] * px) + (_h[4] * py) + _h[5]) / w;
        return w > 1e-9 && double.IsFinite(x) && double.IsFinite(y);
    }

    private static bool OnALine(IReadOnlyList<Vector2> points)
    {
        for (int left = 0; left < 4; left++)
        {
            Vector2 a = points[(left + 1) % 4], b = points[(left + 2) % 4] - a, c = points[(left + 3) % 4] - a;
            if (Math.Abs(((double)b.X * c.Y) - ((double)b.Y * c.X)) < 1e-6)
                return true;
        }

        return false;
    }

    private static void Fill(double[,] rows, int row, ReadOnlySpan<double> values)
    {
        for (int column = 0; column < values.Length; column++)
            rows[row, column] = values[column];
    }

    // Gauss-Jordan with row pivots.
    private static double[]? Solve(double[,] rows)
    {
        for (int pivot = 0; pivot < Unknowns; pivot++)
        {
            int best = pivot;
            for (int row = pivot + 1; row < Unknowns; row++)
            {
                if (Math.Abs(rows[row, pivot]) > Math.Abs(rows[best, pivot]))
                    best = row;
            }

            if (Math.Abs(rows[best, pivot]) < 1e-12)
                return null;
            for (int column = 0; column <= Unknowns; column++)
                (rows[pivot, column], rows[best, column]) = (rows[best, column], rows[pivot, column]);
            for (int row = 0; row < Unknowns; row++)
            {
                double factor = row == pivot ? 0 : rows[row, pivot] / rows[pivot, pivot];
                for (int column = pivot; factor != 0 && column <= Unknowns; column++)
                    rows[row, column] -= factor * rows[pivot, column];
            }
        }

        double[] solution = new double[Unknowns];
        for (int row = 0; row < Unknowns; row++)
            solution[row] = rows[row, Unknowns] / rows[row, row];
        return solution;
    }
}
