using System.Numerics;
using VideoDyn.Core.Signals;
using VideoDyn.Temporal.Signals;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Signals.Motion;

/// <summary>What the change signal says of a camera that moves, and of one that does not.</summary>
public sealed class CameraMotionTests : LeaseGuard
{
    [Fact]
    public void Observe_StillCamera_AsksForNoMotion()
    {
        using ChangeSignal signal = Begin(Picture(0, 0));

        BlockChange change = Next(signal, 1, Scene.Noisy(Picture(0, 0), 3, 2));

        Assert.Equal((null, 0f, CameraMotion.Still), (change.GlobalMotion, change.MotionAgreement, change.Camera));
        for (int index = 0; index < change.Grid.Length; index++)
            Assert.Equal(change.Cells[index].Share, change.OwnShare(index));
    }

    [Fact]
    public void Observe_CameraMoved_TakesTheMotionOutOfWhatChanged()
    {
        using ChangeSignal signal = Begin(Picture(0, 0));

        BlockChange change = Next(signal, 1, Picture(6, -4));

        Assert.InRange(Vector2.Distance(new Vector2(6, -4), change.GlobalMotion!.Value), 0, 0.3);
        Assert.True(change.ChangedShare > 0.3);
        Assert.Equal(SceneCut.None, change.Cut);
        for (int row = 1; row < change.Grid.Rows - 1; row++)
        {
            for (int column = 1; column < change.Grid.Columns - 1; column++)
                Assert.InRange(change.OwnShare((row * change.Grid.Columns) + column), 0, 0.02);
        }
    }

    [Fact]
    public void Observe_SomethingMovesWhileTheCameraShakes_OnlyItsBlocksChangedByThemselves()
    {
        using ChangeSignal signal = Begin(Picture(0, 0));

        BlockChange change = Next(signal, 1, (x, y) => x is >= 140 and < 180 && y is >= 40 and < 84 ? 250 : Picture(2, 1)(x, y));

        Assert.NotNull(change.GlobalMotion);
        Assert.InRange(change.OwnShare((1 * change.Grid.Columns) + 4), 0.3, 1);
        Assert.InRange(change.OwnShare((1 * change.Grid.Columns) + 1), 0, 0.02);
    }

    [Fact]
    public void Observe_LargeObjectOnAStillBackground_IsNoMotionOfTheCamera()
    {
        using ChangeSignal signal = Begin((x, y) => x is >= 20 and < 90 && y >= 30 ? 200 - (Picture(0, 0)(x, y) / 2) : Picture(0, 0)(x, y));

        BlockChange change = Next(signal, 1, (x, y) => x is >= 50 and < 120 && y >= 30 ? 200 - (Picture(30, 0)(x, y) / 2) : Picture(0, 0)(x, y));

        Assert.InRange(change.GlobalMotion?.Length() ?? 0, 0, 0.1);
    }

    // A third of the blocks changed, and what has the most texture is what it was: nobody asks where the camera went.
    [Fact]
    public void Observe_MuchChangedBeforeATexturedBackground_AsksForNoMotion()
    {
        Func<int, int, int> street = (x, y) => y < 40 ? 120 : Picture(0, 0)(x, y) + ((x / 3) + (y / 3)) % 2 * 50;
        using ChangeSignal signal = Begin(street);

        BlockChange change = Next(signal, 1, (x, y) => y < 40 ? 120 + (x % 50) : street(x, y));

        Assert.True(change.Cells.ToArray().Count(cell => cell.Share > 0.01f) >= 8);
        Assert.Equal((null, 0f, CameraMotion.Still), (change.GlobalMotion, change.MotionAgreement, change.Camera));
    }

    [Fact]
    public void Observe_NothingFoundManyTimes_AsksMoreRarely_AndStillFindsAMotionSoon()
    {
        using ChangeSignal signal = Begin(Picture(0, 0));
        int asked = 0;
        for (int index = 1; index <= 60; index++)
            asked += Next(signal, index, (x, y) => y < 90 ? Picture(0, 0)(x + (37 * index), y) : Picture(0, 0)(x, y + (29 * index))).MotionAgreement > 0 ? 1 : 0;
        int waited = 0;
        while (Next(signal, 61 + waited, Picture(5, 2)).GlobalMotion is null)
            waited++;

        Assert.InRange(asked, 0, 20);
        Assert.InRange(waited, 0, 8);
        Assert.NotNull(Next(signal, 70, Picture(6, 2)).GlobalMotion);
        Assert.NotNull(Next(signal, 71, Picture(7, 2)).GlobalMotion);
    }

    [Fact]
    public void Observe_PanAndSceneCutInOneFrame_IsACut()
    {
        using ChangeSignal signal = Begin(Picture(0, 0));
        BlockChange change = Next(signal, 1, Picture(5, 0));
        Assert.Equal(SceneCut.None, change.Cut);

        change = Next(signal, 2, Scene.Texture(77));

        Assert.Equal(SceneCut.Content, change.Cut);
        Assert.Null(change.GlobalMotion);
    }

    [Fact]
    public void Observe_MotionLargerThanThePicture_IsACut()
    {
        using ChangeSignal signal = Begin(Picture(0, 0));

        BlockChange change = Next(signal, 1, Picture(2000, 900));

        Assert.Equal(SceneCut.Content, change.Cut);
        Assert.Null(change.GlobalMotion);
    }

    [Fact]
    public void Observe_LightChangesWhileTheCameraShakes_SeesBoth()
    {
        using ChangeSignal signal = Begin(Picture(0, 0));

        BlockChange change = Next(signal, 1, (x, y) => Picture(3, 0)(x, y) + 25);

        Assert.InRange(change.GlobalBrightness, 15, 35);
        Assert.InRange(Vector2.Distance(new Vector2(3, 0), change.GlobalMotion!.Value), 0, 0.4);
    }

    [Fact]
    public void Observe_CameraGoesOneWay_IsAPanAndToAndFroIsAShake()
    {
        using ChangeSignal pan = Begin(Picture(0, 0)), shake = Begin(Picture(0, 0));
        CameraMotion panned = CameraMotion.Still, shaken = CameraMotion.Still;
        for (int index = 1; index <= 30; index++)
        {
            panned = Next(pan, index, Picture(3 * index, 0), marks: true).Camera;
            shaken = Next(shake, index, Picture(index % 2 == 0 ? -2 : 2, index % 4 < 2 ? 1 : -1), marks: true).Camera;
        }

        Assert.Equal(CameraMotion.Pan, panned);
        Assert.Equal(CameraMotion.Shake, shaken);
    }

    [Fact]
    public void Observe_AfterAReset_HasForgottenThePath()
    {
        using ChangeSignal signal = Begin(Picture(0, 0));
        for (int index = 1; index <= 10; index++)
            Next(signal, index, Picture(4 * index, 0), marks: true);
        signal.Reset();

        BlockChange change = Next(signal, 11, Picture(0, 0), marks: true);

        Assert.Equal((SceneCut.Reset, null, CameraMotion.Still), (change.Cut, change.GlobalMotion, change.Camera));
        Assert.Equal(CameraMotion.Still, Next(signal, 12, Picture(0, 0)).Camera);
    }

    // Soft patches of several sizes, without hard edges between samples.
    private static Func<int, int, int> Picture(int left, int up) => (x, y) =>
    {
        double px = x - left, py = y - up;
        return (int)(125 + (40 * Math.Sin((px * 0.21) + (3 * Math.Sin(py * 0.05)))) + (38 * Math.Sin((py * 0.17) + (4 * Math.Sin(px * 0.043)))) + (20 * Math.Sin((px + (2 * py)) * 0.037)));
    };

    private static ChangeSignal Begin(Func<int, int, int> luma)
    {
        ChangeSignal signal = Scene.Signal();
        signal.MeasuresMotion = true;
        Next(signal, 0, luma, marks: true);
        return signal;
    }

    private static BlockChange Next(ChangeSignal signal, int index, Func<int, int, int> luma, bool marks = false)
    {
        using TestFrame frame = Scene.Frame(index, luma);
        BlockChange change = signal.Observe(frame);
        if (marks)
            signal.MarkProcessed(frame, null);
        return change;
    }
}
