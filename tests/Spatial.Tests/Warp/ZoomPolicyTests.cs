using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Spatial.Tests.Crops;
using VideoDyn.Spatial.Warp;

namespace VideoDyn.Spatial.Tests.Warp;

public class ZoomPolicyTests
{
    private static readonly BoundingBox s_small = new(1500, 200, 1530, 240);

    [Fact]
    public void Decide_FirstFrameAndCut_IsThePlainResize()
    {
        var policy = new ZoomPolicy(new ZoomOptions(), CropScene.Input);
        var track = CropScene.Track(s_small, 3);
        Assert.Equal(1, Magnification(policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [track], [])), 3);
        Assert.True(Magnification(policy.Decide(CropScene.Change(1.1), [track], [])) > 2);
        Assert.Equal(1, Magnification(policy.Decide(CropScene.Change(1.2, cut: SceneCut.Content), [track], [])), 3);
    }

    [Fact]
    public void Decide_BetweenEstimates_KeepsTheGrid()
    {
        var policy = new ZoomPolicy(new ZoomOptions { Every = TimeSpan.FromSeconds(1) }, CropScene.Input);
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        double[] before = policy.Decide(CropScene.Change(1), [CropScene.Track(s_small, 3)], []).Grid.Columns.Edges.ToArray();
        var moved = CropScene.Track(new BoundingBox(100, 800, 140, 860), 3);
        Assert.Equal(before, policy.Decide(CropScene.Change(1.9), [moved], []).Grid.Columns.Edges.ToArray());
        Assert.NotEqual(before, policy.Decide(CropScene.Change(2), [moved], []).Grid.Columns.Edges.ToArray());
    }

    [Fact]
    public void Decide_Changes_GetRoomWithoutATrack()
    {
        var policy = new ZoomPolicy(new ZoomOptions(), CropScene.Input);
        policy.Decide(CropScene.Change(0, cut: SceneCut.FirstFrame), [], []);
        RegionPlan.WarpPlan plan = policy.Decide(CropScene.Change(1, changed: (row, column) => row is 7 && column is 50), [], []);
        Assert.True(Magnification(plan) > 2);
    }

    [Fact]
    public void Create_WrongOptions_NamesAll()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => new ZoomPolicy(new ZoomOptions { Most = 0.5, Share = 1 }, CropScene.Input));
        Assert.Contains("Most is 0.5, expected 1 to 16", error.Message, StringComparison.Ordinal);
        Assert.Contains("Share is 1, expected 0 to 0.95", error.Message, StringComparison.Ordinal);
    }

    private static float Magnification(RegionPlan.WarpPlan plan)
    {
        BoundingBox shown = plan.Grid.ToTensor(s_small);
        return shown.Width / (s_small.Width * 416f / 1920);
    }
}
