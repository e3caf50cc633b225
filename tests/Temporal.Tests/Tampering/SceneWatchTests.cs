using FsCheck;
using FsCheck.Fluent;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Temporal.Tampering;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Tampering;

/// <summary>A drawn view under light, covers, moves and blur.</summary>
public sealed class SceneWatchTests : LeaseGuard
{
    private const int Width = 256;
    private const int Height = 144;
    private static readonly FrameFormat s_format = new(Width, Height, PixelLayout.Gray, ColorMatrix.Bt709, ColorRange.Limited);
    private static readonly byte[] s_view = Draw(7);
    private static readonly byte[] s_other = Draw(8);

    [Fact]
    public void View_ThatStays_TellsNothing() => Assert.Empty(Watch(new SceneWatch(), 40, _ => s_view).News);

    [Fact]
    public void Cover_IsToldAfterItsTime_AndItsEndToo()
    {
        var news = Watch(new SceneWatch(), 40, time => time is >= 15 and < 25 ? Flat(30) : s_view).News;

        (double, SceneNews)[] told = [.. news.Where(pair => pair.News is { Began: not null } or { Ended: not null })];
        Assert.Collection(
            told,
            begin => Assert.Equal((18.0, TamperKind.Covered, 15.0), (Math.Round(begin.Item1, 1), begin.Item2.Began, begin.Item2.BeganAt.TotalSeconds)),
            end => Assert.Equal((28.0, 25.0, (TamperKind.Covered, TamperEnd.Restored, TimeSpan.FromSeconds(15))), (Math.Round(end.Item1, 1), end.Item2.EndedAt.TotalSeconds, end.Item2.Ended!.Value)));
    }

    [Fact]
    public void Cover_ShorterThanItsTime_IsNone()
    {
        var news = Watch(new SceneWatch(), 40, time => time is >= 15 and < 17.5 ? Flat(30) : s_view).News;
        Assert.DoesNotContain(news, pair => pair.News.Began is not null);
    }

    [Fact]
    public void Blur_IsDefocused()
    {
        byte[] blurred = Blur(s_view, 5);
        var news = Watch(new SceneWatch(), 40, time => time is >= 15 and < 25 ? blurred : s_view).News;
        Assert.Equal([TamperKind.Defocused], news.Where(pair => pair.News.Began is not null).Select(pair => pair.News.Began!.Value));
        Assert.Equal([TamperEnd.Restored], news.Where(pair => pair.News.Ended is not null).Select(pair => pair.News.Ended!.Value.Why));
    }

    [Theory]
    [InlineData(40, 0)]
    [InlineData(-24, 12)]
    public void Turn_IsMoved_AndTellsByHowMuch(int right, int down)
    {
        byte[] turned = Shift(s_view, right, down);
        var news = Watch(new SceneWatch(), 30, time => time >= 15 ? turned : s_view).News;
        SceneNews begun = Assert.Single(news, pair => pair.News.Began is not null).News;
        Assert.Equal(TamperKind.Moved, begun.Began);
        Assert.Equal((float)right / Width, begun.Shift!.Value.Right, 0.02f);
        Assert.Equal((float)down / Height, begun.Shift.Value.Down, 0.03f);
    }

    [Fact]
    public void NewView_HeldForLong_IsAccepted_AndIsTheViewFromThenOn()
    {
        byte[] turned = Shift(s_view, 40, 0);
        var news = Watch(new SceneWatch(new TamperOptions { Accept = TimeSpan.FromSeconds(20) }), 80, time => time >= 15 ? turned : s_view).News;
        (double at, SceneNews end) = Assert.Single(news, pair => pair.News.Ended is not null);
        Assert.Equal(TamperEnd.Accepted, end.Ended!.Value.Why);
        Assert.Equal(35, at, 0.3);
        Assert.Single(news, pair => pair.News.Began is not null);
    }

    [Fact]
    public void AnotherProgramme_IsACut_AndNoTampering()
    {
        var news = Watch(new SceneWatch(), 60, time => time >= 30 ? s_other : s_view).News;
        (double at, SceneNews only) = Assert.Single(news);
        Assert.True(only is { IsCut: true, Began: null, Ended: null });
        Assert.Equal(30, at, 0.01);
    }

    [Fact]
    public void CoverOfAMovedCamera_EndsTheMove()
    {
        byte[] turned = Shift(s_view, 40, 0);
        var news = Watch(new SceneWatch(), 40, time => time >= 25 ? Flat(20) : time >= 15 ? turned : s_view).News;
        Assert.Equal([TamperKind.Moved, TamperKind.Covered], news.Where(pair => pair.News.Began is not null).Select(pair => pair.News.Began!.Value));
        Assert.Equal(TamperEnd.Changed, Assert.Single(news, pair => pair.News.Ended is not null).News.Ended!.Value.Why);
    }

    [Fact]
    public void CameraThatPans_HasNoViewToLose()
    {
        var news = Watch(new SceneWatch(), 40, time => Shift(s_view, (int)(time * 8), 0)).News;
        Assert.DoesNotContain(news, pair => pair.News.Began is not null);
    }

    [Fact]
    public void OutageBetween_IsNoCut_AndACoverMeanwhileIsStillSeen()
    {
        var watch = new SceneWatch();
        Watch(watch, 20, _ => s_view);
        watch.Interrupt();
        var news = Watch(watch, 10, _ => Flat(30), from: 100).News;
        Assert.DoesNotContain(news, pair => pair.News.IsCut);
        Assert.Single(news, pair => pair.News.Began == TamperKind.Covered);
    }

    [Fact]
    public void FrameOfAnotherSize_BeginsAnew()
    {
        var watch = new SceneWatch();
        Watch(watch, 20, _ => s_view);
        using var large = new TestFrame(s_format with { Width = 640, Height = 360 }, streamTime: TimeSpan.FromSeconds(21));
        Assert.Equal(default, watch.See(large));
    }

    [Fact]
    public void AnyLight_AndAnyObjectsInTheView_AreNoTampering() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(12).WithReplay(20261121, 3),
        Prop.ForAll(
            Gen.Choose(15, 110).SelectMany(gain => Gen.Choose(0, 25).SelectMany(offset => Gen.Choose(0, 100).Select(seed => (gain, offset, seed)))).ToArbitrary(),
            light =>
            {
                (int gain, int offset, int seed) = light;
                var random = new Random(seed);
                (int left, int top) = (random.Next(Width - 90), random.Next(Height - 60));
                var news = Watch(new SceneWatch(), 26, time => time < 13 ? s_view : With(s_view, gain / 100f, offset, left, top)).News;
                return news.All(pair => pair.News.Began is null);
            }));

    [Fact]
    public void Options_OutOfRange_AreAllNamed()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => new SceneWatch(new TamperOptions { Learn = TimeSpan.Zero, Persistence = TimeSpan.Zero, Accept = TimeSpan.Zero }));
        Assert.All(new[] { "learn", "persistence", "accept" }, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    // Ten pictures a second with a little noise of their own.
    private static (List<(double Time, SceneNews News)> News, SceneWatch Watch) Watch(SceneWatch watch, double seconds, Func<double, byte[]> view, double from = 0)
    {
        var news = new List<(double, SceneNews)>();
        var random = new Random(5);
        for (int number = 0; number < seconds * 10; number++)
        {
            double time = from + (number / 10.0);
            byte[] picture = view(time);
            using var frame = new TestFrame(s_format, padding: 3, index: number, streamTime: TimeSpan.FromSeconds(time));
            frame.Fill((_, x, y) => (byte)Math.Clamp(picture[(y * Width) + x] + random.Next(-2, 3), 0, 255));
            SceneNews seen = watch.See(frame);
            if (seen != default)
                news.Add((time, seen));
        }

        return (news, watch);
    }

    // Rectangles of all sizes on a slope of light: what a view is made of.
    private static byte[] Draw(int seed)
    {
        var random = new Random(seed);
        byte[] picture = new byte[Width * Height];
        for (int at = 0; at < picture.Length; at++)
            picture[at] = (byte)(90 + (at / Width / 4));
        for (int number = 0; number < 120; number++)
        {
            (int left, int top, int width, int height, byte value) = (random.Next(-20, Width), random.Next(-20, Height), random.Next(4, 60), random.Next(4, 40), (byte)random.Next(40, 210));
            for (int y = Math.Max(0, top); y < Math.Min(Height, top + height); y++)
                picture.AsSpan((y * Width) + Math.Max(0, left), Math.Max(0, Math.Min(Width, left + width) - Math.Max(0, left))).Fill(value);
        }

        return picture;
    }

    private static byte[] Flat(byte value)
    {
        byte[] picture = new byte[Width * Height];
        Array.Fill(picture, value);
        return picture;
    }

    private static byte[] Shift(byte[] view, int right, int down)
    {
        byte[] picture = new byte[view.Length];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                picture[(y * Width) + x] = view[((((y - down) % Height) + Height) % Height * Width) + ((((x - right) % Width) + Width) % Width)];
        }

        return picture;
    }

    private static byte[] Blur(byte[] view, int radius)
    {
        byte[] picture = new byte[view.Length];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                int sum = 0, count = 0;
                for (int v = Math.Max(0, y - radius); v <= Math.Min(Height - 1, y + radius); v++)
                {
                    for (int u = Math.Max(0, x - radius); u <= Math.Min(Width - 1, x + radius); u++, count++)
                        sum += view[(v * Width) + u];
                }

                picture[(y * Width) + x] = (byte)(sum / count);
            }
        }

        return picture;
    }

    private static byte[] With(byte[] view, float gain, int offset, int left, int top)
    {
        byte[] picture = new byte[view.Length];
        for (int at = 0; at < view.Length; at++)
        {
            (int x, int y) = (at % Width, at / Width);
            bool inObject = x >= left && x < left + 80 && y >= top && y < top + 50;
            picture[at] = (byte)Math.Clamp(((inObject ? 128 : view[at]) * gain) + offset, 0, 255);
        }

        return picture;
    }
}
