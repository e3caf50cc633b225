using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Temporal.Signals.Motion;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Signals.Motion;

/// <summary>Where the content of a box went, on drawn pictures.</summary>
public sealed class ContentMatchTests : LeaseGuard
{
    private const int Width = 200;
    private const int Height = 120;
    private static readonly BoundingBox s_box = new(60, 30, 92, 78);

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(4, 0, 4, 0)]
    [InlineData(6, -3, 0, 0)]
    [InlineData(-9, 5, -4, 2)]
    [InlineData(30, 10, 27, 8)]
    public void Find_ContentMoved_IsTheWayFromTheExpectedPlace(int x, int y, int expectedX, int expectedY)
    {
        using TestFrame before = Draw(0, 0), now = Draw(x, y);

        Vector2? astray = Find(before, now, s_box, new Vector2(expectedX, expectedY));

        Assert.InRange(Vector2.Distance(new Vector2(x - expectedX, y - expectedY), astray!.Value), 0, 1);
    }

    [Fact]
    public void Find_LargeBox_IsFoundInCoarseSteps()
    {
        using TestFrame before = Draw(0, 0, scale: 3), now = Draw(13, -7, scale: 3);

        Vector2? astray = Find(before, now, new BoundingBox(20, 10, 120, 110), Vector2.Zero);

        Assert.InRange(Vector2.Distance(new Vector2(13, -7), astray!.Value), 0, 1.5);
    }

    [Fact]
    public void Find_OtherLight_IsTheSamePlace()
    {
        using TestFrame before = Draw(0, 0), now = Draw(5, 2, brighter: 20);

        Vector2? astray = Find(before, now, s_box, Vector2.Zero, brighter: 20);

        Assert.InRange(Vector2.Distance(new Vector2(5, 2), astray!.Value), 0, 1);
    }

    [Fact]
    public void Find_SomethingElseIsThere_SaysNothing()
    {
        using TestFrame before = Draw(0, 0), now = Fill((x, y) => Texture(x + 700, y - 300, 1.7));

        Assert.Null(Find(before, now, s_box, Vector2.Zero));
    }

    [Fact]
    public void Find_PlainThing_SaysNothing()
    {
        using TestFrame plain = Fill((_, _) => 120);

        Assert.Null(Find(plain, plain, s_box, Vector2.Zero));
    }

    // Along an edge nothing tells how far it went, so the expected place stands.
    [Fact]
    public void Find_EdgeWithoutEnds_StaysWhereItIsExpectedAlongIt()
    {
        using TestFrame before = Fill((x, _) => x < 76 ? 60 : 180), now = Fill((x, _) => x < 79 ? 60 : 180);

        Vector2? astray = Find(before, now, s_box, new Vector2(0, 7));

        Assert.Equal(new Vector2(3, 0), astray!.Value);
    }

    [Theory]
    [InlineData(60, 30, 66, 90)] // narrower than a patch
    [InlineData(-40, -40, -10, -10)]
    [InlineData(500, 500, 560, 580)]
    [InlineData(80, 60, 80, 60)]
    [InlineData(90, 60, 50, 20)]
    [InlineData(float.NaN, 20, 60, 60)]
    public void Find_BoxThatShowsTooLittle_SaysNothing(float x1, float y1, float x2, float y2)
    {
        using TestFrame before = Draw(0, 0), now = Draw(1, 0);

        Assert.Null(Find(before, now, new BoundingBox(x1, y1, x2, y2), Vector2.Zero));
    }

    [Theory]
    [InlineData(150, 0)]
    [InlineData(-1e9f, 1e9f)]
    [InlineData(float.NaN, 0)]
    public void Find_ExpectedOutsideThePicture_SaysNothing(float x, float y)
    {
        using TestFrame before = Draw(0, 0), now = Draw(1, 0);

        Assert.Null(Find(before, now, s_box, new Vector2(x, y)));
    }

    [Fact]
    public void Find_AnyVariant_IsTheSame()
    {
        using TestFrame before = Draw(0, 0), now = Draw(-3, 4);

        Vector2?[] found = [.. Enum.GetValues<KernelVariant>().Where(InstructionSet.IsSupported)
            .Select(variant => new ContentMatch(variant).Find(before.Luma, now.Luma, s_box, new Vector2(1, 1), 0))];

        Assert.All(found, one => Assert.Equal(found[0], one));
        Assert.NotNull(found[0]);
    }

    [Fact]
    public void Find_SecondCall_AllocatesNothing()
    {
        using TestFrame before = Draw(0, 0), now = Draw(2, 2);
        var match = new ContentMatch(InstructionSet.Active);
        match.Find(before.Luma, now.Luma, s_box, Vector2.Zero, 0);
        long held = GC.GetAllocatedBytesForCurrentThread();

        match.Find(before.Luma, now.Luma, s_box, Vector2.Zero, 0);

        Assert.Equal(held, GC.GetAllocatedBytesForCurrentThread());
    }

    private static Vector2? Find(TestFrame before, TestFrame now, BoundingBox box, Vector2 expected, int brighter = 0) =>
        new ContentMatch(InstructionSet.Active).Find(before.Luma, now.Luma, box, expected, brighter);

    // A thing of its own texture before a still background of another.
    private static TestFrame Draw(int moved, int down, int brighter = 0, double scale = 1) => Fill((x, y) =>
    {
        (double left, double right) = (60 - (40 * (scale - 1) / 2), 92 + (30 * (scale - 1) / 2));
        (double top, double bottom) = (30 - (20 * (scale - 1) / 2), 78 + (32 * (scale - 1) / 2));
        bool isThing = x - moved >= left && x - moved < right && y - down >= top && y - down < bottom;
        return brighter + (isThing ? Texture(x - moved + 300, y - down, scale) : Texture(x, y, 2));
    });

    private static double Texture(double x, double y, double scale) =>
        115 + (45 * Math.Sin((x * 0.43 / scale) + (2 * Math.Sin(y * 0.19 / scale)))) + (40 * Math.Sin((y * 0.37 / scale) + (2 * Math.Cos(x * 0.13 / scale))));

    private static TestFrame Fill(Func<int, int, double> luma) =>
        new TestFrame(new FrameFormat(Width, Height, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full)).Fill((_, x, y) => (byte)Math.Clamp(luma(x, y), 0, 255));
}
