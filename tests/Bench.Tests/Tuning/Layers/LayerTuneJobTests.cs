using VideoDyn.Bench.Running;
using VideoDyn.Bench.Tuning.Layers;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline;
using VideoDyn.Spatial.Analysis;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests.Tuning.Layers;

public class LayerTuneJobTests : LeaseGuard
{
    [Fact]
    public void Search_WritesThresholdsThatARunTakes()
    {
        using var folder = new TemporaryFolder();
        BenchOptions video = Video(folder);
        var progress = new List<string>();

        LayerVerdict verdict = new LayerTuneJob(new LayerTuneOptions { Videos = [video], MaxLoss = 0.1, Together = 8 }).Search(progress.Add, CancellationToken.None);

        Assert.True(verdict.Thresholds is not null, verdict.Reason);
        Assert.True(verdict.HeldBack >= 0.9 && verdict.MacShare is > 0 and < 1, verdict.Reason);
        Assert.Contains(progress, line => line.Contains("layers", StringComparison.Ordinal));
        string file = folder["thresholds.json"];
        LayerTuneJob.Write(file, verdict, "test");
        Assert.Equal(verdict.Thresholds.Values, LayerThresholds.Read(file).Values);
        using AnalysisSession session = AnalysisSession.Open(video.Analysis(new Plan { Region = $"blocks:change,rule=changes,thresholds={file}" }));
        Assert.Equal(verdict.Thresholds.Values.Keys, ((BlockAnalyzer)session.Analyzer).Layers);
    }

    [Fact]
    public void Thresholds_OfAnotherModelSizeOrLayer_AreRefused()
    {
        using var folder = new TemporaryFolder();
        BenchOptions video = Video(folder);
        string sha256 = ModelHash(video);
        Assert.Contains("of the model with SHA-256 0123", Refusal("0123", 128, 96, "x"), StringComparison.Ordinal);
        Assert.Contains("were found with an input of 1x2", Refusal(sha256, 1, 2, "x"), StringComparison.Ordinal);
        (int width, int height) = Size(video);
        Assert.Contains("layer 'no such layer' is unknown", Refusal(sha256, width, height, "no such layer"), StringComparison.Ordinal);

        string Refusal(string hash, int inputWidth, int inputHeight, string layer)
        {
            string file = folder["wrong.json"];
            File.WriteAllBytes(file, new LayerThresholds(file, hash, inputWidth, inputHeight, [KeyValuePair.Create(layer, 0.1)]).ToFile([]));
            VideoDynException error = Assert.Throws<VideoDynException>(() => AnalysisSession.Open(video.Analysis(new Plan { Region = $"blocks:change,rule=changes,thresholds={file}" })));
            Assert.Equal(ErrorKind.Configuration, error.Kind);
            return error.Message;
        }
    }

    [Fact]
    public void Search_Cancelled_Ends()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        var job = new LayerTuneJob(new LayerTuneOptions { Videos = [Video(folder)] });
        Assert.ThrowsAny<OperationCanceledException>(() => job.Search(
            what =>
            {
                if (what.StartsWith("one threshold", StringComparison.Ordinal))
                    source.Cancel();
            },
            source.Token));
    }

    [Fact]
    public void Search_FramesBeyondTheRoom_SaysHowMuchToTake()
    {
        using var folder = new TemporaryFolder();
        var job = new LayerTuneJob(new LayerTuneOptions { Videos = [Video(folder)], Room = 1 << 20 });
        string message = Assert.Throws<VideoDynException>(() => job.Search(_ => { }, CancellationToken.None)).Message;
        Assert.Contains("--duration", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_TooFewObjects_SaysSo()
    {
        using var folder = new TemporaryFolder();
        BenchOptions video = Video(folder) with { Agreement = new AgreementOptions { MinimumReferenceBoxes = 100_000 } };
        LayerVerdict verdict = new LayerTuneJob(new LayerTuneOptions { Videos = [video] }).Search(_ => { }, CancellationToken.None);
        Assert.Null(verdict.Thresholds);
        Assert.Contains("take more video", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 4, "--max-loss")]
    [InlineData(double.NaN, 4, "--max-loss")]
    [InlineData(0.01, 0, "--together")]
    public void Options_OutOfRange_AreRefused(double loss, int together, string expected)
    {
        using var folder = new TemporaryFolder();
        string message = Assert.Throws<VideoDynException>(() => new LayerTuneJob(new LayerTuneOptions { Videos = [Video(folder)], MaxLoss = loss, Together = together })).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    private static BenchOptions Video(TemporaryFolder folder) => ShapesBench.Options(folder) with
    {
        Duration = TimeSpan.FromSeconds(4),
        Agreement = new AgreementOptions { MinimumReferenceBoxes = 20, SegmentLength = TimeSpan.FromSeconds(0.5) },
    };

    private static string ModelHash(BenchOptions video)
    {
        using AnalysisSession session = AnalysisSession.Open(video.Analysis(new Plan()));
        return session.Analyzer.Info.ModelSha256;
    }

    private static (int Width, int Height) Size(BenchOptions video)
    {
        using AnalysisSession session = AnalysisSession.Open(video.Analysis(new Plan()));
        return (session.Analyzer.Info.InputWidth, session.Analyzer.Info.InputHeight);
    }
}
