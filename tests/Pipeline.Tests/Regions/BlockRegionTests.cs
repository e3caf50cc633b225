using VideoDyn.Core.Measuring;
using VideoDyn.Pipeline.Running;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

public class BlockRegionTests : LeaseGuard
{
    [Fact]
    public void Run_SampleByBlocks_SeesNearlyEverythingForAShareOfTheWork()
    {
        RunTotals dense = Run("dense");
        RunTotals blocks = Run("blocks:change");

        Assert.Equal(dense.Analyzed, blocks.Analyzed);
        Assert.InRange(blocks.Objects, dense.Objects * 0.97, dense.Objects * 1.03);
        Assert.InRange(blocks.FullPasses, 1, 3);
    }

    [Fact]
    public void Run_BlocksAll_SeesWhatDenseSees()
    {
        RunTotals dense = Run("dense");
        RunTotals blocks = Run("blocks:all");

        Assert.Equal(dense.ObjectsByClass, blocks.ObjectsByClass);
        Assert.Equal(blocks.Analyzed, blocks.FullPasses);
    }

    [Fact]
    public void Run_Twice_IsTheSame() => Assert.Equal(Run("blocks:change").ObjectsByClass, Run("blocks:change").ObjectsByClass);

    [SharedDataFact("models/yolox_nano.onnx", "videos/one-by-one-person-detection.mp4")]
    public void Run_QuietRoom_SkipsMostOfTheWork()
    {
        AnalysisOptions options = new()
        {
            Input = SharedData.PathOf("videos/one-by-one-person-detection.mp4"),
            Model = SharedData.PathOf("models/yolox_nano.onnx"),
            Region = "blocks:change,max-age=0,refresh=0",
            Duration = TimeSpan.FromSeconds(10),
        };
        using AnalysisSession session = AnalysisSession.Open(options);
        StreamRun run = session.CreateRun([]);
        run.Run(CancellationToken.None);

        Assert.InRange(run.Totals.ExecutedShareSum / run.Totals.Analyzed, 0.001, 0.12);
        Assert.Equal(1, run.Totals.FullPasses);
        Assert.True(run.Clock.Wall(Stage.Signals) > TimeSpan.Zero);
        Assert.True(session.Source.Ledger.Snapshot().IsBalanced);
    }

    private static RunTotals Run(string region)
    {
        using AnalysisSession session = AnalysisSession.Open(SamplePaths.Options with { Region = region });
        StreamRun run = session.CreateRun([]);
        run.Run(CancellationToken.None);
        Assert.True(session.Source.Ledger.Snapshot().IsBalanced);
        return run.Totals;
    }
}
