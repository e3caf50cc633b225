using System.Numerics;

namespace VideoDyn.Events.Rules.Geometry;

/// <summary>What makes areas and lines useless.</summary>
public static class ShapeCheck
{
    /// <summary>Most corners of an area.</summary>
    public const int MostCorners = 200;

    /// <summary>What is wrong with an area; null when nothing is.</summary>
    /// <param name="corners">Its corners in shares of the picture.</param>
    public static string? ProblemOfPolygon(IReadOnlyList<Vector2> corners)
    {
        ArgumentNullException.ThrowIfNull(corners);
        if (corners.Count is < 3 or > MostCorners)
            return $"found {corners.Count} corners, expected 3 to {MostCorners}";
        if (Outside(corners) is { } outside)
            return outside;
        for (int first = 0; first < corners.Count; first++)
        {
            if (corners[first] == corners[(first + 1) % corners.Count])
                return $"corner {first + 1} and the next one are the same point";
            // Neighbours share a corner; every other pair of sides must be apart.
            for (int second = first + 2; second < corners.Count; second++)
            {
                if ((second + 1) % corners.Count != first && Meet(Side(corners, first), Side(corners, second)))
                    return $"the area crosses itself: the sides after corner {first + 1} and corner {second + 1} meet";
            }
        }

        double area = 0;
        for (int index = 0; index < corners.Count; index++)
            area += Cross(corners[index], corners[(index + 1) % corners.Count]);
        return Math.Abs(area) / 2 < 1e-6 ? "the area is empty: its corners lie on a line" : null;
    }

    /// <summary>What is wrong with a line; null when nothing is.</summary>
    /// <param name="from">First point in shares of the picture.</param>
    /// <param name="to">Second point.</param>
    public static string? ProblemOfLine(Vector2 from, Vector2 to) =>
        Outside([from, to]) ?? (Vector2.Distance(from, to) < 1e-4f ? "the line has no length: both points are the same" : null);

    private static string? Outside(IReadOnlyList<Vector2> points) =>
        points.Any(point => !(point.X is >= 0 and <= 1 && point.Y is >= 0 and <= 1))
            ? "a point lies outside the picture; coordinates are shares of its width and height, 0 to 1"
            : null;

    private static (Vector2 From, Vector2 To) Side(IReadOnlyList<Vector2> corners, int index) => (corners[index], corners[(index + 1) % corners.Count]);

    // Touching counts: an area that touches itself has no clear inside there.
    private static bool Meet((Vector2 From, Vector2 To) one, (Vector2 From, Vector2 To) other)
    {
        int a = Turn(one.From, one.To, other.From);
        int b = Turn(one.From, one.To, other.To);
        int c = Turn(other.From, other.To, one.From);
        int d = Turn(other.From, other.To, one.To);
        return (a != b && c != d)
            || (a == 0 && Within(one, other.From)) || (b == 0 && Within(one, other.To))
            || (c == 0 && Within(other, one.From)) || (d == 0 && Within(other, one.To));
    }

    private static int Turn(Vector2 from, Vector2 to, Vector2 point) => Math.Sign(Cross(to - from, point - from));

    private static bool Within((Vector2 From, Vector2 To) side, Vector2 point) =>
        point.X >= Math.Min(side.From.X, side.To.X) && point.X <= Math.Max(side.From.X, side.To.X)
        && point.Y >= Math.Min(side.From.Y, side.To.Y) && point.Y <= Math.Max(side.From.Y, side.To.Y);

    private static double Cross(Vector2 one, Vector2 other) => ((double)one.X * other.Y) - ((double)one.Y * other.X);
}
