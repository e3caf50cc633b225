using VideoDyn.Core.Frames;
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

    private static List<int> Analyzed(CompositeGate gate)
    {
        using TestFrame frame = Frame();
        return [.. Enumerable.Range(0, 10).Where(index => gate.Decide(index, frame).Outcome == GateOutcome.Analyze)];
    }

    private static TestFrame Frame() => new(new FrameFormat(8, 8, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full));

    private sealed class Still : IGate
    {
        public int Lessons { get; private set; }

        public GateDecision Decide(long frameIndex, FrameLease frame) => new(GateOutcome.Reuse, "still");

        public void Learn(in GateFeedback feedback) => Lessons++;
    }
}
