using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Media.Drawing;

namespace VideoDyn.Media.Tests.Drawing;

public sealed class ClassMapPainterTests
{
    [Fact]
    public void Paint_MapOverPartOfThePicture_TintsItsClassesAndNothingElse()
    {
        using var test = new TestCanvas(12, 8);
        FrameCanvas canvas = test.Canvas;
        var map = new ClassMap();
        map.Begin(2, 1, default);
        map.Classes[0] = 0;
        map.Classes[1] = 3;

        new ClassMapPainter().Paint(canvas, map, new BoundingBox(2, 2, 10, 6));

        // The map's right half covers columns 6 to 9 of rows 2 to 5; class 0 leaves the picture alone.
        YuvColor color = new ClassPalette(canvas.Matrix, canvas.Range)[3];
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 12; x++)
            {
                bool tinted = x is >= 6 and < 10 && y is >= 2 and < 6;
                Assert.Equal(tinted ? (color.Y + 1) / 2 : 0, canvas.Luma.Row(y)[x]);
                Assert.Equal(tinted ? (color.U + 1) / 2 : 0, canvas.ChromaU.Row(y / 2)[x / 2]);
                Assert.Equal(tinted ? (color.V + 1) / 2 : 0, canvas.ChromaV.Row(y / 2)[x / 2]);
            }
        }

        test.AssertPaddingUntouched();
    }

    [Theory]
    [InlineData(-5, -5, 50, 40)]
    [InlineData(-100, 0, -50, 8)]
    [InlineData(0, 0, float.NaN, 8)]
    [InlineData(4, 4, 4, 8)]
    public void Paint_AreaThatLeavesThePictureOrIsEmpty_StaysInside(float x1, float y1, float x2, float y2)
    {
        using var test = new TestCanvas(13, 7);
        var map = new ClassMap();
        map.Begin(5, 3, default);
        map.Classes.Fill(255);
        new ClassMapPainter().Paint(test.Canvas, map, new BoundingBox(x1, y1, x2, y2));
        test.AssertPaddingUntouched();
    }
}
