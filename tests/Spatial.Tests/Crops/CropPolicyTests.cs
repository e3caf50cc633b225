using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tracks;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Spatial.Tests.Crops;

public class CropPolicyTests
{
    private static readonly CropOptions s_quiet = new() { Prior = null, Scan = null };

    [Fact]
    public void Decide_FirstFrame_SeesTheWholeFrameAndMarksEverything()
    {
        CropPolicy policy = Policy(s_quiet);
        RegionPlan.CropPlan plan = policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        Assert.True(plan.FullView);
        Assert.Null(policy.Seen);
    }

    [Fact]
    public void Decide_NothingChanged_LooksAtNothingUntilTheRefresh()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        RegionPlan.CropPlan plan = policy.Decide(CropScene.Change(1.9), [], []);
        Assert.False(plan.FullView);
        Assert.Empty(plan.Crops);
        Assert.Equal(0, policy.Seen!.Count);
        Assert.True(policy.Decide(CropScene.Change(2), [], []).FullView);
    }

    [Fact]
    public void Decide_ChangedCells_TakesACropAroundThemAndMarksThem()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        RegionPlan.CropPlan plan = policy.Decide(CropScene.Change(0.04, changed: (row, column) => row is 10 or 11 && column is 20), [], []);
        CropArea crop = Assert.Single(plan.Crops);
        Assert.Equal(CropReason.Change, crop.Reason);
        Assert.True(crop.Contains(new BoundingBox(CropScene.Grid.Column(20).Start, CropScene.Grid.Row(10).Start, CropScene.Grid.Column(20).End, CropScene.Grid.Row(11).End)));
        Assert.True(policy.Seen![10, 20] && policy.Seen[11, 20]);
        Assert.False(policy.Seen[30, 50]);
    }

    [Fact]
    public void Decide_EverythingChanges_SeesTheWholeFrameAndNoBlobs()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        RegionPlan.CropPlan plan = policy.Decide(CropScene.Change(0.04, changed: (_, _) => true), [], []);
        Assert.True(plan.FullView);
        Assert.Empty(plan.Crops);
    }

    [Fact]
    public void Decide_MovingTrack_LooksWhereItShouldBeNow()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        TrackedObject track = CropScene.Track(new BoundingBox(500, 500, 540, 580), uncertainty: 20) with { VelocityX = 500 };
        CropArea crop = Assert.Single(policy.Decide(CropScene.Change(0.2), [track], []).Crops);
        Assert.Equal(CropReason.Track, crop.Reason);
        Assert.True(crop.Contains(new BoundingBox(600, 500, 640, 580)));
    }

    [Fact]
    public void Decide_SureTrackThatStandsStill_IsLookedAtOnlyAfterTheRecheck()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        TrackedObject track = CropScene.Track(new BoundingBox(500, 500, 540, 580), uncertainty: 1);
        Assert.Empty(policy.Decide(CropScene.Change(0.2), [track], []).Crops);
        Assert.Single(policy.Decide(CropScene.Change(1.5), [track with { Age = TimeSpan.FromSeconds(1.4) }], []).Crops);
    }

    [Fact]
    public void Decide_TrackOutsideTheFrame_IsNotLookedFor()
    {
        CropPolicy policy = Policy(s_quiet);
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        Assert.Empty(policy.Decide(CropScene.Change(0.2), [CropScene.Track(new BoundingBox(-90, 500, -10, 580), uncertainty: 50)], []).Crops);
    }

    [Fact]
    public void Decide_OverARound_ScansTheWholeFrameAtFullResolution()
    {
        CropPolicy policy = Policy(s_quiet with { Scan = TimeSpan.FromSeconds(5) });
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        bool[] seen = new bool[1920 / 20 * (1080 / 20)];
        for (int frame = 1; frame <= 130; frame++)
        {
            foreach (CropArea crop in policy.Decide(CropScene.Change(frame / 25.0), [], []).Crops)
            {
                Assert.Equal(1, crop.Scale, 3);
                for (int cell = 0; cell < seen.Length; cell++)
                    seen[cell] |= crop.Contains(new BoundingBox(cell % 96 * 20, cell / 96 * 20, (cell % 96 * 20) + 20, (cell / 96 * 20) + 20));
            }
        }

        Assert.DoesNotContain(false, seen);
    }

    [Fact]
    public void Decide_PlaceWithManySmallObjects_IsProposedByThePrior()
    {
        CropPolicy policy = Policy(s_quiet with { Prior = TimeSpan.FromSeconds(1) });
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        var small = new Detection(new BoundingBox(1500, 200, 1520, 240), 0, 0.9f);
        for (int frame = 0; frame < 5; frame++)
            policy.Learn([small], TimeSpan.FromSeconds(frame / 25.0));
        CropArea crop = Assert.Single(policy.Decide(CropScene.Change(1.5), [], []).Crops);
        Assert.Equal(CropReason.Prior, crop.Reason);
        Assert.True(crop.Contains(small.Box));
        Assert.Empty(policy.Decide(CropScene.Change(1.6), [], []).Crops);
    }

    [Fact]
    public void Prior_SavedAndRestored_IsTheSameAndRefusesOtherBytes()
    {
        var prior = new CropPrior(TimeSpan.FromSeconds(10));
        prior.Learn([new Detection(new BoundingBox(0, 0, 20, 20), 0, 0.9f)], 0.5f, 1920, 1080, TimeSpan.Zero);
        prior.Learn([], 0.5f, 1920, 1080, TimeSpan.FromSeconds(10));
        Assert.Equal(0.5f, prior[0, 0, 0], 3);
        var other = new CropPrior(TimeSpan.FromSeconds(10));
        Assert.True(other.TryRestore(prior.Save()));
        Assert.Equal(prior[0, 0, 0], other[0, 0, 0], 5);
        Assert.False(other.TryRestore(new byte[7]));
        byte[] bad = prior.Save();
        BitConverter.TryWriteBytes(bad, float.NaN);
        Assert.False(other.TryRestore(bad));
        Assert.Equal(0.5f, other[0, 0, 0], 3);
    }

    private static CropPolicy Policy(CropOptions options) => new(options, CropPlannerTests.Squares, 416, 416, 0.35f);

    [Fact]
    public void Decide_CrowdThatNeverRests_StillScansTheWholeFrame()
    {
        CropPolicy policy = Policy(s_quiet with { Scan = TimeSpan.FromSeconds(1), Whole = 0 });
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        TrackedObject[] crowd =
        [
            .. Enumerable.Range(0, 20).Select(index => CropScene.Track(
                new BoundingBox((index % 5 * 380) + 20, (index / 5 * 260) + 20, (index % 5 * 380) + 60, (index / 5 * 260) + 100), uncertainty: 60) with { Id = index + 1 }),
        ];
        var scanned = new HashSet<BoundingBox>();
        double macs = 0;
        for (int frame = 1; frame <= 200; frame++)
        {
            RegionPlan.CropPlan plan = policy.Decide(CropScene.Change(frame / 25.0), crowd, []);
            scanned.UnionWith(plan.Crops.Where(crop => crop.Reason == CropReason.Scan).Select(crop => crop.Area));
            macs += plan.Crops.Sum(crop => (double)crop.Width * crop.Height);
            Assert.Contains(plan.Crops, crop => crop.Reason == CropReason.Track);
        }

        Assert.Equal(18, scanned.Count);
        // Half of a dense run for tracks, and a fifth of that for the round.
        Assert.InRange(macs / 200 / (416 * 416), 0.3, 0.65);
    }

    [Fact]
    public void Decide_ManyLargeObjects_SeesTheWholeFrameInsteadOfMoreWorkInCrops()
    {
        CropPolicy policy = Policy(s_quiet with { Budget = 8 });
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        TrackedObject[] large =
        [
            .. Enumerable.Range(0, 4).Select(index => CropScene.Track(
                new BoundingBox((index * 470) + 10, 100, (index * 470) + 410, 1000), uncertainty: 200) with { Id = index + 1 }),
        ];
        TrackedObject small = CropScene.Track(new BoundingBox(900, 20, 920, 60), uncertainty: 15) with { Id = 9 };
        RegionPlan.CropPlan plan = policy.Decide(CropScene.Change(0.2), [.. large, small], []);
        Assert.True(plan.FullView);
        CropArea crop = Assert.Single(plan.Crops);
        Assert.True(crop.Contains(small.Box));
        Assert.NotNull(policy.Seen);

        CropPolicy never = Policy(s_quiet with { Budget = 8, Whole = 0 });
        never.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        plan = never.Decide(CropScene.Change(0.2), [.. large, small], []);
        Assert.False(plan.FullView);
        Assert.True(plan.Crops.Count > 1);
    }
}
