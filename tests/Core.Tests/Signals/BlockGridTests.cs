using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Core.Tests.Signals;

public class BlockGridTests
{
    public static TheoryData<int, int, int, int, ResizeMode> Sizes()
    {
        var data = new TheoryData<int, int, int, int, ResizeMode>();
        foreach (ResizeMode mode in Enum.GetValues<ResizeMode>())
        {
            data.Add(1280, 720, 416, 416, mode);
            data.Add(1920, 1080, 640, 384, mode);
            data.Add(641, 353, 416, 416, mode);
            data.Add(352, 640, 416, 300, mode);
            data.Add(320, 240, 416, 416, mode);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Cells_AnyFit_PartitionTheShownPicture(int width, int height, int inputWidth, int inputHeight, ResizeMode mode)
    {
        var input = new InputSpec { Width = inputWidth, Height = inputHeight, Resize = mode };
        var grid = new BlockGrid(input, 32, width, height);

        Check([.. Enumerable.Range(0, grid.Columns).Select(grid.Column)], grid.Fit.SourceX, grid.Fit.SourceWidth);
        Check([.. Enumerable.Range(0, grid.Rows).Select(grid.Row)], grid.Fit.SourceY, grid.Fit.SourceHeight);

        static void Check(PixelRange[] ranges, double start, double length)
        {
            for (int i = 1; i < ranges.Length; i++)
                Assert.Equal(ranges[i - 1].End, ranges[i].Start);
            Assert.InRange(ranges[0].Start, start - 0.5, start + 0.5);
            Assert.InRange(ranges[^1].End, start + length - 0.5, start + length + 0.5);
        }
    }

    [Fact]
    public void Cells_LetterboxTopLeft_BordersHaveNoPixels()
    {
        var grid = new BlockGrid(new InputSpec { Width = 416, Height = 416, Resize = ResizeMode.LetterboxTopLeft }, 32, 1280, 720);

        Assert.Equal((13, 13), (grid.Columns, grid.Rows));
        Assert.Equal(13 * 8, grid.PictureCells);
        Assert.Equal(new PixelRange(0, 98), grid.Column(0));
        Assert.Equal(new PixelRange(98, 197), grid.Column(1)); // 32 and 64 input columns at 1280 / 416
        Assert.Equal(720, grid.Row(7).End);
        Assert.Equal(0, grid.Row(8).Length);
        Assert.Equal(0, grid.Pixels(12, 3));
    }

    [Fact]
    public void Cells_LetterboxCentre_FirstAndLastRowsAreBorder()
    {
        var grid = new BlockGrid(new InputSpec { Width = 320, Height = 320 }, 32, 640, 320);

        Assert.Equal(0, grid.Row(0).Length);
        Assert.Equal(0, grid.Row(9).Length);
        Assert.Equal(new PixelRange(0, 32), grid.Row(2)); // input rows 80 to 95 show frame rows 0 to 31
    }

    [Fact]
    public void Cells_FrameSmallerThanTheGrid_EveryBlockStillHasAPixel()
    {
        var grid = new BlockGrid(new InputSpec { Width = 416, Height = 416, Resize = ResizeMode.Stretch }, 32, 5, 3);

        Assert.Equal(grid.Length, grid.PictureCells);
        Assert.All(Enumerable.Range(0, grid.Columns), column => Assert.InRange(grid.Column(column).End, 1, 5));
    }
}
