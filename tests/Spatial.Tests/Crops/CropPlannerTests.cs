using FsCheck;
using FsCheck.Fluent;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Crops;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Spatial.Tests.Crops;

public class CropPlannerTests
{
    private const int Width = 1920;
    private const int Height = 1080;

    private static readonly Config s_seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(42, 43);

    public static CropSize[] Squares { get; } = [.. new[] { 128, 192, 256, 320, 416 }.Select(side => new CropSize(side, side, side * side))];

    [Fact]
    public void Plan_AnyProposals_CropsLieInTheFrameAndHaveASizeOfTheModel()
    {
        Gen<CropProposal> proposal =
            from x in Gen.Choose(-200, Width + 200)
            from y in Gen.Choose(-200, Height + 200)
            from width in Gen.Choose(0, 900)
            from height in Gen.Choose(0, 900)
            from reason in Gen.Choose(0, 3)
            from rank in Gen.Choose(0, 5)
            let box = new BoundingBox(x, y, x + width, y + height).ClampTo(Width, Height)
            select new CropProposal(box, Math.Max(1, Math.Min(width, height)), (CropReason)reason, rank);
        Check.One(s_seeded, Prop.ForAll(proposal.ListOf().ToArbitrary(), proposals =>
        {
            CropPlanner planner = Planner(6);
            planner.Plan([.. proposals], Width, Height);
            bool sound = planner.Crops.Count <= 6 && planner.Crops.All(crop =>
                crop.Area is { X1: >= 0, Y1: >= 0, X2: <= Width, Y2: <= Height, Area: > 0 }
                && Squares.Any(size => (size.Width, size.Height) == (crop.Width, crop.Height)) && crop.Scale <= 1.01f);
            // Nothing is lost: a track or change is in a crop, or it is named as unseen.
            return sound && proposals.Where(one => one.Box.Area > 0 && one.Reason <= CropReason.Change).All(one =>
                planner.Crops.Any(crop => crop.Contains(one.Expected)) || planner.Unseen.Any(unseen => unseen.Now == one.Expected));
        }));
    }

    [Fact]
    public void Plan_SameProposals_SameCrops()
    {
        CropProposal[] proposals = Scattered(40, 7);
        CropPlanner one = Planner(6), other = Planner(6);
        one.Plan(proposals, Width, Height);
        CropArea[] first = [.. one.Crops];
        other.Plan(proposals, Width, Height);
        Assert.Equal(first, other.Crops);
        one.Plan(proposals, Width, Height);
        Assert.Equal(first, one.Crops);
    }

    [Fact]
    public void Plan_NeighboursThatFitOneCrop_ShareIt()
    {
        CropPlanner planner = Planner(6);
        planner.Plan([At(400, 400, 40), At(450, 410, 40)], Width, Height);
        CropArea crop = Assert.Single(planner.Crops);
        Assert.Equal((128, 128), (crop.Width, crop.Height));
        Assert.Equal(1, crop.Scale);
    }

    [Fact]
    public void Plan_FarApart_TakesTwoSmallCropsAndNoLargeOne()
    {
        CropPlanner planner = Planner(6);
        planner.Plan([At(100, 100, 40), At(1700, 900, 40)], Width, Height);
        Assert.Equal(2, planner.Crops.Count);
        Assert.All(planner.Crops, crop => Assert.Equal(128, crop.Width));
    }

    [Fact]
    public void Plan_SmallObjectsAllOverTheFrame_NeverShareACropThatShowsThemSmaller()
    {
        CropPlanner planner = Planner(64);
        planner.Plan(Scattered(60, 5), Width, Height);
        Assert.True(planner.Crops.Count > 3);
        Assert.All(planner.Crops, crop => Assert.InRange(crop.Scale, 0.99f, 1.01f));
    }

    [Fact]
    public void Plan_MoreThanTheCap_ServesUncertainTracksThenChangesThenPriors()
    {
        CropPlanner planner = Planner(3);
        planner.Plan(
            [
                At(100, 100, 40, CropReason.Prior, 9), At(600, 100, 40, CropReason.Change, 1), At(1100, 100, 40, CropReason.Change, 5),
                At(1600, 100, 40, CropReason.Track, 0.1f), At(100, 800, 40, CropReason.Track, 0.9f),
            ],
            Width, Height);
        Assert.Equal([CropReason.Track, CropReason.Track, CropReason.Change], planner.Crops.Select(crop => crop.Reason));
        Assert.True(planner.Crops[0].Contains(At(100, 800, 40).Box));
        Assert.True(planner.Crops[2].Contains(At(1100, 100, 40).Box));
        UnseenArea left = Assert.Single(planner.Unseen);
        Assert.Equal(At(600, 100, 40).Box, left.Was);
        Assert.False(left.IsTrack);
    }

    [Fact]
    public void Plan_BeyondTheBudget_TakesTheMostUrgentAndWhatStillFits()
    {
        var planner = new CropPlanner(new CropSizes(Squares, 64, 416, 416), new CropLimits { Most = 6, Macs = 3 * 128 * 128 });
        planner.Plan([At(100, 100, 40, rank: 9), At(600, 100, 180, rank: 5), At(1100, 600, 40, rank: 1)], Width, Height);
        Assert.Equal([128, 128, 128], planner.Crops.Select(crop => crop.Width));
        planner.Plan([new CropProposal(new BoundingBox(100, 100, 450, 450), 64, CropReason.Track, 9), At(1100, 600, 40)], Width, Height);
        Assert.Equal(416, Assert.Single(planner.Crops).Width);
        Assert.Equal(At(1100, 600, 40).Box, Assert.Single(planner.Unseen).Now);
    }

    [Fact]
    public void Plan_CropDearerThanTheBudget_IsPaidForByTheFramesAfterIt()
    {
        var planner = new CropPlanner(new CropSizes(Squares, 64, 416, 416), new CropLimits { Most = 6, Macs = 416 * 416 / 4 });
        int taken = 0;
        for (int frame = 0; frame < 40; frame++)
        {
            planner.Plan([new CropProposal(new BoundingBox(100, 100, 450, 450), 64, CropReason.Track, 9)], Width, Height);
            taken += planner.Crops.Count;
            Assert.Equal(1, planner.Crops.Count + planner.Unseen.Count);
        }

        Assert.Equal(10, taken);
    }

    [Fact]
    public void Plan_OnePixel_TakesTheSmallestCropAroundIt()
    {
        CropPlanner planner = Planner(6);
        planner.Plan([At(1919, 1079, 1)], Width, Height);
        CropArea crop = Assert.Single(planner.Crops);
        Assert.Equal(new BoundingBox(Width - 128, Height - 128, Width, Height), crop.Area);
    }

    [Fact]
    public void Plan_LargerThanAnyCrop_ShowsItSmaller()
    {
        CropPlanner planner = Planner(6);
        planner.Plan([new CropProposal(new BoundingBox(100, 50, 1300, 1050), 1000, CropReason.Track, 0)], Width, Height);
        CropArea crop = Assert.Single(planner.Crops);
        Assert.True(crop.Contains(new BoundingBox(100, 50, 1300, 1050)));
        Assert.True(crop.Scale < 0.5f);
    }

    [Fact]
    public void Plan_TenThousandProposals_EndsAtTheCapWithoutGrowingMemory()
    {
        CropPlanner planner = Planner(6);
        CropProposal[] proposals = Scattered(10_000, 3);
        planner.Plan(proposals, Width, Height);
        long before = GC.GetAllocatedBytesForCurrentThread();
        planner.Plan(proposals, Width, Height);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024);
        Assert.InRange(planner.Crops.Count, 1, 6);
        Assert.NotEmpty(planner.Unseen);
    }

    [Fact]
    public void Plan_ModelOfOneSize_TakesOnlyThat()
    {
        var planner = new CropPlanner(new CropSizes([new CropSize(416, 416, 100)], 64, 416, 416), new CropLimits { Most = 6 });
        planner.Plan([At(100, 100, 40), At(1700, 900, 40)], Width, Height);
        Assert.All(planner.Crops, crop => Assert.Equal((416, 416), (crop.Width, crop.Height)));
    }

    [Fact]
    public void Plan_FrameSmallerThanTheSmallestCrop_TakesTheWholeFrame()
    {
        CropPlanner planner = Planner(6);
        planner.Plan([new CropProposal(new BoundingBox(10, 10, 20, 20), 10, CropReason.Change, 1)], 64, 48);
        Assert.Equal(new BoundingBox(0, 0, 64, 48), Assert.Single(planner.Crops).Area);
    }

    private static CropPlanner Planner(int most) => new(new CropSizes(Squares, 64, 416, 416), new CropLimits { Most = most });

    private static CropProposal At(int x, int y, int size, CropReason reason = CropReason.Track, float rank = 0) =>
        new(new BoundingBox(x, y, x + size, y + size), size, reason, rank);

    private static CropProposal[] Scattered(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(index => At(random.Next(Width - 60), random.Next(Height - 60), random.Next(1, 60), (CropReason)(index % 3), random.Next(10)))];
    }
}
