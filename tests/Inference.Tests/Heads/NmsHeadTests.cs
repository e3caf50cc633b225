using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Heads;

public sealed class NmsHeadTests
{
    private static readonly IReadOnlySet<string> s_operators = new HashSet<string> { "NonMaxSuppression" };

    [Theory]
    [InlineData(new long[] { 1, 40, 6 })]
    [InlineData(new long[] { 40, 6 })]
    [InlineData(new long[] { 40, 7 })]
    public void Decode_Rows_EqualPlainReading(long[] shape)
    {
        int columns = (int)shape[^1];
        float[] values = Rows(1, 40, columns);
        HeadQuestion question = HeadHarness.Question(640, 640, 5, shape) with { Operators = s_operators };

        CandidateBuffer candidates = HeadHarness.Decode("nms", question, 0.4f, values);

        HeadHarness.AssertSameCandidates(Plain(values, columns, 0.4f), candidates);
    }

    [Theory]
    [InlineData(false, 40)]
    [InlineData(true, 40)]
    [InlineData(true, 11)]
    [InlineData(true, 0)]
    public void Decode_SeparateOutputs_EqualPlainReading(bool withNumber, int number)
    {
        float[] rows = Rows(2, 40, 6);
        float[] boxes = [.. Enumerable.Range(0, 160).Select(index => rows[(index / 4 * 6) + (index % 4)])];
        float[] scores = [.. Enumerable.Range(0, 40).Select(row => rows[(row * 6) + 4])];
        float[] classes = [.. Enumerable.Range(0, 40).Select(row => rows[(row * 6) + 5])];
        // Shuffled on purpose: types and shapes tell them apart.
        OutputShape[] outputs =
        [
            new("c", OnnxElementType.Int64, [1, 40]), new("s", OnnxElementType.Float32, [1, 40]), new("b", OnnxElementType.Float32, [1, 40, 4]),
            .. withNumber ? [new OutputShape("n", OnnxElementType.Int32, [1, 1])] : Array.Empty<OutputShape>(),
        ];
        HeadQuestion question = HeadHarness.Question(640, 640, 5) with { Outputs = outputs };
        float[][] values = withNumber ? [classes, scores, boxes, [number]] : [classes, scores, boxes];

        CandidateBuffer candidates = HeadHarness.Decode("nms", question, 0.4f, values);

        HeadHarness.AssertSameCandidates(Plain(rows[..(number * 6)], 6, 0.4f), candidates);
    }

    [Fact]
    public void Decode_RowsOfAnotherNumberInTheNextRun_AreRead()
    {
        HeadQuestion question = HeadHarness.Question(640, 640, 5, [1, 0, 6]) with { Operators = s_operators };
        IDetectionHead head = HeadRegistry.Resolve("m.onnx", question, null).Match.Create();
        foreach (int rows in new[] { 0, 3, 40, 1 })
        {
            float[] values = Rows(rows, rows, 6);
            var candidates = new CandidateBuffer(100, 0f);
            head.Decode([new OutputTensor("o", [1, rows, 6], values)], candidates);
            Assert.Equal(rows, candidates.Count);
        }
    }

    [Theory]
    [InlineData(5f)]
    [InlineData(-1f)]
    [InlineData(1.5f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Decode_ClassBeyondTheLabels_IsCountedNotReported(float classId)
    {
        HeadQuestion question = HeadHarness.Question(640, 640, 5, [1, 2, 6]) with { Operators = s_operators };
        CandidateBuffer candidates = HeadHarness.Decode("nms", question, 0.4f, [1, 2, 30, 40, 0.9f, classId, 1, 2, 30, 40, 0.8f, 4]);
        Assert.Equal(1, candidates.Count);
        Assert.Equal(4, candidates.Classes[0]);
        Assert.Equal(1, candidates.Invalid);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Decode_ScoreThatIsNoNumber_IsCountedNotReported(float score)
    {
        HeadQuestion question = HeadHarness.Question(640, 640, 5, [1, 1, 6]) with { Operators = s_operators };
        CandidateBuffer candidates = HeadHarness.Decode("nms", question, 0.4f, [1, 2, 30, 40, score, 1]);
        Assert.Equal(0, candidates.Count);
        Assert.Equal(1, candidates.Invalid);
    }

    [Fact]
    public void Decode_NumberBeyondTheRows_IsAClearError()
    {
        OutputShape[] outputs =
        [
            new("n", OnnxElementType.Int32, [1, 1]), new("b", OnnxElementType.Float32, [1, 2, 4]),
            new("s", OnnxElementType.Float32, [1, 2]), new("c", OnnxElementType.Int32, [1, 2]),
        ];
        HeadQuestion question = HeadHarness.Question(640, 640, 5) with { Outputs = outputs };
        VideoDynException error = Assert.Throws<VideoDynException>(() => HeadHarness.Decode("nms", question, 0.4f, [3], new float[8], new float[2], new float[2]));
        Assert.Equal("output 'out0' says 3 detections, but the graph gives rows for 2", error.Message);
    }

    private static float[] Rows(int seed, int rows, int columns)
    {
        var random = new Random(seed);
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            float x = random.NextSingle() * 500, y = random.NextSingle() * 500;
            float[] box = [x, y, x + 1 + (random.NextSingle() * 90), y + 1 + (random.NextSingle() * 90)];
            float score = random.NextSingle(), classId = random.Next(5);
            float[] numbers = columns == 6 ? [.. box, score, classId] : [0, .. box, classId, score];
            numbers.CopyTo(values, row * columns);
        }

        return values;
    }

    private static List<PlainDecoding.Found> Plain(float[] values, int columns, float threshold)
    {
        List<PlainDecoding.Found> found = [];
        foreach (float[] row in values.Chunk(columns))
        {
            (float[] box, float score, float classId) = columns == 6 ? (row[..4], row[4], row[5]) : (row[1..5], row[6], row[5]);
            if (score >= threshold)
                found.Add(new PlainDecoding.Found(found.Count, (int)classId, score, box[0], box[1], box[2], box[3]));
        }

        return found;
    }
}
