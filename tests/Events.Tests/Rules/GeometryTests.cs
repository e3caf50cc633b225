using System.Numerics;
using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Events.Rules.Geometry;

namespace VideoDyn.Events.Tests.Rules;

public class GeometryTests
{
    [Fact]
    public void Polygon_IsTheSameFromWhicheverCornerAndInWhicheverDirection() => SeededProperty.Holds(11, random =>
    {
        Vector2[] corners = Star(random);
        int first = random.Next(corners.Length);
        var turned = new Polygon([.. corners.Skip(first), .. corners.Take(first)]);
        var reversed = new Polygon([.. corners.Reverse()]);
        var area = new Polygon(corners);
        return Enumerable.Range(0, 20).Select(_ => Place(random)).All(place => area.Contains(place) == turned.Contains(place) && area.Contains(place) == reversed.Contains(place));
    });

    [Fact]
    public void Polygon_SeenFromItsMiddle_ContainsWhatIsNearerThanItsEdge() => SeededProperty.Holds(12, random =>
    {
        Vector2[] corners = Star(random);
        var area = new Polygon(corners);
        int side = random.Next(corners.Length);
        Vector2 edge = Vector2.Lerp(corners[side], corners[(side + 1) % corners.Length], 0.1f + (0.8f * random.NextSingle()));
        Vector2 middle = new(0.5f, 0.5f);
        return area.Contains(Of(Vector2.Lerp(middle, edge, 0.98f))) && !area.Contains(Of(Vector2.Lerp(middle, edge, 1.02f)));
    });

    [Fact]
    public void PolygonsThatShareAnEdge_ShareNoPoint() => SeededProperty.Holds(13, random =>
    {
        Vector2 a = Point(random), b = Point(random);
        if (Math.Abs(a.X - b.X) < 0.05f)
            return true;
        // One straight cut through the picture, and points on it as often as beside it.
        float At(float x) => a.Y + ((b.Y - a.Y) * (x - a.X) / (b.X - a.X));
        var above = new Polygon([new(0, -9), new(1, -9), new(1, At(1)), new(0, At(0))]);
        var below = new Polygon([new(0, At(0)), new(1, At(1)), new(1, 9), new(0, 9)]);
        float x = 0.01f + (0.98f * random.NextSingle());
        PicturePoint place = new(x, random.Next(2) == 0 ? At(x) : random.NextDouble());
        return above.Contains(place) != below.Contains(place);
    });

    [Fact]
    public void Line_TurnedRound_SwapsItsSides() => SeededProperty.Holds(14, random =>
    {
        Vector2 from = Point(random), to = Point(random);
        PicturePoint place = Place(random);
        double side = new Line(from, to).SideOf(place), turned = new Line(to, from).SideOf(place);
        return Math.Abs(side + turned) < 1e-6;
    });

    [Fact]
    public void Crossing_LiesOnTheLineAndOnTheWay() => SeededProperty.Holds(15, random =>
    {
        var line = new Line(Point(random), Point(random));
        PicturePoint a = Place(random), b = Place(random);
        double before = line.SideOf(a), after = line.SideOf(b);
        if (before == 0 || after == 0 || Math.Sign(before) == Math.Sign(after) || line.Crossing(a, before, b, after) is not { } share)
            return true;
        var met = new PicturePoint(a.X + ((b.X - a.X) * share), a.Y + ((b.Y - a.Y) * share));
        return share is >= 0 and <= 1 && Math.Abs(line.SideOf(met)) < 1e-9;
    });

    [Fact]
    public void Ground_KnowsItsFourPoints() => SeededProperty.Holds(16, random =>
    {
        var points = new GroundPoints(Trapezoid(random), [new(0, 0), new(4 + (9 * random.NextSingle()), 0), new(9, 30), new(-2, 20 + random.NextSingle())]);
        Assert.True(GroundPlane.TryCreate(points, out GroundPlane? plane, out string? problem), problem);
        return points.Picture.Zip(points.Metres).All(pair =>
            plane.TryMap(Of(pair.First), out double x, out double y) && Math.Abs(x - pair.Second.X) < 1e-3 && Math.Abs(y - pair.Second.Y) < 1e-3);
    });

    [Fact]
    public void Ground_MapsStraightLinesToStraightLines() => SeededProperty.Holds(17, random =>
    {
        Vector2[] picture = Trapezoid(random);
        Assert.True(GroundPlane.TryCreate(new GroundPoints(picture, [new(0, 0), new(8, 0), new(8, 30), new(0, 30)]), out GroundPlane? plane, out _));
        double[] at = new double[6];
        for (int index = 0; index < 3; index++)
            plane.TryMap(Of(Vector2.Lerp(picture[0], picture[2], 0.2f + (0.3f * index))), out at[2 * index], out at[(2 * index) + 1]);
        return Math.Abs(((at[2] - at[0]) * (at[5] - at[1])) - ((at[3] - at[1]) * (at[4] - at[0]))) < 1e-2;
    });

    [Fact]
    public void Ground_BeyondTheHorizon_IsNowhere()
    {
        // Parallel sides that meet at (0.5, 0.3).
        Assert.True(GroundPlane.TryCreate(new GroundPoints([new(0.1f, 0.9f), new(0.9f, 0.9f), new(0.7f, 0.6f), new(0.3f, 0.6f)], [new(0, 0), new(8, 0), new(8, 30), new(0, 30)]), out GroundPlane? plane, out _));

        Assert.False(plane.TryMap(new PicturePoint(0.5, 0.1), out _, out _));
        Assert.True(plane.TryMap(new PicturePoint(0.5, 0.75), out double x, out double y));
        Assert.Equal(4, x, 3);
        Assert.InRange(y, 1, 29);
    }

    [Fact]
    public void Ground_ThreePointsOnALine_IsRefused() =>
        Assert.False(GroundPlane.TryCreate(new GroundPoints([new(0, 0), new(0.5f, 0.5f), new(1, 1), new(0, 1)], [new(0, 0), new(8, 0), new(8, 30), new(0, 30)]), out _, out _));

    [Fact]
    public void Ground_PointsInAnotherOrder_IsRefused() =>
        Assert.False(GroundPlane.TryCreate(new GroundPoints([new(0, 0), new(1, 0), new(1, 1), new(0, 1)], [new(0, 0), new(8, 30), new(8, 0), new(0, 30)]), out _, out _));

    // A polygon around the middle of the picture whose corners are all seen from there.
    private static Vector2[] Star(Random random)
    {
        int corners = random.Next(3, 12);
        return [.. Enumerable.Range(0, corners).Select(index =>
        {
            (float sin, float cos) = MathF.SinCos((index + (0.4f * random.NextSingle())) * MathF.Tau / corners);
            return new Vector2(0.5f, 0.5f) + ((0.15f + (0.3f * random.NextSingle())) * new Vector2(cos, sin));
        })];
    }

    private static Vector2[] Trapezoid(Random random)
    {
        float Jitter() => 0.1f * random.NextSingle();
        return [new(0.05f + Jitter(), 0.9f), new(0.85f + Jitter(), 0.9f), new(0.6f + Jitter(), 0.4f + Jitter()), new(0.25f + Jitter(), 0.4f + Jitter())];
    }

    private static Vector2 Point(Random random) => new(random.NextSingle(), random.NextSingle());

    private static PicturePoint Place(Random random) => new(random.NextDouble(), random.NextDouble());

    private static PicturePoint Of(Vector2 point) => new(point.X, point.Y);
}
