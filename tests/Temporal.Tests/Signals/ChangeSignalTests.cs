using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Temporal.Signals;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Signals;

public sealed class ChangeSignalTests : LeaseGuard
{
    private static readonly Func<int, int, int> s_gray = (_, _) => 100;

    [Fact]
    public void Observe_FirstFrame_IsACutAndEverythingIsNew()
    {
        using ChangeSignal signal = Scene.Signal();
        using TestFrame frame = Scene.Frame(0, s_gray);

        BlockChange change = signal.Observe(frame);

        Assert.Equal(SceneCut.FirstFrame, change.Cut);
        Assert.Equal(1, change.ChangedShare);
        Assert.All(change.Cells.ToArray(), cell => Assert.Equal((1f, false), (cell.Share, cell.WasProcessed)));
    }

    [Fact]
    public void Observe_KnownPatch_GivesExactNumbersForItsBlockOnly()
    {
        using ChangeSignal signal = Scene.Signal();
        Process(signal, 0, s_gray);
        using TestFrame frame = Scene.Frame(25, (x, y) => x is >= 64 and < 72 && y is >= 32 and < 40 ? 60 : 100);

        BlockChange change = signal.Observe(frame);

        CellChange cell = change[1, 2];
        Assert.Equal(40 * 64 / 1024f, cell.Mean);
        Assert.Equal(-cell.Mean, cell.Bias);
        Assert.Equal(40, cell.Maximum);
        Assert.Equal(64 / 1024f, cell.Share);
        Assert.Equal(TimeSpan.FromSeconds(1), cell.Age);
        Assert.Equal(1, change.Cells.ToArray().Count(other => other.Mean > 0));
        Assert.Equal((0, SceneCut.None), (change.GlobalBrightness, change.Cut));
        Assert.Equal(64f / (Scene.Width * Scene.Height), change.ChangedShare);
    }

    [Fact]
    public void Observe_DifferenceOfTheDeadZone_CountsOnlyAboveIt()
    {
        using ChangeSignal signal = Scene.Signal();
        Process(signal, 0, s_gray);
        using TestFrame at = Scene.Frame(1, (_, _) => 120);
        using TestFrame above = Scene.Frame(2, (_, _) => 121);

        Assert.Equal(0, signal.Observe(at).ChangedShare);
        Assert.Equal(1, signal.Observe(above).ChangedShare);
    }

    [Fact]
    public void MarkProcessed_SomeBlocks_OnlyThoseBecomeTheReference()
    {
        using ChangeSignal signal = Scene.Signal();
        Process(signal, 0, s_gray);
        var mask = new BlockMask(8, 4);
        mask[1, 2] = mask[1, 3] = mask[3, 7] = true;
        using (TestFrame frame = Scene.Frame(10, (_, _) => 140))
        {
            signal.Observe(frame);
            signal.MarkProcessed(frame, mask);
        }

        using TestFrame same = Scene.Frame(20, (_, _) => 140);
        BlockChange change = signal.Observe(same);
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 8; column++)
            {
                Assert.Equal(mask[row, column] ? 0 : 40, change[row, column].Mean);
                Assert.Equal(Scene.Time(mask[row, column] ? 10 : 20), change[row, column].Age);
            }
        }
    }

    [Theory]
    [InlineData(256, 128, 1)]
    [InlineData(382, 190, 1)]
    [InlineData(384, 192, 2)]
    [InlineData(385, 192, 1)]
    [InlineData(768, 384, 4)]
    [InlineData(1920, 1080, 4)]
    public void Observe_FrameLargerThanTheInput_ComparesTheLumaHalvedAccordingly(int width, int height, int pixelsPerSample)
    {
        using ChangeSignal signal = Scene.Signal();
        using TestFrame before = Scene.Frame(0, s_gray, width, height);
        signal.Observe(before);
        signal.MarkProcessed(before, null);
        (int right, int bottom) = (width / 8, height / 4);
        using TestFrame after = Scene.Frame(1, (x, y) => x < right && y < bottom ? 140 : 100, width, height);

        BlockChange change = signal.Observe(after);

        Assert.Equal(pixelsPerSample, signal.PixelsPerSample);
        Assert.Equal((width, height), (change.Grid.FrameWidth, change.Grid.FrameHeight));
        Assert.InRange(change[0, 0].Share, 0.9f, 1);
        Assert.InRange(change.ChangedShare, 0.95f / 32, 1.05f / 32);
        Assert.Equal(0, change[1, 1].Share);
    }

    [Fact]
    public void MarkProcessed_AnotherFrameThanTheObservedOne_ItsContentBecomesTheReference()
    {
        using ChangeSignal signal = Scene.Signal();
        using TestFrame one = Scene.Frame(0, s_gray, 512, 256);
        using TestFrame two = Scene.Frame(1, (_, _) => 140, 512, 256);
        signal.Observe(one);
        signal.MarkProcessed(two, null);

        Assert.Equal(0, signal.Observe(two).ChangedShare);
        Assert.Equal(1, signal.Observe(one).ChangedShare);
    }

    [Fact]
    public void Observe_BlocksNeverProcessed_StayWhollyChanged()
    {
        using ChangeSignal signal = Scene.Signal();
        var mask = new BlockMask(8, 4);
        mask[0, 0] = true;
        using TestFrame frame = Scene.Frame(0, s_gray);
        signal.Observe(frame);
        signal.MarkProcessed(frame, mask);

        BlockChange change = signal.Observe(frame);

        Assert.Equal(0, change[0, 0].Share);
        Assert.Equal(1, change[0, 1].Share);
        Assert.Equal(TimeSpan.MaxValue, change[0, 1].Age);
    }

    [Fact]
    public void Observe_SlowRamp_IsNoticedWithinSixFramesAndAPreviousFrameDifferenceNeverDoes()
    {
        using ChangeSignal reference = Scene.Signal();
        using ChangeSignal previous = Scene.Signal();
        Process(reference, 0, s_gray);
        Process(previous, 0, s_gray);
        var noticed = new List<int>();
        var noticedByPrevious = new List<int>();
        for (int i = 1; i <= 30; i++)
        {
            int level = 100 + (int)Math.Round(0.2 * 20 * i);
            using TestFrame frame = Scene.Frame(i, (x, _) => x < 32 ? level : 100);
            if (reference.Observe(frame)[0, 0].Share > 0.01)
                noticed.Add(i);
            if (previous.Observe(frame)[0, 0].Share > 0.01)
                noticedByPrevious.Add(i);
            previous.MarkProcessed(frame, null); // makes it a comparison with the frame before
        }

        Assert.InRange(noticed[0], 1, 6);
        Assert.Empty(noticedByPrevious);
    }

    [Fact]
    public void Observe_RampOverMinutes_IsNoticedBecauseItTeachesNoNoise()
    {
        using ChangeSignal signal = Scene.Signal();
        Process(signal, 0, s_gray);
        float share = 0;
        for (int i = 1; i <= 25 * 60 && share <= 0.01; i += 5)
        {
            int level = 100 + (i / 50);
            using TestFrame frame = Scene.Frame(i, (x, y) => x < 32 ? level + (y & 1) : 100);
            CellChange cell = signal.Observe(frame)[0, 0];
            Assert.InRange(cell.NoiseFloor, 0, 1);
            share = cell.Share;
        }

        Assert.True(share > 0.01, "the ramp was never noticed");
    }

    [Fact]
    public void Observe_NoiseOfIdleBlocks_RaisesTheirDeadZone()
    {
        using ChangeSignal signal = Scene.Signal(new ChangeSignalOptions { DeadZone = 16 });
        Func<int, int, int> left = (x, y) => 100;
        Process(signal, 0, Scene.Noisy(left, 1, 4));
        BlockChange? change = null;
        for (int i = 1; i <= 25 * 20; i += 5)
        {
            using TestFrame frame = Scene.Frame(i, (x, y) => x < 128 ? Scene.Noisy(left, i + 1, 4)(x, y) : 100);
            change = signal.Observe(frame);
        }

        // Two noisy pictures differ by sqrt(2) * 4 in deviation, of which the mean absolute value is 0.8.
        Assert.InRange(change![1, 1].NoiseFloor, 3.6f, 5.2f);
        Assert.InRange(change[1, 1].DeadZone, 17, 21);
        Assert.Equal(16, change[1, 6].DeadZone);
    }

    [Fact]
    public void Observe_LightsSwitched_IsAChangeOfBrightnessAndNoCut()
    {
        using ChangeSignal signal = Scene.Signal();
        Process(signal, 0, Scene.Texture(1));
        using TestFrame frame = Scene.Frame(1, (x, y) => Scene.Texture(1)(x, y) + 30);

        BlockChange change = signal.Observe(frame);

        Assert.Equal(30, change.GlobalBrightness, 0.3f);
        Assert.Equal(1, change.ChangedShare);
        Assert.Equal(SceneCut.None, change.Cut);
    }

    [Fact]
    public void Observe_LargeObject_LeavesTheBrightnessAlone()
    {
        using ChangeSignal signal = Scene.Signal();
        Process(signal, 0, s_gray);
        using TestFrame frame = Scene.Frame(1, (x, _) => x < 96 ? 220 : 100);

        BlockChange change = signal.Observe(frame);

        Assert.Equal((0, SceneCut.None), (change.GlobalBrightness, change.Cut));
    }

    [Fact]
    public void Observe_OtherScene_IsACutUntilItIsProcessed()
    {
        using ChangeSignal signal = Scene.Signal();
        Process(signal, 0, (x, y) => (x / 32 * 57 + y / 32 * 91) % 200);
        using TestFrame other = Scene.Frame(1, (x, y) => (x / 32 * 131 + y / 32 * 37 + 90) % 200);

        Assert.Equal(SceneCut.Content, signal.Observe(other).Cut);
        Assert.Equal(SceneCut.Content, signal.Observe(other).Cut);
        signal.MarkProcessed(other, null);
        Assert.Equal(SceneCut.None, signal.Observe(other).Cut);
    }

    [Fact]
    public void Observe_OtherSize_IsACutWithItsReasonAndAnotherGrid()
    {
        using ChangeSignal signal = Scene.Signal();
        Process(signal, 0, s_gray);
        using TestFrame larger = Scene.Frame(1, s_gray, 512, 300);

        BlockChange change = signal.Observe(larger);

        Assert.Equal(SceneCut.FrameSize, change.Cut);
        Assert.Equal((512, 300), (change.Grid.FrameWidth, change.Grid.FrameHeight));
        Assert.Throws<InvalidOperationException>(() => Mark(signal, Scene.Frame(2, s_gray)));
        signal.MarkProcessed(larger, null);
        Assert.Equal((SceneCut.None, 0f), (signal.Observe(larger).Cut, signal.Observe(larger).ChangedShare));
    }

    [Fact]
    public void Reset_AfterAnOutage_NothingHolds()
    {
        using ChangeSignal signal = Scene.Signal();
        Process(signal, 0, s_gray);
        signal.Reset();
        using TestFrame frame = Scene.Frame(1, s_gray);

        BlockChange change = signal.Observe(frame);

        Assert.Equal((SceneCut.Reset, 1f), (change.Cut, change.ChangedShare));
    }

    [Fact]
    public void Observe_TimeRunsBackwards_AgesStayAtZero()
    {
        using ChangeSignal signal = Scene.Signal();
        Process(signal, 100, s_gray);
        using TestFrame frame = Scene.Frame(50, s_gray);

        Assert.Equal(TimeSpan.Zero, signal.Observe(frame)[0, 0].Age);
    }

    [Fact]
    public void MarkProcessed_MaskOfAnotherSize_Throws()
    {
        using ChangeSignal signal = Scene.Signal();
        using TestFrame frame = Scene.Frame(0, s_gray);
        signal.Observe(frame);

        Assert.Throws<ArgumentException>(() => signal.MarkProcessed(frame, new BlockMask(8, 5)));
    }

    [Fact]
    public void Observe_SteadyStream_AllocatesNothing()
    {
        using ChangeSignal signal = Scene.Signal();
        var mask = new BlockMask(8, 4);
        mask[1, 2] = true;
        using TestFrame one = Scene.Frame(0, Scene.Texture(1));
        using TestFrame two = Scene.Frame(1, Scene.Texture(2));
        Rounds(10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Rounds(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Rounds(int count)
        {
            for (int i = 0; i < count; i++)
            {
                signal.Observe(one);
                signal.MarkProcessed(one, null);
                signal.Observe(two);
                signal.MarkProcessed(two, mask);
            }
        }
    }

    [Fact]
    public void Create_SeveralWrongOptions_OneErrorNamesAll()
    {
        var options = new ChangeSignalOptions { DeadZone = 300, CutShare = double.NaN };

        VideoDynException error = Assert.Throws<VideoDynException>(() => Scene.Signal(options));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("DeadZone is 300, expected 0 to 254", error.Message, StringComparison.Ordinal);
        Assert.Contains("CutShare is NaN", error.Message, StringComparison.Ordinal);
    }

    private static void Process(ChangeSignal signal, int index, Func<int, int, int> luma)
    {
        using TestFrame frame = Scene.Frame(index, luma);
        signal.Observe(frame);
        signal.MarkProcessed(frame, null);
    }

    private static void Mark(ChangeSignal signal, FrameLease frame)
    {
        using (frame)
            signal.MarkProcessed(frame, null);
    }
}
