using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Temporal.Gates;
using VideoDyn.Temporal.Gates.Composite;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Gates.Composite;

public class CompositeGateTests : LeaseGuard
{
    [Fact]
    public void Any_AnalyzesWhatOneGateWants()
    {
        Assert.Equal([0, 2, 3, 4, 6, 8, 9], Analyzed(new CompositeGate([new EveryNGate(2), new EveryNGate(3)], needsAll: false)));
    }

    [Fact]
    public void All_AnalyzesWhatEveryGateWants()
    {
        Assert.Equal([0, 6], Analyzed(new CompositeGate([new EveryNGate(2), new EveryNGate(3)], needsAll: true)));
    }

    [Fact]
    public void ThatPixelsAreEqual_SaysMoreThanThatNobodyLooked()
    {
        var gate = new CompositeGate([new EveryNGate(5), new Still()], needsAll: true);

        using TestFrame frame = Frame();
        Assert.Equal(new GateDecision(GateOutcome.Reuse, "still"), gate.Decide(1, frame));
    }

    [Fact]
    public void EveryGate_IsTold()
    {
        var still = new Still();
        new CompositeGate([new CompositeGate([still], needsAll: true), still], needsAll: false).Learn(new GateFeedback
        {
            StreamTime = default,
            FrameWidth = 8,
            FrameHeight = 8,
            Decision = GateDecision.Analyze,
        });

        Assert.Equal(2, still.Lessons);
    }

    // Times are seconds; below 0 for a gate that wants to see the next frames.
    [Theory]
    [InlineData(false, 5, 9, 5)]
    [InlineData(false, 5, -1, -1)]
    [InlineData(true, 5, 9, 9)]
    [InlineData(true, 5, -1, 5)]
    [InlineData(true, -1, -1, -1)]
    public void Rest_IsThatOfAllGatesForAny_AndOfOneForAll(bool needsAll, int one, int other, int expected)
    {
        var gate = new CompositeGate([new Resting(one), new Resting(other)], needsAll);

        Assert.True(gate.CanRest);
        Assert.Equal(expected < 0 ? null : TimeSpan.FromSeconds(expected), gate.RestsUntil);
    }

    [Fact]
    public void GateThatLooksAtEveryFrame_KeepsAnyAwake_AndCannotKeepAll()
    {
        Assert.False(new CompositeGate([new Resting(5), new Still()], needsAll: false).CanRest);
        Assert.Null(new CompositeGate([new Resting(5), new Still()], needsAll: false).RestsUntil);
        Assert.Equal(TimeSpan.FromSeconds(5), new CompositeGate([new Resting(5), new Still()], needsAll: true).RestsUntil);
        Assert.False(new CompositeGate([new Still(), new Still()], needsAll: true).CanRest);
    }

    [Fact]
    public void GateThatCounts_DoesNotKeepAnyAwake_AndItsFramesAreKnownAhead()
    {
        var gate = new CompositeGate([new CompositeGate([new Resting(5), new EveryNGate(4)], needsAll: false), new EveryNGate(6)], needsAll: false);

        Assert.Equal((true, TimeSpan.FromSeconds(5)), (gate.CanRest, gate.RestsUntil));
        Assert.Null(gate.Forecast());
        Assert.Equal([0, 4, 6, 8, 12], Planned(gate.ForecastAtRest()!));
        Assert.Equal([0, 4, 8, 12], Planned(new MaxRateGate(1000, new CompositeGate([new Resting(5), new EveryNGate(4)], needsAll: false)).ForecastAtRest()!));
        // With all, what it counts is not analyzed as long as the other rests.
        Assert.Null(new CompositeGate([new Resting(5), new EveryNGate(4)], needsAll: true).ForecastAtRest());
        Assert.False(new CompositeGate([new EveryNGate(4), new EveryNGate(6)], needsAll: false).CanRest);

        static int[] Planned(IFrameForecast forecast) =>
            [.. Enumerable.Range(0, 13).Where(index => forecast.MayLook(index, index, TimeSpan.FromSeconds(index / 10.0)))];
    }

    [Fact]
    public void FrameThatNobodyNeeded_IsIdle()
    {
        var gate = new CompositeGate([new EveryNGate(5), new Resting(5)], needsAll: false);

        using TestFrame frame = Frame();
        Assert.Equal(GateDecision.Skip(SkipReasons.Idle), gate.DecideUnseen(1, frame));
    }

    private static List<int> Analyzed(CompositeGate gate)
    {
        using TestFrame frame = Frame();
        return [.. Enumerable.Range(0, 10).Where(index => gate.Decide(index, frame).Outcome == GateOutcome.Analyze)];
    }

    private static TestFrame Frame() => new(new FrameFormat(8, 8, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full));

    private sealed class Resting(int seconds) : IGate
    {
        public bool CanRest => true;

        public TimeSpan? RestsUntil => seconds < 0 ? null : TimeSpan.FromSeconds(seconds);

        public GateDecision Decide(long frameIndex, FrameLease frame) => new(GateOutcome.Reuse, "resting");
    }

    private sealed class Still : IGate
    {
        public int Lessons { get; private set; }

        public GateDecision Decide(long frameIndex, FrameLease frame) => new(GateOutcome.Reuse, "still");

        public void Learn(in GateFeedback feedback) => Lessons++;
    }
}
