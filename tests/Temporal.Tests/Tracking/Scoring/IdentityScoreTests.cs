using VideoDyn.Core.Detections;

namespace VideoDyn.Temporal.Tests.Tracking.Scoring;

public class IdentityScoreTests
{
    private static readonly BoundingBox s_left = new(0, 0, 10, 20);
    private static readonly BoundingBox s_right = new(100, 0, 110, 20);

    [Fact]
    public void IdF1_SameBoxesUnderOtherNames_IsOne()
    {
        var score = new IdentityScore();
        for (int frame = 0; frame < 5; frame++)
            score.Add([(1, s_left), (2, s_right)], [(8, s_right), (9, s_left)]);

        Assert.Equal(1, score.IdF1);
        Assert.Equal(0, score.Switches);
    }

    [Fact]
    public void IdF1_NameChangesHalfway_IsOneHalfWithOneSwitch()
    {
        var score = new IdentityScore();
        for (int frame = 0; frame < 10; frame++)
            score.Add([(1, s_left)], [(frame < 5 ? 7 : 8, s_left)]);

        Assert.Equal(0.5, score.IdF1, 9);
        Assert.Equal(1, score.Switches);
    }

    [Fact]
    public void IdF1_MissesAndGhosts_CountsBothSides()
    {
        // 4 agreed boxes, 6 true ones, 5 given ones.
        var score = new IdentityScore();
        for (int frame = 0; frame < 4; frame++)
            score.Add([(1, s_left)], [(7, s_left)]);
        score.Add([(1, s_left)], []);
        score.Add([(1, s_left)], [(9, s_right)]);

        Assert.Equal(8.0 / 11, score.IdF1, 9);
        Assert.Equal(0, score.Switches);
    }
}
