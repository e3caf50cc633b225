using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Temporal.Gates;
using VideoDyn.Temporal.Gates.Change;
using VideoDyn.Temporal.Gates.Composite;
using VideoDyn.Temporal.Gates.Motion;
using VideoDyn.Temporal.Gates.Recorded;
using VideoDyn.Temporal.Signals;
using VideoDyn.Temporal.Tests.Gates.Change;
using VideoDyn.Temporal.Tests.Signals;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Gates.Explaining;

/// <summary>Every decision has a reason, and the numbers behind it have the same names in every frame.</summary>
public sealed class GateReasonTests : LeaseGuard
{
    private readonly StreamSignals _signals = new(Scene.Input, 32, new ChangeSignalOptions());
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _signals.Dispose();
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData("all")]
    [InlineData("every-n", "phase", "n")]
    [InlineData("motion", "spots", "changed_share", "threshold", "contour_area")]
    [InlineData("change", "expected", "price", "changed_share", "age", "misplaced", "lost", "new", "objects", "motion_x", "motion_y")]
    [InlineData("recorded")]
    [InlineData("any", "1.analyze", "1.phase", "1.n", "2.analyze", "2.1.analyze", "2.2.analyze", "2.2.phase", "2.2.n")]
    public void EveryDecision_HasAReason_AndTheNumbersBehindIt(string name, params string[] numbers)
    {
        IGate gate = Gate(name);
        gate.Attach(_signals);
        var found = new GateNumbers();
        for (int index = 0; index < 40; index++)
        {
            GateDecision decision = Step(gate, index);
            Assert.False(string.IsNullOrEmpty(decision.Reason), $"frame {index}: {decision}");
            found.Clear();
            gate.Explain(found);
            Assert.Equal(numbers, found.All.Select(number => number.Name));
        }
    }

    [Fact]
    public void MaxRate_TellsItsBound_AndWhatTheGateBehindItSaysWhereItWasAsked()
    {
        var gate = new MaxRateGate(5, new EveryNGate(2));
        var numbers = new GateNumbers();

        Assert.Equal("every-n", Step(gate, 0).Reason);
        gate.Explain(numbers);
        Assert.Equal([new("max_fps", 5), new("phase", 0), new("n", 2)], numbers.All);
        numbers.Clear();
        Assert.Equal("max-fps", Step(gate, 1).Reason);
        gate.Explain(numbers);
        Assert.Equal([new GateNumber("max_fps", 5)], numbers.All);
    }

    [Fact]
    public void ChangeGate_LooksWhereTheExpectedLossReachesThePrice()
    {
        using var scene = new GateScene();
        for (int index = 0; index < 20; index++)
            scene.Step(index, Scene.Texture(1));
        bool looked = false;
        for (int index = 20; index < 40 && !looked; index++)
        {
            int place = index;
            GateDecision decision = scene.Step(index, (x, y) => x >= place && x < place + 40 && y >= 30 ? 235 : Scene.Texture(1)(x, y));
            Dictionary<string, double> numbers = scene.Explain();
            looked = decision.Outcome == GateOutcome.Analyze;
            Assert.Equal(looked, numbers["expected"] >= numbers["price"]);
            Assert.True(numbers["changed_share"] > 0);
        }

        Assert.True(looked);
    }

    private IGate Gate(string name)
    {
        if (name == "recorded")
            File.WriteAllLines(_folder["decisions"], ["videodyn-decisions 1", .. Enumerable.Range(0, 40).Select(index => $"{index} analyze")]);
        return name switch
        {
            "all" => new AllGate(),
            "every-n" => new EveryNGate(3),
            "motion" => new MotionGate(),
            "change" => new ChangeGate(),
            "recorded" => new RecordedGate(DecisionRecording.Read(_folder["decisions"])),
            _ => new CompositeGate([new EveryNGate(2), new CompositeGate([new AllGate(), new EveryNGate(3)], needsAll: true)], needsAll: false),
        };
    }

    private GateDecision Step(IGate gate, int index)
    {
        using TestFrame frame = new TestFrame(
            new FrameFormat(Scene.Width, Scene.Height, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Limited), index: index, streamTime: Scene.Time(index))
            .Fill((_, x, y) => (byte)(x >= 4 * index && x < (4 * index) + 30 && y > 40 ? 230 : Scene.Texture(1)(x, y)));
        GateDecision decision = gate.Decide(index, frame);
        if (decision.Outcome == GateOutcome.Analyze)
            _signals.MarkProcessed(frame, null);
        gate.Learn(new GateFeedback { StreamTime = frame.StreamTime, FrameWidth = Scene.Width, FrameHeight = Scene.Height, Decision = decision, Tracks = [], Tentative = [] });
        return decision;
    }
}
