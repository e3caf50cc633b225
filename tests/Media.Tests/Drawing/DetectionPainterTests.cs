using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Media.Drawing;

namespace VideoDyn.Media.Tests.Drawing;

public sealed class DetectionPainterTests
{
    [Fact]
    public void Paint_Detection_DrawsOutlineAndLabelInTheColourOfItsClass()
    {
        using var canvas = new TestCanvas(200, 100);
        var palette = new ClassPalette(ColorMatrix.Bt709, ColorRange.Limited);
        new DetectionPainter(["cat", "dog"]).Paint(canvas.Canvas, [new Detection(new BoundingBox(20, 40, 120, 90), 1, 0.874f)]);
        Assert.Equal(palette[1].Y, canvas.Canvas.Luma.Row(41)[21]);
        Assert.Equal(palette[1].U, canvas.Canvas.ChromaU.Row(44)[59]);
        Assert.Equal(0, canvas.Canvas.Luma.Row(60)[70]);

        using var expected = new TestCanvas(200, 100);
        LabelPainter.Draw(expected.Canvas, new BoundingBox(20, 40, 120, 90), "dog 87%", 1, palette[1], palette.TextOn(1));
        for (int y = 0; y < 40; y++)
            Assert.Equal(expected.Canvas.Luma.Row(y).ToArray(), canvas.Canvas.Luma.Row(y).ToArray());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Paint_ClassWithoutName_ShowsItsNumber(int classId)
    {
        var palette = new ClassPalette(ColorMatrix.Bt709, ColorRange.Limited);
        using var canvas = new TestCanvas(300, 40);
        using var expected = new TestCanvas(300, 40);
        var box = new BoundingBox(0, 20, 300, 40);
        new DetectionPainter(["cat"]).Paint(canvas.Canvas, [new Detection(box, classId, float.NaN)]);
        LabelPainter.Draw(expected.Canvas, box, $"class {classId} 0%", 1, palette[classId], palette.TextOn(classId));
        Assert.Equal(expected.Canvas.Luma.Row(10).ToArray(), canvas.Canvas.Luma.Row(10).ToArray());
    }

    [Fact]
    public void Paint_LabelBeyondAnyMeasure_IsCut()
    {
        using var canvas = new TestCanvas(900, 40);
        new DetectionPainter([new string('W', 500)]).Paint(canvas.Canvas, [new Detection(new BoundingBox(0, 20, 900, 40), 0, 1)]);
        byte[] row = canvas.Canvas.Luma.Row(5).ToArray();
        Assert.Equal((96 * BitmapFont.CellWidth) + 4, row.Count(sample => sample != 0));
    }

    [Fact]
    public void Paint_SteadyStream_AllocatesNothing()
    {
        using var canvas = new TestCanvas(320, 240);
        var painter = new DetectionPainter(["cat"]);
        Detection[] detections = [new(new BoundingBox(5, 50, 90, 90), 0, 0.5f), new(new BoundingBox(50, 60, 190, 200), 9, 0.25f)];
        painter.Paint(canvas.Canvas, detections);
        painter.Paint(canvas.Canvas, detections);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            painter.Paint(canvas.Canvas, detections);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(255, 255, 255, 235, 128, 128)]
    [InlineData(0, 0, 0, 16, 128, 128)]
    [InlineData(255, 0, 0, 63, 102, 240)]
    [InlineData(0, 255, 0, 173, 42, 26)]
    [InlineData(0, 0, 255, 32, 240, 118)]
    public void FromRgb_ColourBarsOfBt709_GivesThePublishedCodes(byte red, byte green, byte blue, byte y, byte u, byte v) =>
        Assert.Equal(new YuvColor(y, u, v), YuvColor.FromRgb(red, green, blue, ColorMatrix.Bt709, ColorRange.Limited));

    [Fact]
    public void Palette_NeighbouringClasses_AreFarApart()
    {
        var palette = new ClassPalette(ColorMatrix.Bt601, ColorRange.Limited);
        for (int i = 0; i < 63; i++)
        {
            YuvColor a = palette[i];
            YuvColor b = palette[i + 1];
            Assert.True(Math.Abs(a.Y - b.Y) + Math.Abs(a.U - b.U) + Math.Abs(a.V - b.V) > 60, $"{i}: {a} {b}");
        }
    }
}
