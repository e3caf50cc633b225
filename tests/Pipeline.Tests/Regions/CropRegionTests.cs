using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Inference.Analysis;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.State;
using VideoDyn.Spatial.Crops;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

public class CropRegionTests : LeaseGuard
{
    private const string Dynamic = "models/yolox_nano_dynamic.onnx";
    private const string Fixed = "models/yolox_nano.onnx";
    private const string Clip = "videos/street-vehicles.mp4";
    private const string Other = "videos/road-static-320x240.avi";

    [SharedDataTheory(Dynamic, Clip)]
    [InlineData("all")]
    [InlineData("every-n:3")]
    [InlineData("motion")]
    public void Run_CropsWithAGate_BalancesAndRepeats(string gate)
    {
        AnalysisOptions options = Options(Dynamic, Clip) with { Gate = gate, Region = "crops:whole=0" };
        (List<string> first, RunTotals totals, LedgerSnapshot ledger) = Run(options);
        (List<string> second, _, _) = Run(options);
        Assert.Equal(first, second);
        Assert.NotEmpty(first);
        Assert.True(ledger.IsBalanced);
        Assert.True(totals.FullPasses >= 1 && totals.FullPasses < totals.Analyzed);
    }

    [SharedDataFact(Fixed, Clip)]
    public void Run_ModelOfFixedSize_Works()
    {
        (List<string> found, RunTotals totals, _) = Run(Options(Fixed, Clip) with { Region = "crops:max=2" });
        Assert.NotEmpty(found);
        Assert.InRange(totals.ExecutedShareSum / totals.Analyzed, 0.01, 3.01);
    }

    [SharedDataFact(Dynamic, Fixed, Clip, Other)]
    public void State_PriorOfAnotherModelOrCamera_StartsAnewWithAWarning()
    {
        using var folder = new TemporaryFolder();
        AnalysisOptions options = Options(Dynamic, Clip) with { Region = "crops", State = folder.Path, Name = "gate" };
        Assert.Empty(Notes(options));
        Assert.True(File.Exists(Path.Combine(folder.Path, "gate", "crop-prior")));
        Assert.Empty(Notes(options));
        PriorFile saved = PriorFile.Read(Path.Combine(folder.Path, "gate", "crop-prior"));
        Assert.Equal((640, 352), (saved.FrameWidth, saved.FrameHeight));
        Assert.True(Enumerable.Range(0, CropPrior.Rows * CropPrior.Columns * CropPrior.Sizes).Sum(index =>
            saved.Prior[index / CropPrior.Sizes / CropPrior.Columns, index / CropPrior.Sizes % CropPrior.Columns, index % CropPrior.Sizes]) > 1);

        Assert.Contains(Notes(options with { Input = SharedData.PathOf(Other) }), note =>
            note.Contains("crop-prior", StringComparison.Ordinal) && note.Contains("320x240", StringComparison.Ordinal));

        Assert.Contains(Notes(options with { Model = SharedData.PathOf(Fixed), InputSize = null }), note =>
            note.Contains("crop-prior", StringComparison.Ordinal) && note.Contains("model", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_DamagedPrior_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "crop-prior");
        File.WriteAllText(path, "no state");
        VideoDynException error = Assert.Throws<VideoDynException>(() => PriorFile.Read(path));
        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.Contains("is damaged", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crops:max=0", "Most is 0, expected 1 to 64")]
    [InlineData("crops:sizes=big", "sizes expects sides")]
    [InlineData("crops:refesh=3", "refresh")]
    [InlineData("crops:detail=2", "Detail is 2, expected 8 to 1024")]
    public void ParseRegion_WrongOption_SaysWhatIsExpected(string region, string expected)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.ParseRegion(region));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact("models/deeplabv3_mobilenet_257.onnx", Clip)]
    public void Open_Segmenter_IsRefused()
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf("models/deeplabv3_mobilenet_257.onnx") };
        VideoDynException error = Assert.Throws<VideoDynException>(() => PlanRegistry.ParseRegion("crops").LoadAnalyzer(options, new Media.Pixels.FrameTensorizer()));
        Assert.Equal(ErrorKind.Model, error.Kind);
    }

    private static AnalysisOptions Options(string model, string clip) => new()
    {
        Input = SharedData.PathOf(clip),
        Model = SharedData.PathOf(model),
        InputSize = model == Dynamic ? "416x416" : null,
        Duration = TimeSpan.FromSeconds(1),
    };

    private static IReadOnlyList<string> Notes(AnalysisOptions options)
    {
        AnalysisSession session = AnalysisSession.Open(options);
        using (session)
            session.CreateRun().Run(default);
        return session.Notes;
    }

    private static (List<string> Boxes, RunTotals Totals, LedgerSnapshot Ledger) Run(AnalysisOptions options)
    {
        var log = new BoxLog();
        using AnalysisSession session = AnalysisSession.Open(options);
        StreamRun run = session.CreateRun(log);
        run.Run(default);
        return (log.Lines, run.Totals, session.Source.Ledger.Snapshot());
    }

    private sealed class BoxLog : IFrameObserver
    {
        public List<string> Lines { get; } = [];

        public Core.Measuring.Stage Stage => Core.Measuring.Stage.Rest;

        public void OnFrame(FrameView view)
        {
            foreach (Core.Detections.Detection detection in view.Observations.Detections)
                Lines.Add(FormattableString.Invariant($"{view.Frame.Index} {detection}"));
        }
    }
}
