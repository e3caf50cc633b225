using VideoDyn.Core.Detections;
using VideoDyn.Media.Drawing;

namespace VideoDyn.Media.Tests.Drawing;

public sealed class TextPainterTests
{
    private static readonly YuvColor s_ink = new((byte)'#', (byte)'u', (byte)'v');

    [Fact]
    public void Draw_OneLetter_ShowsItsGlyph()
    {
        using var canvas = new TestCanvas(8, 16);
        TextPainter.Draw(canvas.Canvas, 0, 0, "A", 1, s_ink);
        Assert.Equal(
            """
            ........
            ........
            ...#....
            ..###...
            .##.##..
            ##...##.
            ##...##.
            #######.
            ##...##.
            ##...##.
            ##...##.
            ##...##.
            ........
            ........
            ........
            ........

            """,
            TestCanvas.Show(canvas.Canvas.Luma));
    }

    [Fact]
    public void Draw_Scaled_RepeatsEveryPixel()
    {
        using var small = new TestCanvas(16, 16);
        using var large = new TestCanvas(48, 48);
        TextPainter.Draw(small.Canvas, 0, 0, "g%", 1, s_ink);
        TextPainter.Draw(large.Canvas, 0, 0, "g%", 3, s_ink);
        for (int y = 0; y < 48; y++)
        {
            for (int x = 0; x < 48; x++)
                Assert.Equal(small.Canvas.Luma.Row(y / 3)[x / 3], large.Canvas.Luma.Row(y)[x]);
        }
    }

    [Fact]
    public void Draw_AcrossTheLeftEdge_ShowsTheRestWhereItWouldBe()
    {
        using var whole = new TestCanvas(40, 16);
        using var cut = new TestCanvas(40, 16);
        TextPainter.Draw(whole.Canvas, 0, 0, "Hello", 1, s_ink);
        TextPainter.Draw(cut.Canvas, -13, 0, "Hello", 1, s_ink);
        for (int y = 0; y < 16; y++)
            Assert.Equal(whole.Canvas.Luma.Row(y)[13..].ToArray(), cut.Canvas.Luma.Row(y)[..^13].ToArray());
    }

    [Fact]
    public void Glyphs_EveryPrintableCharacter_DiffersFromEveryOther()
    {
        string[] glyphs = [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => Convert.ToHexString(BitmapFont.Glyph((char)code)))];
        Assert.Equal(glyphs.Length, glyphs.Distinct().Count());
        Assert.Equal(new byte[BitmapFont.CellHeight], BitmapFont.Glyph(' ').ToArray());
        Assert.DoesNotContain(Convert.ToHexString(BitmapFont.Glyph('é')), glyphs);
        Assert.Equal(BitmapFont.Glyph('é').ToArray(), BitmapFont.Glyph('\0').ToArray());
    }

    [Fact]
    public void Glyphs_EveryCharacter_LeavesTheGapColumnBlank() =>
        Assert.All(Enumerable.Range(0, 300), code => Assert.DoesNotContain(BitmapFont.Glyph((char)code).ToArray(), row => (row & 1) != 0));

    [Theory]
    [InlineData(40, 30, 14, 30)]
    [InlineData(40, 3, 3, 19)]
    [InlineData(190, 30, 14, 30)]
    [InlineData(-30, -5, 0, 16)]
    public void Label_NearAnEdge_StaysInThePicture(float left, float top, int firstRow, int endRow)
    {
        using var canvas = new TestCanvas(200, 60);
        LabelPainter.Draw(canvas.Canvas, new BoundingBox(left, top, left + 60, top + 20), "dog", 1, s_ink, new YuvColor(1, 1, 1));
        string[] rows = TestCanvas.Show(canvas.Canvas.Luma).Split('\n')[..60];
        int[] inked = [.. Enumerable.Range(0, 60).Where(y => rows[y].Contains('#', StringComparison.Ordinal))];
        Assert.InRange(inked[0], firstRow - 1, firstRow);
        Assert.InRange(inked[^1] + 1, endRow - 1, endRow);
        Assert.All(inked, y => Assert.Equal((3 * BitmapFont.CellWidth) + 4, rows[y].Count(sample => sample is '#' or '\u0001')));
    }
}
