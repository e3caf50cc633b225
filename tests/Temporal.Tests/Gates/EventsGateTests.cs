using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Temporal.Gates.Events;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Gates;

public sealed class EventsGateTests : LeaseGuard
{
    [Fact]
    public void Decide_LooksAtTheFirstFrameAndAfterExpectations()
    {
        var gate = new EventsGate();
        bool[] expected = [false, true, true, false, false, true, false];
        var looked = new List<int>();
        for (int index = 0; index < expected.Length; index++)
        {
            using var frame = new TestFrame(new FrameFormat(8, 8, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full), index: index);
            GateDecision decision = gate.Decide(index, frame);
            if (decision.Outcome == GateOutcome.Analyze)
                looked.Add(index);
            // What was expected before a look is settled by it.
            gate.Learn(new GateFeedback { StreamTime = TimeSpan.FromSeconds(index), FrameWidth = 8, FrameHeight = 8, Decision = decision, IsEventExpected = expected[index] });
        }

        Assert.Equal([0, 2, 6], looked);
    }

    [Fact]
    public void Rest_LastsUntilSomethingIsExpected()
    {
        var gate = new EventsGate();
        Assert.Null(gate.RestsUntil);
        using var frame = new TestFrame(new FrameFormat(8, 8, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full));
        GateDecision decision = gate.Decide(0, frame);
        gate.Learn(new GateFeedback { StreamTime = TimeSpan.Zero, FrameWidth = 8, FrameHeight = 8, Decision = decision });
        Assert.Equal(TimeSpan.MaxValue, gate.RestsUntil);

        gate.Learn(new GateFeedback { StreamTime = TimeSpan.FromSeconds(1), FrameWidth = 8, FrameHeight = 8, Decision = GateDecision.Skip("idle"), IsEventExpected = true });
        Assert.Null(gate.RestsUntil);
    }
}
