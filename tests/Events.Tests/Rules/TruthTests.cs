using VideoDyn.Events.Rules;

namespace VideoDyn.Events.Tests.Rules;

/// <summary>Rules fed with the truth of the sample clips report exactly the events that the truth lists.</summary>
public class TruthTests
{
    [Theory]
    [InlineData("plaza")]
    [InlineData("street")]
    [InlineData("pan")]
    [InlineData("dusk")]
    public void Engine_OnTruthOfASampleClip_ReportsExactlyItsEvents(string name)
    {
        var clip = new TruthClip(name);
        var engine = new RuleEngine(RuleSet.Create(clip.Rules, clip.Labels));

        TruthClip.Told[] found = [.. clip.Run(engine).Select(told => new TruthClip.Told(told.Frame, told.Type, told.Rule, told.Object!.Value.Id, told.Direction, told.Time.At.TotalSeconds))];

        TruthClip.Told[] expected = [.. clip.Expected];
        Assert.NotEmpty(expected);
        Assert.Equal(InOrder(expected).Select(WithoutTime), InOrder(found).Select(WithoutTime));
        // Boxes of the truth are written with half a pixel's precision, crossing times are not.
        Assert.All(InOrder(expected).Zip(InOrder(found)), pair => Assert.Equal(pair.First.Seconds, pair.Second.Seconds, 0.02));
    }

    private static IEnumerable<TruthClip.Told> InOrder(IEnumerable<TruthClip.Told> events) =>
        events.OrderBy(told => told.Frame).ThenBy(told => told.Id).ThenBy(told => told.Type, StringComparer.Ordinal).ThenBy(told => told.Rule, StringComparer.Ordinal);

    private static TruthClip.Told WithoutTime(TruthClip.Told told) => told with { Seconds = 0 };
}
