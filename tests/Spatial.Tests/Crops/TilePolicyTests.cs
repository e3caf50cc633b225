using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;
using VideoDyn.Core.Tracks;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Spatial.Tests.Crops;

public class TilePolicyTests
{
    [Fact]
    public void Decide_EveryFrame_CoversAllPixelsAtFullResolutionWithTheOverlap()
    {
        var policy = new TilePolicy(new TileOptions(), CropScene.Input);
        for (int frame = 0; frame < 2; frame++)
        {
            RegionPlan.CropPlan plan = policy.Decide(CropScene.Change(frame / 25.0, cut: frame == 0 ? SceneCut.FirstFrame : SceneCut.None), [], []);
            Assert.True(plan.FullView);
            Assert.Null(policy.Seen);
            Assert.Equal(18, plan.Crops.Count);
            Assert.All(plan.Crops, crop => Assert.Equal(1, crop.Scale));
            for (int y = 0; y + 80 <= 1080; y += 40)
            {
                for (int x = 0; x + 80 <= 1920; x += 40)
                    Assert.Contains(plan.Crops, crop => crop.Contains(new BoundingBox(x, y, x + 80, y + 80)));
            }
        }
    }

    [Fact]
    public void Decide_StillTiles_LooksOnlyAtThoseThatChangedUntilTheyAreDue()
    {
        var policy = new TilePolicy(new TileOptions { Still = TimeSpan.FromSeconds(2) }, CropScene.Input);
        Assert.Equal(18, policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []).Crops.Count);

        RegionPlan.CropPlan plan = policy.Decide(CropScene.Change(0.04), [], []);
        Assert.Empty(plan.Crops);
        Assert.False(plan.FullView);
        Assert.Equal(0, policy.Seen!.Count);

        plan = policy.Decide(CropScene.Change(1, changed: (row, column) => row is 2 && column is 2), [], []);
        Assert.True(plan.FullView);
        Assert.Equal(new BoundingBox(0, 0, 416, 416), Assert.Single(plan.Crops).Area);
        Assert.True(policy.Seen![2, 2]);
        Assert.False(policy.Seen[30, 50]);

        Assert.Equal(17, policy.Decide(CropScene.Change(2), [], []).Crops.Count);
    }

    [Fact]
    public void Decide_StrayChange_WaitsUnlessAFollowedObjectIsThere()
    {
        var policy = new TilePolicy(new TileOptions { Still = TimeSpan.FromSeconds(4), Stray = TimeSpan.FromSeconds(0.5) }, CropScene.Input);
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        BlockChange leaves(double time) => CropScene.Change(time, changed: (row, column) => row is 2 && column is 2);
        var beside = CropScene.Track(new BoundingBox(1500, 700, 1540, 780), uncertainty: 1);
        Assert.Empty(policy.Decide(leaves(0.1), [beside], []).Crops);
        // The cell ends at x = 90.
        var there = CropScene.Track(new BoundingBox(70, 40, 110, 120), uncertainty: 1);
        Assert.Equal(new BoundingBox(0, 0, 416, 416), Assert.Single(policy.Decide(leaves(0.2), [there], []).Crops).Area);
        Assert.Single(policy.Decide(leaves(0.3), [], [there with { State = TrackState.Tentative }]).Crops);
        Assert.Empty(policy.Decide(leaves(0.7), [beside], []).Crops);
        Assert.Single(policy.Decide(leaves(0.85), [beside], []).Crops);
    }

    [Fact]
    public void Decide_ChangeUnderASlowObject_WaitsUntilItHasMoved()
    {
        var policy = new TilePolicy(new TileOptions { Still = TimeSpan.FromSeconds(4), Stray = TimeSpan.FromSeconds(0.5), Move = 0.1 }, CropScene.Input);
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        BlockChange steps(double time) => CropScene.Change(time, changed: (row, column) => row is 2 && column is 2);
        // 40 pixels wide, 20 a second: a tenth of its size in 0.2 s.
        var slow = CropScene.Track(new BoundingBox(60, 40, 100, 120), uncertainty: 1) with { VelocityX = 20 };
        Assert.Empty(policy.Decide(steps(0.1), [slow], []).Crops);
        Assert.Single(policy.Decide(steps(0.25), [slow], []).Crops);
        Assert.Empty(policy.Decide(steps(0.4), [slow], []).Crops);
        Assert.Single(policy.Decide(steps(0.41), [], [slow with { State = TrackState.Tentative }]).Crops);
        Assert.Single(policy.Decide(steps(0.95), [slow with { VelocityX = 0 }], []).Crops);
    }

    [Fact]
    public void Decide_FrameOfTheInputSize_IsTheWholeViewAlone()
    {
        var policy = new TilePolicy(new TileOptions { Whole = false }, new InputSpec { Width = 1920, Height = 1088, Resize = ResizeMode.LetterboxTopLeft });
        RegionPlan.CropPlan plan = policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        Assert.True(plan.FullView);
        Assert.Empty(plan.Crops);
    }

    [Fact]
    public void Create_WrongOptions_NamesAll()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() =>
            new TilePolicy(new TileOptions { Overlap = 0.9, Still = TimeSpan.Zero }, CropScene.Input));
        Assert.Contains("Overlap is 0.9, expected 0 to 0.5", error.Message, StringComparison.Ordinal);
        Assert.Contains("Still", error.Message, StringComparison.Ordinal);
    }
}
