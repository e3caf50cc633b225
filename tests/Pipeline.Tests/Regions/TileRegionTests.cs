using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Running;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

public class TileRegionTests : LeaseGuard
{
    private const string Dynamic = "models/yolox_nano_dynamic.onnx";
    private const string Clip = "videos/street-vehicles.mp4";

    [SharedDataFact(Dynamic, Clip)]
    public void Run_StillTilesWithEveryChangeCounted_PublishesWhatAllTilesDo()
    {
        (List<string> all, RunTotals dense) = Run("tiles");
        // Every pixel that differs at all is a change, so what is left out is equal.
        (List<string> still, RunTotals part) = Run("tiles:still=100,share=0,dead-zone=0");
        Assert.NotEmpty(all);
        Assert.Equal(all, still);
        Assert.True(part.Macs <= dense.Macs);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Run_Tiles_SeesMoreSmallObjectsThanTheWholeView()
    {
        int tiles = Run("tiles").Boxes.Count, whole = Run("dense").Boxes.Count;
        Assert.True(tiles > whole, $"{tiles} boxes in tiles, {whole} in the whole view");
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Run_StillTiles_CostsLessAndRepeats()
    {
        (List<string> first, RunTotals totals) = Run("tiles:still=2");
        Assert.Equal(first, Run("tiles:still=2").Boxes);
        Assert.True(totals.Macs < Run("tiles").Totals.Macs);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Run_MotionCrops_SeesObjectsAndRepeats()
    {
        (List<string> first, RunTotals totals) = Run("motion-crops");
        Assert.NotEmpty(first);
        Assert.Equal(first, Run("motion-crops").Boxes);
        Assert.InRange(totals.FullPasses, 1, totals.Analyzed - 1);
    }

    [Theory]
    [InlineData("tiles:overlap=0.7", "Overlap is 0.7, expected 0 to 0.5")]
    [InlineData("tiles:whole=2", "whole expects 0 or 1")]
    [InlineData("tiles:stil=2", "still")]
    [InlineData("motion-crops:growth=0.5", "Growth is 0.5, expected 1 to 5")]
    public void ParseRegion_WrongOption_SaysWhatIsExpected(string region, string expected)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.ParseRegion(region));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static (List<string> Boxes, RunTotals Totals) Run(string region)
    {
        (BoxLog log, RunTotals totals) = BoxLog.Of(new AnalysisOptions
        {
            Input = SharedData.PathOf(Clip),
            Model = SharedData.PathOf(Dynamic),
            InputSize = "192x192",
            Region = region,
            Duration = TimeSpan.FromSeconds(0.5),
        });
        return (log.Lines, totals);
    }
}
