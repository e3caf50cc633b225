using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Spatial.Tests.Crops;

public class MotionCropPolicyTests
{
    [Fact]
    public void Decide_Motion_TakesSquaresOfAtLeastTheInputAroundClusters()
    {
        MotionCropPolicy policy = Started(new MotionCropOptions());
        RegionPlan.CropPlan plan = policy.Decide(
            CropScene.Change(0.04, changed: (row, column) => (row is 5 && column is 5 or 8) || (row is >= 10 and < 32 && column is >= 40 and < 50)), [], []);
        Assert.False(plan.FullView);
        Assert.Equal(2, plan.Crops.Count);
        Assert.All(plan.Crops, crop => Assert.Equal((416, 416), (crop.Width, crop.Height)));
        Assert.Contains(plan.Crops, crop => crop.Area is { Width: 416, Height: 416 } && crop.Contains(Cell(5, 5)) && crop.Contains(Cell(5, 8)));
        Assert.Contains(plan.Crops, crop => crop.Area.Width > 800 && crop.Area.Width == crop.Area.Height && crop.Contains(Cell(31, 49)));
        Assert.Null(policy.Seen);
    }

    [Fact]
    public void Decide_ObjectWithoutMotion_IsLookedAtAgainAfterTheRecheckOnly()
    {
        MotionCropPolicy policy = Started(new MotionCropOptions { Recheck = TimeSpan.FromSeconds(1) });
        var track = CropScene.Track(new BoundingBox(500, 500, 540, 580), uncertainty: 1);
        Assert.Empty(policy.Decide(CropScene.Change(0.5), [track], []).Crops);
        Assert.True(Assert.Single(policy.Decide(CropScene.Change(1.2), [track with { Age = TimeSpan.FromSeconds(1.1) }], []).Crops).Contains(track.Box));
    }

    [Fact]
    public void Decide_MoreThanTheCap_NamesWhatIsLeftOut()
    {
        MotionCropPolicy policy = Started(new MotionCropOptions { Most = 1 });
        RegionPlan.CropPlan plan = policy.Decide(CropScene.Change(0.04, changed: (row, column) => (row, column) is (2, 2) or (30, 50)), [], []);
        Assert.Single(plan.Crops);
        Assert.Single(plan.Unseen);
    }

    [Fact]
    public void Decide_EverythingChanges_IsOneCropOfTheWholeFrame()
    {
        MotionCropPolicy policy = Started(new MotionCropOptions());
        Assert.Equal(
            new BoundingBox(0, 0, 1920, 1080), Assert.Single(policy.Decide(CropScene.Change(0.04, changed: (_, _) => true), [], []).Crops).Area);
    }

    private static BoundingBox Cell(int row, int column) => new(
        CropScene.Grid.Column(column).Start, CropScene.Grid.Row(row).Start, CropScene.Grid.Column(column).End, CropScene.Grid.Row(row).End);

    private static MotionCropPolicy Started(MotionCropOptions options)
    {
        var policy = new MotionCropPolicy(options, CropScene.Input);
        Assert.True(policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []).FullView);
        return policy;
    }
}
