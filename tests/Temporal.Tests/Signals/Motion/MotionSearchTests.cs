using System.Globalization;
using System.Numerics;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.Temporal.Signals.Motion;
using VideoDyn.TestKit;
using Xunit.Abstractions;

namespace VideoDyn.Temporal.Tests.Signals.Motion;

/// <summary>How far pictures moved: known shifts of drawn and filmed pictures, and pictures that say nothing.</summary>
public sealed class MotionSearchTests(ITestOutputHelper output) : LeaseGuard
{
    private const int Width = 320;
    private const int Height = 180;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, -1)]
    [InlineData(3, 2)]
    [InlineData(-7, 5)]
    [InlineData(-31, -17)]
    [InlineData(40, 22)]
    public void Find_DrawnPictureShiftedByWholeSamples_IsTheShift(int x, int y)
    {
        using TestFrame before = Draw((px, py) => Picture(px, py)), now = Draw((px, py) => Picture(px - x, py - y));

        PictureMotion motion = Find(now, before)!.Value;

        Assert.InRange(Vector2.Distance(new Vector2(x, y), motion.Shift), 0, 0.25);
        Assert.InRange(motion.Agreement, 0.9f, 1);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.25, -0.75)]
    [InlineData(-2.3, 1.6)]
    [InlineData(12.5, -4.5)]
    public void Find_DrawnPictureShiftedByFractions_IsTheShift(double x, double y)
    {
        using TestFrame before = Draw((px, py) => Picture(px, py)), now = Draw((px, py) => Picture(px - x, py - y));

        PictureMotion motion = Find(now, before)!.Value;

        output.WriteLine(FormattableString.Invariant($"{x} {y}: {motion.Shift} {motion.Agreement:F2}"));
        Assert.InRange(Vector2.Distance(new Vector2((float)x, (float)y), motion.Shift), 0, 0.3);
        Assert.InRange(motion.Agreement, 0.7f, 1);
    }

    [Theory]
    [InlineData(25, 1.0)]
    [InlineData(-25, 1.0)]
    [InlineData(8, 0.85)]
    public void Find_OtherLight_IsTheShiftAllTheSame(int brighter, double contrast)
    {
        using TestFrame before = Draw((px, py) => Picture(px, py));
        using TestFrame now = Draw((px, py) => ((Picture(px - 5, py + 3) - 100) * contrast) + 100 + brighter);

        PictureMotion motion = Find(now, before)!.Value;

        Assert.InRange(Vector2.Distance(new Vector2(5, -3), motion.Shift), 0, 0.35);
        Assert.InRange(motion.Agreement, 0.6f, 1);
    }

    [Fact]
    public void Find_PlainSky_SaysNothing()
    {
        using TestFrame before = Draw((x, y) => 150 + (y / 20.0)), now = Draw((x, y) => 150 + ((y - 4) / 20.0));

        Assert.Null(Find(now, before));
    }

    [Fact]
    public void Find_StripesInOneDirection_SaysNothing()
    {
        using TestFrame before = Draw((x, y) => 100 + (60 * Math.Sin(x * 0.7))), now = Draw((x, y) => 100 + (60 * Math.Sin((x - 3) * 0.7)));

        Assert.Null(Find(now, before));
    }

    [Fact]
    public void Find_AnotherPicture_IsNotConfident()
    {
        using TestFrame before = Draw((x, y) => Picture(x, y)), now = Draw((x, y) => Picture(x + 5000, y + 3000));

        AssertUnsure(Find(now, before));
    }

    [Fact]
    public void Find_MotionLargerThanThePicture_IsNotConfident()
    {
        using TestFrame before = Draw((x, y) => Picture(x, y)), now = Draw((x, y) => Picture(x - Width - 40, y));

        AssertUnsure(Find(now, before));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(-14, 6)]
    public void Find_ObjectMovesOnAStillBackground_IsNoMotion(int x, int y)
    {
        using TestFrame before = Draw((px, py) => Thing(px, py, 90, 50) ?? Picture(px, py));
        using TestFrame now = Draw((px, py) => Thing(px - x, py - y, 90, 50) ?? Picture(px, py));

        PictureMotion motion = Find(now, before)!.Value;

        Assert.InRange(motion.Shift.Length(), 0, 0.1);
        Assert.InRange(motion.Agreement, 0.6f, 1);
    }

    [Fact]
    public void Find_ObjectMovesWhileTheCameraPans_IsThePan()
    {
        using TestFrame before = Draw((px, py) => Thing(px, py, 90, 50) ?? Picture(px, py));
        using TestFrame now = Draw((px, py) => Thing(px + 11, py, 90, 50) ?? Picture(px - 6, py));

        PictureMotion motion = Find(now, before)!.Value;

        Assert.InRange(Vector2.Distance(new Vector2(6, 0), motion.Shift), 0, 0.2);
        Assert.InRange(motion.Agreement, 0.55f, 1);
    }

    [Fact]
    public void Find_NoisyCamera_IsTheShift()
    {
        using TestFrame before = Draw(Noisy(0, 0, 1)), now = Draw(Noisy(4, -3, 2));

        PictureMotion motion = Find(now, before)!.Value;

        Assert.InRange(Vector2.Distance(new Vector2(4, -3), motion.Shift), 0, 0.3);
        Assert.InRange(motion.Agreement, 0.55f, 1);
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(8, 200)]
    [InlineData(33, 9)]
    [InlineData(1, 1)]
    [InlineData(97, 65)]
    public void Find_OddAndTinySizes_DoesNotFail(int width, int height)
    {
        using TestFrame before = Draw((x, y) => Picture(x, y), width, height), now = Draw((x, y) => Picture(x - 1, y), width, height);

        PictureMotion? motion = Find(now, before);

        Assert.True(motion is null || motion.Value.Shift.Length() < 3);
    }

    [Fact]
    public void Find_AnyVariant_IsTheSame()
    {
        using TestFrame before = Draw(Noisy(0, 0, 3)), now = Draw(Noisy(-9.4, 3.2, 4));

        PictureMotion?[] found = [.. Enum.GetValues<KernelVariant>().Where(InstructionSet.IsSupported).Select(variant => Find(now, before, variant))];

        Assert.True(found.Length > 1);
        Assert.All(found, motion => Assert.Equal(found[0], motion));
    }

    [Fact]
    public void Find_SecondCall_AllocatesNothing()
    {
        using TestFrame before = Draw((x, y) => Picture(x, y)), now = Draw((x, y) => Picture(x - 3, y));
        using var search = new MotionSearch(InstructionSet.Active);
        search.Find(now.Luma, before.Luma);
        long held = GC.GetAllocatedBytesForCurrentThread();

        search.Find(now.Luma, before.Luma);

        Assert.Equal(held, GC.GetAllocatedBytesForCurrentThread());
    }

    [SharedDataTheory("videos/street-vehicles.mp4", "videos/dog-yard.mp4", "videos/handheld-bedroom.mp4", "videos/retail-aisle-hevc.mp4")]
    [InlineData("street-vehicles")]
    [InlineData("dog-yard")]
    [InlineData("handheld-bedroom")]
    [InlineData("retail-aisle-hevc")]
    public void Find_FilmedPictureShifted_IsTheShift(string clip)
    {
        using VideoFileSource source = MediaSource.Open(SharedData.PathOf($"videos/{clip}.mp4"), new MediaSourceOptions(), new FrameLedger(), default);
        Assert.Equal(FrameReadStatus.Frame, source.Read(out FrameLease? frame, default));
        using FrameLease held = frame!;
        var random = new Random(9);
        for (int run = 0; run < 12; run++)
        {
            (int x, int y) = (random.Next(-60, 61), random.Next(-30, 31));
            FramePlane luma = held.Luma;
            int width = luma.Width - 128, height = luma.Height - 64;
            FramePlane before = Part(luma, 64, 32, width, height), now = Part(luma, 64 - x, 32 - y, width, height);
            using var search = new MotionSearch(InstructionSet.Active);

            PictureMotion? motion = search.Find(now, before);

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clip} {x},{y}: {motion?.Shift} {motion?.Agreement:F2}"));
            Assert.NotNull(motion);
            Assert.InRange(Vector2.Distance(new Vector2(x, y), motion.Value.Shift), 0, 1); // a quarter of a sample of the fine plane
            Assert.InRange(motion.Value.Agreement, 0.7f, 1);
        }
    }

    private static void AssertUnsure(PictureMotion? motion) => Assert.InRange(motion?.Agreement ?? 0, 0, 0.45f);

    private static unsafe FramePlane Part(in FramePlane plane, int x, int y, int width, int height) =>
        new(plane.Data + ((nint)y * plane.Stride) + x, plane.Stride, width, height);

    private static PictureMotion? Find(TestFrame now, TestFrame before, KernelVariant? variant = null)
    {
        using var search = new MotionSearch(variant ?? InstructionSet.Active);
        return search.Find(now.Luma, before.Luma);
    }

    private static TestFrame Draw(Func<double, double, double> luma, int width = Width, int height = Height) =>
        new TestFrame(new FrameFormat(width, height, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Limited), 5)
            .Fill((_, x, y) => (byte)Math.Clamp(Math.Round(luma(x, y)), 0, 255));

    // Waves of many directions and lengths that never repeat within reach.
    private static double Picture(double x, double y)
    {
        double sum = 0;
        for (int wave = 1; wave <= 8; wave++)
        {
            double angle = wave * 2.399963, length = 5 + (wave * 8.3);
            sum += Math.Sin((((x * Math.Cos(angle)) + (y * Math.Sin(angle))) / length * 2 * Math.PI) + (wave * wave)) * (9 + wave);
        }

        return 120 + sum;
    }

    private static double? Thing(double x, double y, int width, int height) =>
        x >= 100 && y >= 60 && x < 100 + width && y < 60 + height ? Picture((x * 1.3) + 900, (y * 1.2) - 500) : null;

    private static Func<double, double, double> Noisy(double x, double y, int seed)
    {
        var random = new Random(seed);
        double[] noise = [.. Enumerable.Range(0, Width * Height).Select(_ => (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 8)];
        return (px, py) => Picture(px - x, py - y) + noise[((int)py * Width) + (int)px];
    }
}
