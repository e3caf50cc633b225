using VideoDyn.Core.Detections;
using VideoDyn.Media.Drawing;
using VideoDyn.Media.Tests.Pixels;

namespace VideoDyn.Media.Tests.Drawing;

public sealed class BoxPainterTests
{
    private static readonly YuvColor s_ink = new((byte)'#', (byte)'u', (byte)'v');

    [Fact]
    public void Outline_BoxInside_DrawsALineInsideTheBox()
    {
        using var canvas = new TestCanvas(10, 7);
        BoxPainter.Outline(canvas.Canvas, new BoundingBox(1.4f, 0.6f, 9, 6), 1, s_ink);
        Assert.Equal(
            """
            ..........
            .########.
            .#......#.
            .#......#.
            .#......#.
            .########.
            ..........

            """,
            TestCanvas.Show(canvas.Canvas.Luma));
        Assert.Equal("uuuuu\nu...u\nuuuuu\n.....\n", TestCanvas.Show(canvas.Canvas.ChromaU));
        Assert.Equal("vvvvv\nv...v\nvvvvv\n.....\n", TestCanvas.Show(canvas.Canvas.ChromaV));
    }

    [Fact]
    public void Outline_BoxAcrossTheCorner_IsCutOff()
    {
        using var canvas = new TestCanvas(6, 5);
        BoxPainter.Outline(canvas.Canvas, new BoundingBox(-4, -3, 4, 4), 2, s_ink);
        Assert.Equal("..##..\n..##..\n####..\n####..\n......\n", TestCanvas.Show(canvas.Canvas.Luma));
        Assert.Equal(".u.\nuu.\n...\n", TestCanvas.Show(canvas.Canvas.ChromaU));
    }

    [Fact]
    public void Outline_BoxThinnerThanItsLines_IsFilledAndNoMore()
    {
        using var canvas = new TestCanvas(6, 5);
        BoxPainter.Outline(canvas.Canvas, new BoundingBox(1, 1, 4, 3), 5, s_ink);
        Assert.Equal("......\n.###..\n.###..\n......\n......\n", TestCanvas.Show(canvas.Canvas.Luma));
    }

    [Theory]
    [InlineData(7, 1, 9, 3)]
    [InlineData(-9, 1, 0, 3)]
    [InlineData(1, -5, 3, 0)]
    [InlineData(1, 5, 3, 9)]
    [InlineData(4, 1, 2, 3)]
    [InlineData(2, 2, 2, 2)]
    [InlineData(float.NaN, 1, 3, 3)]
    [InlineData(1, 1, 3, float.NaN)]
    public void Outline_NothingToShow_DrawsNothing(float x1, float y1, float x2, float y2)
    {
        using var canvas = new TestCanvas(6, 5);
        BoxPainter.Outline(canvas.Canvas, new BoundingBox(x1, y1, x2, y2), 2, s_ink);
        Assert.DoesNotContain('#', TestCanvas.Show(canvas.Canvas.Luma));
        Assert.DoesNotContain('u', TestCanvas.Show(canvas.Canvas.ChromaU));
    }

    [Fact]
    public void Outline_InfiniteBox_DrawsNothingInsideThePicture()
    {
        using var canvas = new TestCanvas(6, 5);
        BoxPainter.Outline(
            canvas.Canvas,
            new BoundingBox(float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, float.PositiveInfinity), 2, s_ink);
        Assert.DoesNotContain('#', TestCanvas.Show(canvas.Canvas.Luma));
    }

    [Fact]
    public void Painters_AnyPosition_StayInsideThePlanes()
    {
        var random = new Random(77);
        float[] extremes = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f, -1e30f, 1e6f, -1e6f, 0];
        for (int round = 0; round < 600; round++)
        {
            GuardSide side = (GuardSide)(round % 2);
            using var canvas = new TestCanvas(1 + random.Next(70), 1 + random.Next(50), padding: 1 + random.Next(5), side);
            var box = new BoundingBox(Coordinate(), Coordinate(), Coordinate(), Coordinate());
            int scale = 1 + random.Next(4);
            BoxPainter.Outline(canvas.Canvas, box, 1 + random.Next(60), s_ink);
            LabelPainter.Draw(canvas.Canvas, box, "Wg~", scale, new YuvColor(1, 2, 3), s_ink);
            TextPainter.Draw(canvas.Canvas, random.Next(-200, 200), random.Next(-200, 200), "@_j\u20ac", scale, s_ink);
            canvas.AssertPaddingUntouched();
        }

        float Coordinate() => random.Next(12) == 0 ? extremes[random.Next(extremes.Length)] : (random.NextSingle() * 160) - 50;
    }
}
