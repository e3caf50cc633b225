using VideoDyn.Core.Plans;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Spatial.Tests.Crops;

public class AutoChooserTests
{
    private readonly AutoChooser _chooser = new(0.3);

    [Fact]
    public void Choose_NothingToLookAt_TakesCropsWhichThenAreNone() =>
        Assert.Equal(("crops", "nothing"), Reason(_chooser.Choose(0.02, new CropEstimate(0, 0, 1, 1))));

    [Fact]
    public void Choose_SmallObjects_TakesCropsForTheirDetail() =>
        Assert.Equal(("crops", "both"), Reason(_chooser.Choose(0.8, new CropEstimate(4, 0.3f, 1, 0.25f))));

    [Fact]
    public void Choose_LargeObjectsInFewBlocks_TakesTheWholeViewBecauseItIsCheaper() =>
        Assert.Equal(("whole", "both"), Reason(_chooser.Choose(0.1, new CropEstimate(2, 0.5f, 1, 1))));

    [Fact]
    public void Choose_MoreDetailForMoreWork_DependsOnThePrice()
    {
        var crops = new CropEstimate(3, 1.2f, 1, 0.6f);
        Assert.Equal(("crops", "benefit"), Reason(_chooser.Choose(0.2, crops)));
        Assert.Equal(("whole", "cheaper"), Reason(new AutoChooser(1).Choose(0.2, crops)));
    }

    [Fact]
    public void Choose_AnyChoice_TellsItsNumbers()
    {
        RegionChoice choice = _chooser.Choose(0.2, new CropEstimate(3, 1.2f, 0.9f, 0.6f));
        Assert.Equal((0.2f, 1.2f, 0.6f, 0.9f), (choice.WholeCost, choice.CropCost, choice.WholeBenefit, choice.CropBenefit));
    }

    private static (string Region, string Reason) Reason(RegionChoice choice) => (choice.Region, choice.Reason);
}
