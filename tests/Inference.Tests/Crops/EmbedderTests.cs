using System.Numerics.Tensors;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Crops;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Crops;

public sealed class EmbedderTests : LeaseGuard
{
    private const string Model = "models/osnet_x0_25_msmt17.onnx";
    private const string Detector = "models/yolox_nano.onnx";
    private const string Clip = "videos/one-by-one-person-detection.mp4";
    private static readonly FrameFormat s_format = new(64, 32, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Embed_AnyNumbers_HaveLengthOne()
    {
        using Embedder embedder = Load([3, 0, -4, 0]);
        using TestFrame frame = new(s_format);
        float[] vector = new float[4];
        Assert.True(embedder.Embed(frame, new BoundingBox(10, 4, 30, 20), vector));
        Assert.Equal([0.6f, 0, -0.8f, 0], vector);
        Assert.Equal(4, embedder.Dimension);
    }

    [Theory]
    [InlineData(100, 0, 120, 20)]
    [InlineData(10, 10, 10, 20)]
    [InlineData(float.NaN, 0, 10, 10)]
    public void Embed_BoxWithoutAPixelOfTheFrame_HasNoVector(float x1, float y1, float x2, float y2)
    {
        using Embedder embedder = Load([3, 0, -4, 0]);
        using TestFrame frame = new(s_format);
        float[] vector = [9, 9, 9, 9];
        Assert.False(embedder.Embed(frame, new BoundingBox(x1, y1, x2, y2), vector));
        Assert.Equal([0, 0, 0, 0], vector);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0f)]
    public void Embed_NumbersWithoutADirection_HaveNoVector(float number)
    {
        using Embedder embedder = Load([number, 0, 0, 0]);
        using TestFrame frame = new(s_format);
        float[] vector = new float[4];
        Assert.False(embedder.Embed(frame, new BoundingBox(0, 0, 20, 20), vector));
        Assert.Equal([0, 0, 0, 0], vector);
    }

    [Fact]
    public void Embed_ManyCropsAtOnce_EqualsOneByOneAndAllocatesNothing()
    {
        string path = _folder.Save("colors.onnx", ColorGraph.Of());
        _folder.Write("colors.yaml", """
            task: embed
            input: {color: rgb, resize: stretch, scale: 1}
            """);
        using Embedder embedder = Embedder.Load(new ModelOptions { ModelPath = path }, new PlainTensorizer());
        using TestFrame frame = new TestFrame(s_format).FillNoise(4);
        BoundingBox[] boxes = [.. Enumerable.Range(0, 11).Select(index => new BoundingBox(index, index, 12 + (4 * index), 20 + index))];
        float[] together = new float[boxes.Length * 3], alone = new float[3];

        Assert.Equal(11, embedder.Embed(frame, boxes, together));

        Assert.Equal(8, embedder.MostAtOnce);
        for (int index = 0; index < boxes.Length; index++)
        {
            Assert.True(embedder.Embed(frame, boxes[index], alone));
            for (int number = 0; number < 3; number++)
                Assert.Equal(alone[number], together[(index * 3) + number], 1e-5);
        }

        Assert.Equal(0, Allocations.PerRound(() => embedder.Embed(frame, boxes, together)));
    }

    [SharedDataFact(Model, Detector, Clip)]
    public void SharedModel_SamePersonASecondLater_IsCloserThanAnother()
    {
        using Embedder embedder = Embedder.Load(new ModelOptions { ModelPath = SharedData.PathOf(Model) }, new PlainTensorizer(antialias: true));
        using DetectorAnalyzer detector = DetectorAnalyzer.Load(
            new ModelOptions { ModelPath = SharedData.PathOf(Detector), Classes = ["person"] }, new PlainTensorizer(antialias: true));
        Dictionary<double, float[]> vectors = [];
        foreach (double second in new[] { 30.0, 31, 110, 111 })
        {
            using TestFrame frame = ClipFrame.Extract(Clip, second, 768, 432);
            var observations = new Core.Analysis.Observations();
            detector.Analyze(frame, Core.Plans.RegionPlan.Dense, observations);
            vectors[second] = new float[embedder.Dimension];
            Assert.True(embedder.Embed(frame, observations.Detections[0].Box, vectors[second]));
            Assert.Equal(1, TensorPrimitives.Norm(vectors[second]), 1e-4);
        }

        float same = Math.Min(Cosine(30, 31), Cosine(110, 111));
        float other = new[] { Cosine(30, 110), Cosine(30, 111), Cosine(31, 110), Cosine(31, 111) }.Max();
        Assert.InRange(same, 0.75, 1.0);
        Assert.True(other < same - 0.05, $"same {same}, other {other}");

        float Cosine(double one, double two) => TensorPrimitives.Dot(vectors[one], vectors[two]);
    }

    private Embedder Load(float[] numbers)
    {
        string path = _folder.Save("toy.onnx", PictureGraph.Of(8, 16, null, ([1, 4], numbers)));
        _folder.Write("toy.yaml", """
            task: embed
            input: {color: rgb, resize: stretch, scale: 1}
            """);
        return Embedder.Load(new ModelOptions { ModelPath = path }, new PlainTensorizer());
    }
}
