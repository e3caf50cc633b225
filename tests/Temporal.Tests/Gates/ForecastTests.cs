using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Temporal.Gates;
using VideoDyn.Temporal.Gates.Composite;
using VideoDyn.Temporal.Gates.Motion;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Gates;

/// <summary>A forecast says beforehand what the gate will say, whatever the times are.</summary>
public sealed class ForecastTests : LeaseGuard
{
    private static readonly FrameFormat s_format = new(16, 16, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full);

    public static TheoryData<string> Gates => new("every-1", "every-5", "rate", "rate-every", "any", "all", "rate-any");

    [Theory]
    [MemberData(nameof(Gates))]
    public void MayLook_IrregularTimes_IsWhatTheGateDecides(string name)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            IGate gate = Create(name), unseen = Create(name);
            IFrameForecast forecast = gate.Forecast()!;
            var time = TimeSpan.Zero;
            for (int ordinal = 0; ordinal < 300; ordinal++)
            {
                time += TimeSpan.FromMilliseconds(random.Next(8) == 0 ? -random.Next(100) : random.Next(120));
                using var frame = new TestFrame(s_format, index: ordinal, streamTime: time);
                bool may = forecast.MayLook(ordinal, ordinal, time);
                GateDecision decision = gate.Decide(ordinal, frame);
                Assert.Equal(decision.Outcome == GateOutcome.Analyze, may);
                // Without its pixels the frame gets the same decision.
                Assert.Equal(decision, may ? unseen.Decide(ordinal, frame) : unseen.DecideUnseen(ordinal, frame));
            }
        }
    }

    [Fact]
    public void Forecast_GateThatLooksAtPixels_HasNone()
    {
        Assert.Null(((IGate)new MotionGate()).Forecast());
        Assert.Null(((IGate)new AllGate()).Forecast());
        Assert.Null(new CompositeGate([new EveryNGate(5), new MotionGate()], needsAll: true).Forecast());
        // Where another gate keeps most frames from it, the rest is known beforehand.
        Assert.NotNull(new MaxRateGate(2, new MotionGate()).Forecast());
    }

    private static IGate Create(string name) => name switch
    {
        "every-1" => new EveryNGate(1),
        "every-5" => new EveryNGate(5),
        "rate" => new MaxRateGate(3, new AllGate()),
        "rate-every" => new MaxRateGate(7.5, new EveryNGate(3)),
        "any" => new CompositeGate([new EveryNGate(4), new EveryNGate(7)], needsAll: false),
        "all" => new CompositeGate([new EveryNGate(4), new EveryNGate(6)], needsAll: true),
        _ => new MaxRateGate(5, new CompositeGate([new EveryNGate(4), new EveryNGate(7)], needsAll: false)),
    };
}
