using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Temporal.Gates.Adaptive;
using VideoDyn.Temporal.Gates.Change;
using VideoDyn.Temporal.Tests.Gates.Change;
using VideoDyn.Temporal.Tests.Signals;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Gates.Adaptive;

public class AdaptiveGateTests : LeaseGuard
{
    private static readonly FrameAudit s_bad = new(40, 10, 30, 30, false);

    [Fact]
    public void WithoutAudits_DecidesAsChange()
    {
        using var scene = new GateScene(new AdaptiveGate());
        using var rival = new GateScene(new ChangeGate());

        for (int index = 0; index < 100; index++)
        {
            int place = index;
            int Person(int x, int y) => x >= place && x < place + 40 && y is >= 30 and < 110 ? 235 : Scene.Texture(1)(x, y);
            Assert.Equal(rival.Step(index, Person), scene.Step(index, Person));
        }
    }

    [Fact]
    public void BadAudits_LowerTheLoss_AndItsExplanationTellsBoth()
    {
        var gate = new AdaptiveGate();
        Teach(gate, s_bad);

        Assert.True(gate.Loss < new ChangeGateOptions().Loss);
        var numbers = new GateNumbers();
        gate.Explain(numbers);
        Assert.Equal(gate.Loss, numbers.All.Single(number => number.Name == "loss").Value);
        Assert.Equal(0.95, numbers.All.Single(number => number.Name == "target").Value);
        Assert.Contains(numbers.All, number => number.Name == "price");
    }

    [Fact]
    public void Loss_SurvivesARestart_AndAnOutage()
    {
        var first = new AdaptiveGate();
        Teach(first, s_bad);
        var slot = (IPersistentSlot)Assert.Single(first.Slots);
        slot.Reset(StateReset.Outage);
        var second = new AdaptiveGate();

        ((IPersistentSlot)second.Slots[0]).Restore(slot.Save()!);

        Assert.Equal(first.Loss, second.Loss);
        Assert.True(second.Loss < new ChangeGateOptions().Loss);
        Assert.Equal((slot.Save()!.FrameWidth, slot.Save()!.FrameHeight), (640, 384));
    }

    [Fact]
    public void LossOfAnotherTarget_OrADamagedOne_IsNotTakenOver()
    {
        var first = new AdaptiveGate();
        Teach(first, s_bad);
        SavedState saved = ((IPersistentSlot)first.Slots[0]).Save()!;
        var other = new AdaptiveGate(new AdaptiveGateOptions { Target = 0.9 });
        ((IPersistentSlot)other.Slots[0]).Restore(saved);
        var damaged = new AdaptiveGate();
        ((IPersistentSlot)damaged.Slots[0]).Restore(saved with { Content = saved.Content[..9] });

        Assert.Equal((new ChangeGateOptions().Loss, new ChangeGateOptions().Loss), (other.Loss, damaged.Loss));
    }

    [Fact]
    public void NothingLearned_SavesNothing() => Assert.Null(((IPersistentSlot)new AdaptiveGate().Slots[0]).Save());

    [Fact]
    public void OptionsOutOfRange_AreAllNamed()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => new AdaptiveGate(new AdaptiveGateOptions { Target = 1, LeastLoss = 0.4, MostLoss = 0.3 }));

        Assert.Contains("Target", error.Message, StringComparison.Ordinal);
        Assert.Contains("LeastLoss is 0.4, expected at most MostLoss", error.Message, StringComparison.Ordinal);
    }

    private static void Teach(AdaptiveGate gate, FrameAudit audit)
    {
        for (int index = 0; index < 5; index++)
        {
            gate.Learn(new GateFeedback
            {
                StreamTime = TimeSpan.FromSeconds(index),
                FrameWidth = 640,
                FrameHeight = 384,
                Decision = new GateDecision(GateOutcome.Skip, ChangeReasons.Predicted),
                Tracks = [],
                Tentative = [],
                Audit = audit,
            });
        }
    }
}
