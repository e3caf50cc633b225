using System.Text.Json;
using VideoDyn.Core.Detections;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Running;

/// <summary>
/// A line is crossed, or not, between two turns of a gate that looks once a second: with gate <c>events</c> beside it the
/// frame after the expected crossing is looked at. Ten frames a second, pictures 16 wide, the line in their middle.
/// </summary>
public sealed class EventForesightTests : LeaseGuard
{
    private static readonly EventContext s_context = new("cam", EventContext.UnknownStart, "m.onnx", "dense", ["thing", "other"]);
    private static readonly TripwireRule s_middle = new() { Name = "middle", From = new(0.5f, 1), To = new(0.5f, 0) };

    [Fact]
    public void ExpectedCrossing_ThatHappens_IsToldAtOnceAndDatedClosely()
    {
        Outcome without = Run("every-n:10", Walk), with = Run("any(every-n:10+events)", Walk);

        JsonElement late = Assert.Single(without.Crossings), soon = Assert.Single(with.Crossings);
        Assert.Equal((7, 8), (late.GetProperty("earliest").GetDouble(), late.GetProperty("latest").GetDouble()));
        Assert.Equal(7, soon.GetProperty("earliest").GetDouble());
        // The middle is passed at 7.4 s; the frame after the one that is expected to show it is looked at.
        Assert.InRange(soon.GetProperty("latest").GetDouble(), 7.5, 7.7);
        Assert.InRange(soon.GetProperty("stream_time").GetDouble(), 7.35, 7.45);
        Assert.Single(with.Analyzed.Except(without.Analyzed));
    }

    [Fact]
    public void ExpectedCrossing_ThatDoesNotHappen_IsNotTold()
    {
        Outcome with = Run("any(every-n:10+events)", Turn);

        Assert.Empty(with.Crossings);
        Assert.Contains(with.Analyzed, index => index % 10 != 0);
    }

    [Fact]
    public void ExpectedCrossing_SameStreamTwice_IsTheSame()
    {
        Outcome one = Run("any(every-n:10+events)", Walk), other = Run("any(every-n:10+events)", Walk);

        Assert.Equal(one.Analyzed, other.Analyzed);
        Assert.Equal(one.Crossings.Select(crossing => crossing.GetRawText()), other.Crossings.Select(crossing => crossing.GetRawText()));
    }

    [Fact]
    public void Events_WithoutRules_LookAtTheFirstFrameOnly() =>
        Assert.Equal([0], Run("events", Walk, hasRules: false).Analyzed);

    // From 1 to the right, 1 a second: its middle is in the middle of the picture at 7.4 s.
    private static float Walk(long index) => 0.6f + (index / 10f);

    // It turns back half a second before.
    private static float Turn(long index) => index <= 70 ? Walk(index) : Walk(70) - ((index - 70) / 10f);

    private static Outcome Run(string gate, Func<long, float> place, bool hasRules = true)
    {
        using var source = new ScriptedSource(110);
        using var analyzer = new ScriptedAnalyzer(index => [new Detection(new BoundingBox(place(index) - 4, 2, place(index) + 4, 12), 0, 0.9f)]);
        var sink = new MemorySink();
        EventOptions options = hasRules ? EventOptions.Default with { Rules = new RuleDefinitions { Tripwires = [s_middle] } } : EventOptions.Default;
        using var publisher = new EventPublisher(s_context, sink, options);
        new StreamRun(source, PlanRegistry.CreateGate(gate), new DenseRegion(), analyzer, [publisher], new FrameTracker(0.35f)).Run(CancellationToken.None);
        publisher.Complete();
        return new Outcome(analyzer.Analyzed, [.. sink.Events.Where(one => one.GetProperty("type").GetString() == "videodyn.tripwire.crossed").Select(one => one.GetProperty("data"))]);
    }

    private sealed record Outcome(List<long> Analyzed, List<JsonElement> Crossings);

    private sealed class MemorySink : IEventOutput
    {
        public List<JsonElement> Events { get; } = [];

        public void Write(ReadOnlySpan<byte> json) => Events.Add(JsonDocument.Parse(json.ToArray()).RootElement);

        public void Dispose()
        {
        }
    }
}
