using VideoDyn.Pipeline.Running;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

/// <summary>Runs without any loss: every pixel that is not equal counts, and layers pass on whatever moved.</summary>
public class ChangesRegionTests : LeaseGuard
{
    private static string Samples => Path.Combine(RepositoryRoot.Path, "samples");

    [Theory]
    [InlineData("videos/plaza.mp4")]
    [InlineData("videos/street.mp4")]
    public void Run_AllBlocksWithoutThreshold_PublishesExactlyWhatFullPassesDo_ForLess(string clip)
    {
        (List<string> all, RunTotals dense) = Run(clip, "blocks:all");
        (List<string> lossless, RunTotals part) = Run(clip, "blocks:all,rule=changes,threshold=0");

        Assert.NotEmpty(all);
        Assert.Equal(all, lossless);
        Assert.True(part.Macs < 0.9 * dense.Macs, $"{part.Macs} of {dense.Macs} multiply-adds");
    }

    [Fact]
    public void Run_EveryBlockInTheMask_IsNoFullPass_AsLayersLookForThemselves()
    {
        (_, RunTotals totals) = Run("videos/plaza.mp4", "blocks:all,rule=changes,threshold=0");
        (_, RunTotals broken) = Run("videos/plaza.mp4", "blocks:all,rule=changes,threshold=0,break-even=0.9");

        Assert.Equal((1, broken.Analyzed), (totals.FullPasses, broken.FullPasses));
        Assert.True(totals.Macs < broken.Macs);
    }

    private static (List<string> Boxes, RunTotals Totals) Run(string clip, string region)
    {
        (BoxLog log, RunTotals totals) = BoxLog.Of(new AnalysisOptions
        {
            Input = Path.Combine(Samples, clip),
            Model = Path.Combine(Samples, "models", "detector", "model.onnx"),
            Region = region,
            Start = TimeSpan.FromSeconds(20),
            Duration = TimeSpan.FromSeconds(1.5),
        });
        return (log.Lines, totals);
    }
}
