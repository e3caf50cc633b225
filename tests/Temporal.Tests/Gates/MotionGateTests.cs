using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Temporal.Gates.Motion;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Gates;

public class MotionGateTests : LeaseGuard
{
    private static readonly FrameFormat s_format = new(320, 200, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full);

    [Fact]
    public void StillScene_AfterTheFirstFrame_IsReused()
    {
        var gate = new MotionGate();

        GateDecision[] decisions = [.. Enumerable.Range(0, 10).Select(index => Decide(gate, index, (_, _) => 90))];

        Assert.Equal(GateOutcome.Analyze, decisions[0].Outcome);
        Assert.All(decisions[1..], decision => Assert.Equal(new GateDecision(GateOutcome.Reuse, "still"), decision));
        Assert.Equal(Stage.Signals, gate.Stage);
    }

    [Fact]
    public void MovingSquare_IsAnalyzedInEveryFrame_AndNotWhenItHasGone()
    {
        var gate = new MotionGate();
        Calm(gate);

        for (int index = 5; index < 12; index++)
            Assert.Equal(GateOutcome.Analyze, Decide(gate, index, Square(20 + (index * 12))).Outcome);
        Assert.Equal(GateOutcome.Reuse, Decide(gate, 12, (_, _) => 90).Outcome);
    }

    [Theory]
    [InlineData(29, GateOutcome.Reuse)]
    [InlineData(32, GateOutcome.Analyze)]
    public void Threshold_IsTheLeastDifferenceThatCounts(int difference, GateOutcome expected)
    {
        var gate = new MotionGate();
        Calm(gate);

        Assert.Equal(expected, Decide(gate, 5, (x, y) => (byte)(IsIn(x, y, 100) ? 90 + difference : 90)).Outcome);
    }

    [Theory]
    [InlineData(10, GateOutcome.Analyze)]
    [InlineData(2000, GateOutcome.Reuse)]
    public void ContourArea_IsTheLeastSpotThatCounts(double area, GateOutcome expected)
    {
        var gate = new MotionGate(new MotionOptions { ContourArea = area });
        Calm(gate);

        Assert.Equal(expected, Decide(gate, 5, Square(100)).Outcome);
    }

    [Fact]
    public void ChangeOfLight_IsAnalyzedUntilTheNewPictureIsLearned()
    {
        var gate = new MotionGate();
        Calm(gate);

        Assert.Equal(GateOutcome.Analyze, Decide(gate, 5, (_, _) => 200).Outcome);
        Assert.True(gate.IsCalibrating);
        GateOutcome[] outcomes = [.. Enumerable.Range(6, 60).Select(index => Decide(gate, index, (_, _) => 200).Outcome)];

        Assert.InRange(Array.LastIndexOf(outcomes, GateOutcome.Analyze), 5, 30);
        Assert.False(gate.IsCalibrating);
    }

    [Fact]
    public void ParkedObject_IsLearnedAtLast()
    {
        var gate = new MotionGate(new MotionOptions { FrameAlpha = 0.05 });
        Calm(gate);

        GateOutcome[] outcomes = [.. Enumerable.Range(5, 80).Select(index => Decide(gate, index, Square(100)).Outcome)];

        Assert.All(outcomes[..15], outcome => Assert.Equal(GateOutcome.Analyze, outcome));
        Assert.Equal(GateOutcome.Reuse, outcomes[^1]);
    }

    [Fact]
    public void OtherSize_StartsAnew()
    {
        var gate = new MotionGate();
        Calm(gate);
        using TestFrame frame = new TestFrame(s_format with { Width = 160 }).Fill((_, _, _) => 90);

        Assert.Equal(GateOutcome.Analyze, gate.Decide(5, frame).Outcome);
    }

    [Fact]
    public void SteadyState_AllocatesNothing()
    {
        var gate = new MotionGate();
        Calm(gate);
        using TestFrame frame = new TestFrame(s_format, padding: 7).Fill((_, x, y) => Square(100)(x, y));
        gate.Decide(5, frame);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 6; index < 30; index++)
            gate.Decide(index, frame);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AreaOfASpot_IsThatOfItsOutlineThroughPixelCentres()
    {
        // One changed pixel grows to 3 x 3, whose outline is a square of side 2.
        bool[] changed = new bool[100];
        changed[55] = true;

        Assert.Equal(new SpotCount(1, 4), new SpotFinder().Find(changed, 10, 10, 3.5));
        Assert.Equal(new SpotCount(0, 4), new SpotFinder().Find(changed, 10, 10, 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public void ThresholdOutOfRange_Throws(int threshold) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MotionGate(new MotionOptions { Threshold = threshold }));

    private static void Calm(MotionGate gate)
    {
        for (int index = 0; index < 5; index++)
            Decide(gate, index, (_, _) => 90);
        Assert.False(gate.IsCalibrating);
    }

    private static Func<int, int, byte> Square(int left) => (x, y) => (byte)(IsIn(x, y, left) ? 220 : 90);

    private static bool IsIn(int x, int y, int left) => x >= left && x < left + 40 && y is >= 80 and < 120;

    private static GateDecision Decide(MotionGate gate, int index, Func<int, int, byte> pixel)
    {
        using TestFrame frame = new TestFrame(s_format, padding: 5, index: index).Fill((_, x, y) => pixel(x, y));
        return gate.Decide(index, frame);
    }
}
