using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;

namespace VideoDyn.Core.Tests.Analysis;

public class ObservationsTests
{
    private static readonly BoundingBox s_box = new(0, 0, 1, 1);

    [Theory]
    [InlineData(0.95f, 0)]
    [InlineData(0.5f, 2)]
    [InlineData(0.1f, 3)]
    public void KeepFrom_Score_DropsWhatIsWeaker(float score, int kept)
    {
        var observations = new Observations();
        foreach (float each in new[] { 0.9f, 0.5f, 0.2f })
            observations.Add(new Detection(s_box, 0, each));
        observations.KeepFrom(score);
        Assert.Equal(kept, observations.Detections.Count);
    }

    [Fact]
    public void Clear_Everything_IsForgotten()
    {
        var observations = new Observations { Truncated = true, Macs = 5, ExecutedShare = 1, Malformed = 2 };
        observations.Add(new Detection(s_box, 0, 1));
        observations.Add(new ClassScore(1, 0.5f));
        observations.Add(new ClassShare(1, 0.5f));
        observations.Map.Begin(3, 2, s_box);
        observations.Clear();
        Assert.Empty(observations.Detections);
        Assert.Empty(observations.Labels);
        Assert.Empty(observations.Segments);
        Assert.True(observations.Map.IsEmpty);
        Assert.Equal((false, 0L, 0.0, 0), (observations.Truncated, observations.Macs, observations.ExecutedShare, observations.Malformed));
    }

    [Fact]
    public void Map_SmallerAfterLarger_HoldsJustItsPixels()
    {
        var map = new ClassMap();
        map.Begin(10, 10, s_box);
        map.Begin(3, 2, s_box);
        Assert.Equal(6, map.Classes.Length);
    }
}
