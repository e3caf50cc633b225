using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Crops;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Spatial.Tests.Crops;

public class CropMergerTests
{
    private const int Width = 1920;
    private const int Height = 1080;
    private static readonly CropArea s_left = new(new BoundingBox(200, 200, 456, 456), 256, 256, CropReason.Track);
    private static readonly CropArea s_right = new(new BoundingBox(400, 200, 656, 456), 256, 256, CropReason.Change);
    private readonly CropMerger _merger = new(0.45f, TimeSpan.FromSeconds(4));

    [Fact]
    public void Merge_ObjectCutByOneCropAndWholeInTheNext_KeepsTheWholeOne()
    {
        var whole = new BoundingBox(420, 250, 480, 350);
        Merge(0, [Found(new BoundingBox(420, 250, 456, 350), 0, 0.9f), Found(whole, 1, 0.6f)], s_left, s_right);
        Assert.Equal(whole, Only().Box);
    }

    [Fact]
    public void Merge_ObjectInBothCrops_IsOne()
    {
        Merge(0, [Found(new BoundingBox(410, 250, 450, 300), 0, 0.7f), Found(new BoundingBox(411, 251, 451, 300), 1, 0.8f)], s_left, s_right);
        Assert.Equal(0.8f, Only().Score);
    }

    [Fact]
    public void Merge_TwoClassesAtOnePlace_AreTwo()
    {
        var box = new BoundingBox(300, 300, 340, 340);
        Merge(0, [Found(box, 0, 0.7f), Found(box, 0, 0.6f, classId: 1)], s_left);
        Assert.Equal(2, _merger.Known.Length);
    }

    [Fact]
    public void Merge_CutObjectWithNothingWhole_Stays()
    {
        Merge(0, [Found(new BoundingBox(200, 250, 240, 300), 0, 0.7f)], s_left);
        Assert.Equal(Provenance.Detected, Only().Provenance);
    }

    [Fact]
    public void Merge_ObjectAtTheEdgeOfTheFrame_IsNotCut()
    {
        var corner = new CropArea(new BoundingBox(0, 0, 256, 256), 256, 256, CropReason.Scan);
        var box = new BoundingBox(0, 0, 50, 50);
        Merge(0, [Found(box, 0, 0.7f), Found(new BoundingBox(0, 0, 45, 120), 0, 0.5f)], corner);
        Assert.Equal(2, _merger.Known.Length);
    }

    [Fact]
    public void Merge_OutsideAllCrops_IsReusedWithItsAge()
    {
        var box = new BoundingBox(1000, 500, 1100, 700);
        MergeWhole(0, [Found(box, -1, 0.8f)]);
        Merge(0.5, [], s_left);
        Detection kept = Only();
        Assert.Equal((box, Provenance.Reused, TimeSpan.FromSeconds(0.5)), (kept.Box, kept.Provenance, kept.Age));
    }

    [Fact]
    public void Merge_LookedAtAndGone_Ends()
    {
        MergeWhole(0, [Found(new BoundingBox(300, 300, 340, 340), -1, 0.8f)]);
        Merge(0.1, [], s_left);
        Assert.True(_merger.Known.IsEmpty);
    }

    [Fact]
    public void Merge_UnseenTrack_MovesAsPredicted()
    {
        var was = new BoundingBox(1000, 500, 1100, 700);
        var now = new BoundingBox(1010, 500, 1110, 700);
        MergeWhole(0, [Found(was, -1, 0.8f)]);
        _merger.Merge([], new RegionPlan.CropPlan([s_left], [new UnseenArea(was, now, IsTrack: true)], FullView: false), 0.2f, Width, Height, TimeSpan.FromSeconds(0.04));
        Detection kept = Only();
        Assert.Equal((now, Provenance.Predicted), (kept.Box, kept.Provenance));
    }

    [Fact]
    public void Merge_ObjectInAnUnseenChange_IsPredicted()
    {
        MergeWhole(0, [Found(new BoundingBox(1000, 500, 1100, 700), -1, 0.8f)]);
        var change = new BoundingBox(900, 400, 1200, 800);
        _merger.Merge([], new RegionPlan.CropPlan([], [new UnseenArea(change, change, IsTrack: false)], FullView: false), 0.2f, Width, Height, TimeSpan.FromSeconds(0.04));
        Assert.Equal(Provenance.Predicted, Only().Provenance);
    }

    [Fact]
    public void Merge_WholeViewTooCoarseForASmallObject_DoesNotRefuteIt()
    {
        var small = new BoundingBox(300, 300, 320, 340);
        var large = new BoundingBox(1000, 100, 1300, 900);
        MergeWhole(0, [Found(large, -1, 0.8f)]);
        Merge(0.04, [Found(small, 0, 0.6f)], s_left);
        Assert.Equal(2, _merger.Known.Length);
        MergeWhole(0.08, []);
        Assert.Equal(small, Only().Box);
        MergeWhole(4.1, []);
        Assert.True(_merger.Known.IsEmpty);
    }

    [Fact]
    public void Merge_PartOfALargeObjectThatACropCannotShow_IsNoObjectOfItsOwn()
    {
        var person = new BoundingBox(300, 100, 500, 900);
        MergeWhole(0, [Found(person, -1, 0.8f)]);
        Merge(0.04, [Found(new BoundingBox(320, 250, 400, 400), 0, 0.9f)], s_left);
        Assert.Equal(person, Only().Box);
    }

    [Fact]
    public void Merge_PartOfWhatTheWholeViewShowsInTheSameFrame_IsNoObjectOfItsOwn()
    {
        var person = new BoundingBox(300, 100, 500, 900);
        var other = new Detection(new BoundingBox(320, 250, 400, 400), 1, 0.9f);
        _merger.Merge(
            [Found(person, -1, 0.6f), Found(other.Box, 0, 0.9f), new CropFinding(other, 0)],
            new RegionPlan.CropPlan([s_left], [], FullView: true), 0.2f, Width, Height, TimeSpan.Zero);
        Assert.Equal([other, new Detection(person, 0, 0.6f)], _merger.Known.ToArray().Select(known => known.Detection));
    }

    [Fact]
    public void Merge_MoreObjectsThanTheCap_KeepsTheStrongestAndSaysSo()
    {
        var tile = new CropArea(new BoundingBox(0, 0, Width, Height), 416, 416, CropReason.Scan);
        List<CropFinding> found = [.. Enumerable.Range(0, 400).Select(index => Found(
            new BoundingBox(10 + (index % 40 * 45), 10 + (index / 40 * 90), 40 + (index % 40 * 45), 60 + (index / 40 * 90)), 0, 0.1f + (index / 1000f)))];
        Merge(0, found, tile);
        Assert.Equal(CropMerger.MostObjects, _merger.Known.Length);
        Assert.Equal(0.499f, _merger.Known[0].Detection.Score, 3);
    }

    private Detection Only()
    {
        Assert.Equal(1, _merger.Known.Length);
        return _merger.Known[0].Detection;
    }

    private void Merge(double seconds, List<CropFinding> found, params CropArea[] crops) =>
        _merger.Merge(found, new RegionPlan.CropPlan(crops, [], FullView: false), 0.2f, Width, Height, TimeSpan.FromSeconds(seconds));

    private void MergeWhole(double seconds, List<CropFinding> found) =>
        _merger.Merge(found, new RegionPlan.CropPlan([], [], FullView: true), 0.2f, Width, Height, TimeSpan.FromSeconds(seconds));

    private static CropFinding Found(BoundingBox box, int crop, float score, int classId = 0) => new(new Detection(box, classId, score), crop);
}
