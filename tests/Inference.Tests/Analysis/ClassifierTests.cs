using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Analysis;

public sealed class ClassifierTests : LeaseGuard
{
    private static readonly FrameFormat s_format = new(64, 32, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Softmax")]
    public void Analyze_LogitsOrProbabilities_GivesTheSameBestClasses(string? last)
    {
        float[] logits = [1, 3, -1, 3.5f, 0, 2, 0.5f];
        Observations found = Analyze(last, [1, 7], logits, 7);
        double sum = logits.Sum(logit => Math.Exp(logit));
        Assert.Equal([3, 1, 5, 0, 6], found.Labels.Select(label => label.ClassId));
        Assert.All(found.Labels, label => Assert.Equal(Math.Exp(logits[label.ClassId]) / sum, label.Score, 1e-5));
    }

    [Fact]
    public void Analyze_Threshold_LeavesWeakClassesOut() =>
        Assert.Equal([3, 1], Analyze("Softmax", [1, 7, 1, 1], [1, 3, -1, 3.5f, 0, 2, 0.5f], 7, options => options with { Confidence = 0.2f }).Labels.Select(label => label.ClassId));

    [Fact]
    public void Analyze_ChosenClasses_KeepTheirScores()
    {
        Observations found = Analyze("Softmax", [1, 3], [1, 1, 1], 3, options => options with { Classes = ["class2"] });
        Assert.Equal(new ClassScore(2, found.Labels[0].Score), Assert.Single(found.Labels));
        Assert.Equal(1 / 3.0, found.Labels[0].Score, 1e-5);
    }

    [Fact]
    public void Analyze_ScoresThatAreNoNumbers_AreCountedAndNeverWin()
    {
        Observations found = Analyze(null, [1, 4], [float.NaN, 2, float.PositiveInfinity, 1], 4);
        Assert.Equal([1, 3], found.Labels.Select(label => label.ClassId));
        Assert.Equal(2, found.Malformed);
        Assert.Equal(1, found.Labels.Sum(label => label.Score), 1e-5);
    }

    [Fact]
    public void Analyze_SteadyState_AllocatesNothing()
    {
        using ClassifierAnalyzer analyzer = Load(null, [1, 4], [1, 2, 3, 4], 4, null);
        using TestFrame frame = new(s_format);
        var observations = new Observations();
        Assert.Equal(0, Allocations.PerRound(() => analyzer.Analyze(frame, RegionPlan.Dense, observations)));
        Assert.Equal(4, observations.Labels.Count);
    }

    [Fact]
    public void Load_LabelsOfAnotherNumber_NamesBothSides()
    {
        string message = Assert.Throws<VideoDynException>(() => Load(null, [1, 4], new float[4], 5, null)).Message;
        Assert.Contains("gives 5 labels, so one output must have 5 numbers; the graph gives", message, StringComparison.Ordinal);
    }

    [SharedDataTheory("models/squeezenet1_1_fp16.onnx", "models/squeezenet1_1_fp32_dynamic.onnx", "models/squeezenet_test_kitten.png")]
    [InlineData("models/squeezenet1_1_fp16.onnx")]
    [InlineData("models/squeezenet1_1_fp32_dynamic.onnx")]
    public void SharedClassifier_TestPicture_SeesTheKitten(string model)
    {
        using TestFrame frame = ClipFrame.Extract("models/squeezenet_test_kitten.png", 0, 224, 224);
        using IAnalyzer analyzer = ModelAnalyzer.Load(new ModelOptions { ModelPath = SharedData.PathOf(model) }, new PlainTensorizer());
        var observations = new Observations();
        analyzer.Analyze(frame, RegionPlan.Dense, observations);
        // The picture went through 4:2:0 on its way, so a little of the 0.94 is lost.
        Assert.Equal(281, observations.Labels[0].ClassId);
        Assert.InRange(observations.Labels[0].Score, 0.85, 0.98);
        Assert.Equal("tabby", analyzer.Info.Labels[281]);
    }

    [SharedDataFact("models/face_antispoof_int8.onnx", "models/face_antispoof_fp32.onnx", "videos/asl/book.mkv")]
    public void IntegerModel_RunsAsItIs_AndAgreesWithItsFloatTwin()
    {
        float[] scores =
        [
            .. new[] { "models/face_antispoof_int8.onnx", "models/face_antispoof_fp32.onnx" }.Select(model =>
            {
                string card = _folder.Write("face.yaml", """
                    task: classify
                    input: {width: 128, height: 128, color: rgb, resize: crop, scale: 0.00392156862745098}
                    labels: [real, spoof]
                    confidence: 0
                    """);
                using TestFrame frame = ClipFrame.Extract("videos/asl/book.mkv", 1, 640, 480);
                using ClassifierAnalyzer analyzer = ClassifierAnalyzer.Load(new ModelOptions { ModelPath = SharedData.PathOf(model), CardPath = card }, new PlainTensorizer());
                var observations = new Observations();
                analyzer.Analyze(frame, RegionPlan.Dense, observations);
                Assert.Equal(2, observations.Labels.Count);
                Assert.Equal(1, observations.Labels.Sum(label => label.Score), 1e-5);
                return observations.Labels.Single(label => label.ClassId == 0).Score;
            }),
        ];
        Assert.Equal(scores[1], scores[0], 0.2);
    }

    private Observations Analyze(string? last, long[] shape, float[] values, int labels, Func<ModelOptions, ModelOptions>? change = null)
    {
        using ClassifierAnalyzer analyzer = Load(last, shape, values, labels, change);
        using TestFrame frame = new(s_format);
        var observations = new Observations();
        analyzer.Analyze(frame, RegionPlan.Dense, observations);
        return observations;
    }

    private ClassifierAnalyzer Load(string? last, long[] shape, float[] values, int labels, Func<ModelOptions, ModelOptions>? change)
    {
        string path = _folder.Save("toy.onnx", PictureGraph.Of(16, 16, last, (shape, values)));
        _folder.Write("toy.yaml", CardTexts.Minimal(labels, "task: classify"));
        var options = new ModelOptions { ModelPath = path, Confidence = 0 };
        return ClassifierAnalyzer.Load(change?.Invoke(options) ?? options, new PlainTensorizer());
    }
}
