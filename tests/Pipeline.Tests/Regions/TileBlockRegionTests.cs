using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Core.State;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.State;
using VideoDyn.Spatial.Analysis;
using VideoDyn.Spatial.Crops;
using VideoDyn.Spatial.Policies;
using VideoDyn.Temporal.Signals;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

/// <summary>Tiles of which only blocks are computed: <c>--region tiles:blocks=on</c>.</summary>
public class TileBlockRegionTests : LeaseGuard
{
    private const string Dynamic = "models/yolox_nano_dynamic.onnx";
    private const string Clip = "videos/street-vehicles.mp4";

    [SharedDataFact(Dynamic, Clip)]
    public void Analyze_AllBlocks_IsWhatTheDenseSessionSeesInTheSameTiles()
    {
        using TileAnalyzer dense = TileAnalyzer.Load(Model(), new TileOptions(), new FrameTensorizer());
        using TileBlockAnalyzer blocks = Load();
        (Observations expected, Observations found) = (new Observations(), new Observations());
        using FrameLease frame = Frame(20);
        dense.Analyze(frame, new RegionPlan.CropPlan(Areas(blocks, frame), [], FullView: true), expected);
        blocks.Analyze(frame, RegionPlan.Dense, found);
        Assert.NotEmpty(expected.Detections);
        Assert.Equal(expected.Detections.Count, found.Detections.Count);
        foreach ((Detection one, Detection other) in expected.Detections.Zip(found.Detections))
        {
            Assert.Equal((one.ClassId, one.Provenance), (other.ClassId, other.Provenance));
            // A tile's chroma ends with the tile, where the dense session looks half a pixel further.
            Assert.Equal(one.Score, other.Score, 0.01f);
            Assert.True(one.Box.IntersectionOverUnion(other.Box) > 0.98f, $"{one.Box} {other.Box}");
        }

        Assert.True(found.WasFullPass);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Analyze_NoBlock_KeepsWhatWasSeenWithItsAge()
    {
        using TileBlockAnalyzer analyzer = Load();
        (Observations first, Observations later) = (new Observations(), new Observations());
        using FrameLease frame = Frame(20), next = Frame(21);
        analyzer.Analyze(frame, RegionPlan.Dense, first);
        analyzer.Analyze(next, new RegionPlan.TilePlan(new RegionPlan?[analyzer.Views.Count]), later);
        Assert.Equal(0, later.Macs);
        Assert.NotEmpty(first.Detections);
        Assert.Equal(first.Detections.Select(one => one.Box), later.Detections.Select(one => one.Box));
        Assert.All(later.Detections, one => Assert.Equal((Provenance.Reused, next.StreamTime - frame.StreamTime), (one.Provenance, one.Age)));
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Run_OverAClip_CostsLessThanAllTilesSeesTheirObjectsAndRepeats()
    {
        (List<(long Frame, Detection Box)> all, RunTotals dense) = Run("tiles");
        (List<(long Frame, Detection Box)> part, RunTotals totals) = Run("tiles:blocks=on");
        Assert.Equal(part, Run("tiles:blocks=on").Boxes);
        Assert.True(totals.Macs < 0.5 * dense.Macs, $"{totals.Macs} of {dense.Macs}");
        (long Frame, Detection Box)[] clear = [.. all.Where(one => one.Box.Score >= 0.5)];
        int found = clear.Count(one => part.Any(other => other.Frame == one.Frame && other.Box.ClassId == one.Box.ClassId && other.Box.Box.IntersectionOverUnion(one.Box.Box) >= 0.5f));
        Assert.True(clear.Length > 20 && found >= 0.85 * clear.Length, $"{found} of {clear.Length}");
        Assert.Contains(part, one => one.Box.Provenance == Provenance.Reused);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Run_WithoutTheWholeView_SeesTilesOnly()
    {
        (List<(long Frame, Detection Box)> boxes, RunTotals totals) = Run("tiles:blocks=on,whole=0");
        Assert.NotEmpty(boxes);
        Assert.True(totals.Macs < Run("tiles:blocks=on").Totals.Macs);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Tiles_ShareTheirWeightsAndHoldMapsEach()
    {
        using TileBlockAnalyzer analyzer = Load();
        using FrameLease frame = Frame(20);
        Assert.Equal(0, analyzer.TileBytes);
        analyzer.Begin(frame.Format.Width, frame.Format.Height);
        analyzer.Begin(frame.Format.Width, frame.Format.Height);
        Assert.Equal(1, analyzer.Layouts);
        long announced = analyzer.TileBytes;
        analyzer.Make();
        Assert.True(analyzer.Views.Count > 2);
        Assert.Equal((analyzer.Views.Count - 1) * (analyzer.Views[0].Analyzer.Bytes + analyzer.Input.ByteLength), announced);
        Assert.Equal(announced, analyzer.Slots.Single(slot => slot.Name == "tile-maps").Bytes);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Run_WithoutRoomForTheMaps_SaysHowMuchTheyNeed()
    {
        var states = new StateStore(new StateStoreOptions { Limit = 30_000_000 });
        using AnalysisSession session = AnalysisSession.Open(Options("tiles:blocks=on"), states);
        VideoDynException error = Assert.Throws<VideoDynException>(() => session.CreateRun().Run(default));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("for 'tile-maps'", error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Reset_ForgetsMapsAndResultsOfAllTiles()
    {
        using TileBlockAnalyzer analyzer = Load();
        var observations = new Observations();
        using FrameLease frame = Frame(20);
        analyzer.Analyze(frame, RegionPlan.Dense, observations);
        Assert.All(analyzer.Views, view => Assert.True(view.Analyzer.HasMaps));
        foreach (IStateSlot slot in analyzer.Slots)
            slot.Reset(StateReset.SceneCut);
        Assert.All(analyzer.Views, view => Assert.False(view.Analyzer.HasMaps));
        analyzer.Analyze(frame, new RegionPlan.TilePlan(new RegionPlan?[analyzer.Views.Count]), observations);
        // The whole view keeps its answer until it is looked at; the region asks for that at once.
        Assert.All(analyzer.Views.Skip(1), view => Assert.Empty(view.Observations.Detections));
    }

    [SharedDataTheory(Dynamic)]
    [InlineData(150, 0.2, true)]
    [InlineData(150, 1, false)]
    [InlineData(40, 0.2, false)]
    public void Decide_ChangeInATileWithALargeObject_ComputesAllOfIt(int side, double large, bool isWhole)
    {
        using TileBlockAnalyzer analyzer = Load();
        using var region = new TileBlockRegion(
            analyzer, large, tile => new BlockRegion(tile, new StreamSignals(tile.Input, tile.BlockSize, new ChangeSignalOptions()), new ChangePolicy(new ChangePolicyOptions())));
        (StageClock clock, Observations seen) = (new StageClock(), new Observations());
        var format = new FrameFormat(640, 352, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited);
        using TestFrame first = new TestFrame(format).Fill((_, x, y) => (byte)((x * 7) ^ (y * 5)));
        // A third of the first tile is darker, and nothing else.
        using TestFrame second = new TestFrame(format, index: 1, streamTime: TimeSpan.FromSeconds(0.1)).Fill((plane, x, y) => (byte)(((x * 7) ^ (y * 5)) / (plane == 0 && x < 100 && y < 76 ? 2 : 1)));
        var plan = (RegionPlan.TilePlan)region.Decide(first, clock);
        Assert.All(plan.Parts, part => Assert.IsType<RegionPlan.DensePlan>(part));
        analyzer.Analyze(first, plan, seen);
        seen.Clear();
        seen.Add(new Detection(new BoundingBox(10, 10, 10 + side, 10 + side), 0, 0.9f));
        region.MarkProcessed(first, seen, clock);

        plan = (RegionPlan.TilePlan)region.Decide(second, clock);
        if (isWhole)
            Assert.IsType<RegionPlan.DensePlan>(plan.Parts[1]);
        else
            Assert.InRange(Assert.IsType<RegionPlan.BlockPlan>(plan.Parts[1]).Mask.Share, 0.2, 0.9);
        Assert.Null(plan.Parts[^1]);
        CropArea shown = Assert.Single(region.Crops.Crops);
        Assert.Equal((analyzer.Views[1].Area, isWhole ? CropReason.Scan : CropReason.Change), (shown.Area, shown.Reason));
        Assert.InRange(region.Totals.PixelShareSum, 1.0, 3.0);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Analyze_PlansThatDoNotFit_AreRefused()
    {
        using TileBlockAnalyzer analyzer = Load();
        using FrameLease frame = Frame(20);
        ArgumentException error = Assert.Throws<ArgumentException>(() => analyzer.Analyze(frame, new RegionPlan.TilePlan([null]), new Observations()));
        Assert.Contains("the plan is for 0 tiles", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => analyzer.Analyze(frame, new RegionPlan.CropPlan([], [], FullView: true), new Observations()));
    }

    [Theory]
    [InlineData("tiles:blocks=1", "blocks expects on or off")]
    [InlineData("tiles:blocks=on,still=4", "still belongs to blocks=off")]
    [InlineData("tiles:rule=dilated", "rule belongs to blocks=on")]
    [InlineData("tiles:blocks=on,rule=some", "rule expects blocks, dilated or changes")]
    [InlineData("tiles:blocks=on,block=24", "block size 24")]
    [InlineData("tiles:blocks=on,refresh=0.01", "RefreshInterval")]
    [InlineData("tiles:blocks=on,large=2", "Large is 2, expected 0 to 1")]
    [InlineData("tiles:large=0.5", "large belongs to blocks=on")]
    public void ParseRegion_WrongOption_SaysWhatIsExpected(string region, string expected)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.ParseRegion(region));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static ModelOptions Model() => new() { ModelPath = SharedData.PathOf(Dynamic), InputSize = new InputSize(192, 192) };

    private static TileBlockAnalyzer Load() => TileBlockAnalyzer.Load(Model(), new TileOptions(), new BlockAnalyzerOptions(), new FrameTensorizer());

    private static CropArea[] Areas(TileBlockAnalyzer analyzer, FrameLease frame)
    {
        analyzer.Begin(frame.Format.Width, frame.Format.Height);
        analyzer.Make();
        return [.. analyzer.Views.Skip(1).Select(view => new CropArea(view.Area, 192, 192, CropReason.Scan))];
    }

    private static FrameLease Frame(double second)
    {
        using VideoFileSource source = MediaSource.Open(
            SharedData.PathOf(Clip), new MediaSourceOptions { Start = TimeSpan.FromSeconds(second) }, new FrameLedger(), default);
        Assert.Equal(FrameReadStatus.Frame, source.Read(out FrameLease? frame, default));
        source.Ledger.Analyze();
        return frame!;
    }

    private static AnalysisOptions Options(string region) => new()
    {
        Input = SharedData.PathOf(Clip),
        Model = SharedData.PathOf(Dynamic),
        InputSize = "192x192",
        Region = region,
        Start = TimeSpan.FromSeconds(20),
        Duration = TimeSpan.FromSeconds(0.7),
    };

    private static (List<(long Frame, Detection Box)> Boxes, RunTotals Totals) Run(string region)
    {
        (BoxLog log, RunTotals totals) = BoxLog.Of(Options(region));
        return (log.Boxes, totals);
    }
}
