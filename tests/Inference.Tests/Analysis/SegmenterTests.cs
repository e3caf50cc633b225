using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Analysis;

public sealed class SegmenterTests : LeaseGuard
{
    private static readonly FrameFormat s_format = new(64, 32, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData(1, false, 16, 8, 5)]
    [InlineData(2, true, 16, 8, 5)]
    [InlineData(3, false, 33, 17, 21)]
    [InlineData(4, true, 33, 17, 21)]
    public void Analyze_RandomLogits_GivesThePlainArgMaxAndItsShares(int seed, bool packed, int width, int height, int classes)
    {
        float[] values = [.. new Random(seed).GetItems(Enumerable.Range(0, 999).Select(value => value / 100f).ToArray(), width * height * classes)];
        values[5] = float.NaN;
        long[] shape = packed ? [1, height, width, classes] : [1, classes, height, width];
        Observations found = Analyze((width * 2, height * 2), classes, "stretch", (shape, values));

        byte[] expected = new byte[width * height];
        for (int pixel = 0; pixel < expected.Length; pixel++)
        {
            float At(int channel) => values[packed ? (pixel * classes) + channel : (channel * width * height) + pixel];
            float best = Enumerable.Range(0, classes).Select(At).Where(value => !float.IsNaN(value)).Max();
            expected[pixel] = (byte)Enumerable.Range(0, classes).First(channel => At(channel) == best);
        }

        Assert.Equal((width, height), (found.Map.Width, found.Map.Height));
        Assert.Equal(expected, found.Map.Classes.ToArray());
        Assert.Equal(new BoundingBox(0, 0, 64, 32), found.Map.Area);
        Assert.Equal(
            expected.GroupBy(classId => classId).OrderBy(group => group.Key).Select(group => new ClassShare(group.Key, (float)group.Count() / expected.Length)),
            found.Segments);
    }

    [Fact]
    public void Analyze_SeveralOutputs_CountsEachAndLaysTheLaterOnTop()
    {
        // Four pixels: nothing, first, both, second.
        float[] first = [1, 0, 0, 1, 0, 1, 1, 0];
        float[] second = [1, 1, 0, 0, 0, 0, 1, 1];
        Observations found = Analyze((4, 2), 3, "stretch", ([1, 2, 1, 4], first), ([1, 2, 1, 4], second));
        Assert.Equal([0, 1, 2, 2], found.Map.Classes.ToArray());
        Assert.Equal([new ClassShare(0, 0.25f), new ClassShare(1, 0.5f), new ClassShare(2, 0.5f)], found.Segments);
    }

    [Fact]
    public void Analyze_LetterboxedPicture_LeavesTheBorderOut()
    {
        // A picture of 2:1 in a square tensor: rows 2..5 of 8 show picture. The border is of class 1.
        float[] values = new float[2 * 8 * 8];
        for (int pixel = 0; pixel < 64; pixel++)
            values[(pixel / 8 is >= 2 and < 6 ? 0 : 64) + pixel] = 1;
        Observations found = Analyze((32, 32), 2, "letterbox-center", ([1, 2, 8, 8], values));
        Assert.Equal((8, 4), (found.Map.Width, found.Map.Height));
        Assert.Equal([new ClassShare(0, 1)], found.Segments);
        Assert.Equal(new BoundingBox(0, 0, 64, 32), found.Map.Area);
    }

    [Fact]
    public void Analyze_MaskOfAnotherAspectThanThePicture_StillCoversTheFrame()
    {
        // The tensor is 4:3, the frame 2:1 and the mask coarse: it lies over the whole frame all the same.
        float[] values = [5, 5, -5, -5];
        Observations found = Analyze((64, 48), 2, "stretch", ([1, 1, 2, 2], values));
        Assert.Equal([1, 1, 0, 0], found.Map.Classes.ToArray());
        Assert.Equal(new BoundingBox(0, 0, 64, 32), found.Map.Area);
    }

    [Fact]
    public void Analyze_SteadyState_AllocatesNothing()
    {
        using SegmenterAnalyzer analyzer = Load((32, 16), 3, "stretch", ([1, 3, 8, 16], new float[3 * 128]));
        using TestFrame frame = new(s_format);
        var observations = new Observations();
        Assert.Equal(0, Allocations.PerRound(() => analyzer.Analyze(frame, RegionPlan.Dense, observations)));
    }

    [Fact]
    public void Load_LabelsOfAnotherNumber_NamesBothSides()
    {
        string message = Assert.Throws<VideoDynException>(() => Load((32, 16), 4, "stretch", ([1, 3, 8, 16], new float[3 * 128]))).Message;
        Assert.Contains("tell 3 classes apart (the background counted once), but there are 4 labels", message, StringComparison.Ordinal);
    }

    [Fact]
    public void DetectorAnalyzer_ModelWithAnotherTask_SaysSo()
    {
        ModelOptions options = Options((32, 16), 3, "stretch", ([1, 3, 8, 16], new float[3 * 128]));
        string message = Assert.Throws<VideoDynException>(() => DetectorAnalyzer.Load(options, new PlainTensorizer())).Message;
        Assert.Equal("model 'toy.onnx': its task is 'segment', expected 'detect'; the card's key 'task' says what a model does", message);
    }

    [SharedDataFact("models/twinlitenet_360x640.onnx", "videos/dashcam-lane.mp4")]
    public void TwoOutputs_DashCam_FindRoadAndLanesAsDescribed()
    {
        Observations found = AnalyzeShared("models/twinlitenet_360x640.onnx", "videos/dashcam-lane.mp4", 3, 960, 540, out IReadOnlyList<string> labels);
        Assert.InRange(Share(found, labels, "drivable area"), 0.31, 0.35);
        Assert.InRange(Share(found, labels, "lane line"), 0.022, 0.032);
    }

    [SharedDataFact("models/deeplabv3_mobilenet_257.onnx", "videos/one-by-one-person-detection.mp4")]
    public void PackedOutput_RoomWithAPerson_SeesThePerson()
    {
        Observations found = AnalyzeShared("models/deeplabv3_mobilenet_257.onnx", "videos/one-by-one-person-detection.mp4", 110, 768, 432, out IReadOnlyList<string> labels);
        Assert.Equal((257, 257), (found.Map.Width, found.Map.Height));
        Assert.Equal(1, found.Segments.Sum(segment => segment.Share), 1e-4);
        Assert.InRange(Share(found, labels, "person"), 0.005, 0.3);
    }

    private static double Share(Observations found, IReadOnlyList<string> labels, string label) =>
        found.Segments.Where(segment => labels[segment.ClassId] == label).Sum(segment => segment.Share);

    private static Observations AnalyzeShared(string model, string clip, double second, int width, int height, out IReadOnlyList<string> labels)
    {
        using TestFrame frame = ClipFrame.Extract(clip, second, width, height);
        using IAnalyzer analyzer = ModelAnalyzer.Load(new ModelOptions { ModelPath = SharedData.PathOf(model) }, new PlainTensorizer(antialias: true));
        Assert.Equal(AnalysisTask.Segment, analyzer.Info.Task);
        var observations = new Observations();
        analyzer.Analyze(frame, RegionPlan.Dense, observations);
        labels = analyzer.Info.Labels;
        return observations;
    }

    private Observations Analyze((int, int) size, int labels, string resize, params (long[] Shape, float[] Values)[] outputs)
    {
        using SegmenterAnalyzer analyzer = Load(size, labels, resize, outputs);
        using TestFrame frame = new(s_format);
        var observations = new Observations();
        analyzer.Analyze(frame, RegionPlan.Dense, observations);
        Assert.Empty(observations.Detections);
        return observations;
    }

    private SegmenterAnalyzer Load((int, int) size, int labels, string resize, params (long[] Shape, float[] Values)[] outputs) =>
        SegmenterAnalyzer.Load(Options(size, labels, resize, outputs), new PlainTensorizer());

    private ModelOptions Options((int Width, int Height) size, int labels, string resize, params (long[] Shape, float[] Values)[] outputs)
    {
        string path = _folder.Save("toy.onnx", PictureGraph.Of(size.Width, size.Height, null, outputs));
        _folder.Write("toy.yaml", CardTexts.Minimal(labels, "task: segment").Replace("stretch", resize, StringComparison.Ordinal));
        return new ModelOptions { ModelPath = path };
    }
}
