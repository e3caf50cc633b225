using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Crops;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Crops;

/// <summary>Crops of a frame whose left half is blue and whose right half is red.</summary>
public sealed class CropClassifierTests : LeaseGuard
{
    private static readonly FrameFormat s_format = new(64, 32, PixelLayout.Yuv444, ColorMatrix.Bt601, ColorRange.Full);
    private static readonly BoundingBox s_left = new(2, 2, 30, 30), s_right = new(34, 2, 62, 30), s_nowhere = new(70, 0, 80, 10);
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(1, 1)]
    public void Classify_CropsOfOneFrame_EachGetsItsOwnClasses(int batch, int mostAtOnce)
    {
        using CropClassifier classifier = Load(ColorGraph.Of(batch));
        using TestFrame frame = TwoColors();
        BoundingBox[] boxes = [s_right, s_nowhere, s_left, .. Enumerable.Range(0, 9).Select(index => index % 2 == 0 ? s_left : s_right)];
        var classes = new ClassScore[boxes.Length * CropClassifier.TopCount];
        int[] counts = new int[boxes.Length];

        int done = classifier.Classify(frame, boxes, classes, counts);

        Assert.Equal(mostAtOnce, classifier.MostAtOnce);
        Assert.Equal(boxes.Length - 1, done);
        Assert.Equal(0, counts[1]);
        for (int index = 0; index < boxes.Length; index++)
        {
            if (boxes[index] != s_nowhere)
                Assert.Equal(boxes[index] == s_left ? 2 : 0, classes[index * CropClassifier.TopCount].ClassId);
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Load_GraphThatCannotTakePicturesApart_RunsThemOneByOne(bool mixes, bool packs)
    {
        using CropClassifier classifier = Load(ColorGraph.Of(0, mixes, packs));
        Assert.Equal(1, classifier.MostAtOnce);
    }

    [Fact]
    public void Classify_ManyCropsAgainAndAgain_AllocatesNothing()
    {
        using CropClassifier classifier = Load(ColorGraph.Of());
        using TestFrame frame = TwoColors();
        BoundingBox[] boxes = [.. Enumerable.Range(1, 11).Select(side => new BoundingBox(side, side, 20 + (3 * side), 20 + side))];
        var classes = new ClassScore[boxes.Length * CropClassifier.TopCount];
        int[] counts = new int[boxes.Length];
        var clock = new StageClock();
        Assert.Equal(0, Allocations.PerRound(() => classifier.Classify(frame, boxes, classes, counts, clock)));
        Assert.All(counts, count => Assert.Equal(3, count));
        Assert.True(clock.Wall(Stage.Inference) > TimeSpan.Zero && clock.Wall(Stage.Preprocess) > TimeSpan.Zero);
    }

    [Fact]
    public void Load_DetectorInsteadOfAClassifier_NamesBothTasks()
    {
        string path = _folder.Save("toy.onnx", ToyDetector.Yolov8());
        _folder.Write("toy.yaml", CardTexts.Minimal(2));
        string message = Assert.Throws<VideoDynException>(() => CropClassifier.Load(new ModelOptions { ModelPath = path }, new PlainTensorizer())).Message;
        Assert.Equal("model 'toy.onnx': its task is 'detect', expected 'classify'; the card's key 'task' says what a model does", message);
    }

    [SharedDataTheory("models/squeezenet_test_kitten.png")]
    [InlineData("models/squeezenet1_1_fp16.onnx")]
    [InlineData("models/squeezenet1_1_fp32_dynamic.onnx")]
    public void SharedClassifier_CropsAroundTheKitten_SeeIt(string model)
    {
        using TestFrame frame = ClipFrame.Extract("models/squeezenet_test_kitten.png", 0, 224, 224);
        using CropClassifier classifier = CropClassifier.Load(new ModelOptions { ModelPath = SharedData.PathOf(model) }, new PlainTensorizer());
        BoundingBox[] boxes = [new(0, 0, 224, 224), new(8, 8, 216, 216), new(-40, -20, 300, 240)];
        var classes = new ClassScore[boxes.Length * CropClassifier.TopCount];
        int[] counts = new int[boxes.Length];

        Assert.Equal(3, classifier.Classify(frame, boxes, classes, counts));

        // The second one leaves the batch open in its input, but declares an output for one picture.
        Assert.Equal(1, classifier.MostAtOnce);
        for (int index = 0; index < boxes.Length; index++)
            Assert.Equal(281, classes[index * CropClassifier.TopCount].ClassId);
        Assert.InRange(classes[0].Score, 0.85, 0.98);
        // What sticks out of the frame is cut off, so the first and the last crop are the same.
        Assert.Equal(classes[0].Score, classes[2 * CropClassifier.TopCount].Score, 1e-3);
    }

    [SharedDataTheory("models/face_antispoof_fp32.onnx")]
    [InlineData("models/face_antispoof_fp32.onnx", 8)]
    [InlineData("models/face_antispoof_int8.onnx", 1)]
    public void SharedModelOfAnyBatch_DynamicQuantisation_IsRunOneByOne(string model, int mostAtOnce)
    {
        string card = _folder.Write("face.yaml", """
            task: classify
            input: {width: 128, height: 128, color: rgb, resize: crop, scale: 0.00392156862745098}
            labels: [real, spoof]
            """);
        using CropClassifier classifier = CropClassifier.Load(new ModelOptions { ModelPath = SharedData.PathOf(model), CardPath = card }, new PlainTensorizer());
        Assert.Equal(mostAtOnce, classifier.MostAtOnce);
    }

    private static TestFrame TwoColors() => new TestFrame(s_format).Fill((plane, x, _) => plane switch
    {
        0 => 100,
        1 => x < 32 ? (byte)220 : (byte)90,
        _ => x < 32 ? (byte)90 : (byte)220,
    });

    private CropClassifier Load(OnnxModel model)
    {
        string path = _folder.Save("colors.onnx", model);
        _folder.Write("colors.yaml", """
            task: classify
            input: {color: rgb, resize: stretch, scale: 0.00392156862745098}
            labels: [red, green, blue]
            confidence: 0
            """);
        return CropClassifier.Load(new ModelOptions { ModelPath = path }, new PlainTensorizer());
    }
}
