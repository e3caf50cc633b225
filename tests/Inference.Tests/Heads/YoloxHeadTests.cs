using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;
using VideoDyn.Inference.Tests.Support;

namespace VideoDyn.Inference.Tests.Heads;

public sealed class YoloxHeadTests
{
    [Theory]
    [InlineData(1, 32, 32, 1, 0.3f, false)]
    [InlineData(2, 96, 64, 5, 0.35f, false)]
    [InlineData(3, 416, 416, 80, 0.5f, false)]
    [InlineData(4, 640, 384, 3, 0f, false)]
    [InlineData(5, 96, 64, 5, 0.35f, true)]
    public void Decode_RandomTensor_EqualsPlainDecodingBoxForBox(int seed, int width, int height, int classes, float threshold, bool decoded)
    {
        float[] values = Random(seed, StrideGrid.CellCount([8, 16, 32], width, height), classes);
        IDetectionHead head = Head(width, height, classes, values.Length, decoded);
        var candidates = new CandidateBuffer(CandidateBuffer.DefaultCapacity, threshold);

        head.Decode([Tensor(values, classes)], candidates);

        List<PlainDecoding.Found> expected = PlainDecoding.Yolox(values, classes, width, height, threshold, decoded);
        Assert.True(expected.Count > 0);
        HeadHarness.AssertSameCandidates(expected, candidates);
        ReadOnlySpan<int> kept = new NonMaximumSuppression(candidates.Capacity, classes, candidates.Capacity).Run(candidates, 0.45f);
        HeadHarness.AssertEqual(PlainDecoding.Suppress(expected, 0.45), candidates, kept);
        Assert.Equal(0, candidates.Invalid);
    }

    [Theory]
    [InlineData(4, float.NaN)]
    [InlineData(6, float.NaN)]
    [InlineData(0, float.NaN)]
    [InlineData(2, float.PositiveInfinity)]
    [InlineData(2, float.NegativeInfinity)]
    [InlineData(3, 1000f)]
    [InlineData(1, float.NegativeInfinity)]
    public void Decode_CellThatIsNoBox_IsDroppedAndCounted(int channel, float value)
    {
        float[] values = new float[21 * 7];
        for (int cell = 3; cell <= 4; cell++)
            new[] { 0.5f, 0.5f, 1f, 1f, 0.9f, 0.1f, 0.9f }.CopyTo(values, cell * 7);
        values[(3 * 7) + channel] = value;
        var candidates = new CandidateBuffer(10, 0.5f);

        Head(32, 32, 2, values.Length).Decode([Tensor(values, 2)], candidates);

        Assert.Equal(1, candidates.Count);
        Assert.Equal(1, candidates.Invalid);
    }

    [Fact]
    public void Decode_OutputOfAnotherSize_IsAClearError()
    {
        IDetectionHead head = Head(32, 32, 2, 21 * 7);
        VideoDynException error = Assert.Throws<VideoDynException>(() => head.Decode([Tensor(new float[22 * 7], 2)], new CandidateBuffer(10, 0.5f)));
        Assert.Equal("output 'out' changed its size at run time: 154 values, expected 21 x 7", error.Message);
        Assert.Equal(ErrorKind.Model, error.Kind);
    }

    [Fact]
    public void Decode_SteadyState_AllocatesNothing()
    {
        float[] values = Random(9, StrideGrid.CellCount([8, 16, 32], 416, 416), 80);
        IDetectionHead head = Head(416, 416, 80, values.Length);
        OutputTensor[] outputs = [Tensor(values, 80)];
        var candidates = new CandidateBuffer(CandidateBuffer.DefaultCapacity, 0.3f);
        var suppression = new NonMaximumSuppression(candidates.Capacity, 80);
        Assert.Equal(0, Allocations.PerRound(Round));

        void Round()
        {
            candidates.Clear();
            head.Decode(outputs, candidates);
            suppression.Run(candidates, 0.45f);
        }
    }

    private static OutputTensor Tensor(float[] values, int classes) => new("out", [1, values.Length / (5 + classes), 5 + classes], values);

    private static IDetectionHead Head(int width, int height, int classes, int length, bool decoded = false)
    {
        HeadQuestion question = HeadHarness.Question(width, height, classes, [1, length / (5 + classes), 5 + classes]);
        if (decoded)
            question = question with { Operators = new HashSet<string> { "Exp" } };
        (HeadDescriptor descriptor, HeadMatch match) = HeadRegistry.Resolve("m.onnx", question, null);
        Assert.Equal("yolox", descriptor.Name);
        Assert.Equal(classes, match.ClassCount);
        return match.Create();
    }

    private static float[] Random(int seed, int cells, int classes)
    {
        var random = new Random(seed);
        float[] values = new float[cells * (5 + classes)];
        for (int index = 0; index < values.Length; index++)
        {
            int channel = index % (5 + classes);
            values[index] = channel < 4 ? (random.NextSingle() * 2) - 0.5f : random.NextSingle();
            // Boxes decoded in the graph must have a size too.
            if (channel is 2 or 3)
                values[index] = random.NextSingle() + 0.1f;
        }

        return values;
    }
}
