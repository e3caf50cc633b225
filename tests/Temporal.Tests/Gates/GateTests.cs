using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Temporal.Gates;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Gates;

public class GateTests : LeaseGuard
{
    [Fact]
    public void AllGate_AnyFrame_Analyzes()
    {
        var gate = new AllGate();

        Assert.All(Enumerable.Range(0, 5), index => Assert.Equal(GateOutcome.Analyze, Decide(gate, index).Outcome));
    }

    [Fact]
    public void EveryNGate_OfThree_AnalyzesEveryThirdAndSkipsTheRestWithItsReason()
    {
        var gate = new EveryNGate(3);

        GateDecision[] decisions = [.. Enumerable.Range(0, 7).Select(index => Decide(gate, index))];

        Assert.Equal([0, 3, 6], Analyzed(decisions));
        Assert.All(decisions.Where(decision => decision.Outcome != GateOutcome.Analyze), decision =>
        {
            Assert.Equal(GateOutcome.Skip, decision.Outcome);
            Assert.Equal(SkipReasons.EveryN, decision.Reason);
        });
    }

    [Fact]
    public void EveryNGate_OfZero_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new EveryNGate(0));

    [Theory]
    [InlineData(25, 5, 5)]
    [InlineData(30, 10, 10)]
    [InlineData(10, 30, 10)]
    [InlineData(29.97, 7, 7)]
    public void MaxRateGate_SteadyStream_AnalyzesTheAskedRate(double streamRate, double maxRate, int expectedPerSecond)
    {
        var gate = new MaxRateGate(maxRate, new AllGate());
        const int seconds = 20;

        int analyzed = Enumerable.Range(0, (int)(streamRate * seconds))
            .Count(index => Decide(gate, index, TimeSpan.FromSeconds(index / streamRate)).Outcome == GateOutcome.Analyze);

        Assert.InRange(analyzed, (expectedPerSecond * seconds) - 1, (expectedPerSecond * seconds) + 1);
    }

    [Fact]
    public void MaxRateGate_BeforeEveryN_CountsOnlyFramesThatPass()
    {
        var gate = new MaxRateGate(5, new EveryNGate(2));

        GateDecision[] decisions = [.. Enumerable.Range(0, 20).Select(index => Decide(gate, index, TimeSpan.FromSeconds(index / 10.0)))];

        Assert.Equal([0, 4, 8, 12, 16], Analyzed(decisions));
        Assert.Equal(SkipReasons.MaxFps, decisions[1].Reason);
        Assert.Equal(SkipReasons.EveryN, decisions[2].Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void MaxRateGate_ImpossibleRate_Throws(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaxRateGate(rate, new AllGate()));

    private static GateDecision Decide(IGate gate, int index, TimeSpan time = default)
    {
        using var frame = new TestFrame(new FrameFormat(8, 8, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full), index: index, streamTime: time);
        return gate.Decide(index, frame);
    }

    private static int[] Analyzed(GateDecision[] decisions) =>
        [.. Enumerable.Range(0, decisions.Length).Where(index => decisions[index].Outcome == GateOutcome.Analyze)];
}
