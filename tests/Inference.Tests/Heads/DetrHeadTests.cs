using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Tests.Heads;

public sealed class DetrHeadTests
{
    private const int Queries = 100;
    private static readonly IReadOnlySet<string> s_operators = new HashSet<string> { "MatMul", "Softmax" };

    [Theory]
    [InlineData(1, 5, true, 0.3f)]
    [InlineData(2, 80, true, 0.05f)]
    [InlineData(3, 5, false, 0.9f)]
    [InlineData(4, 80, false, 0.97f)]
    public void Decode_LogitsAndBoxes_EqualPlainDecodingBoxForBox(int seed, int classes, bool withNoObject, float threshold)
    {
        int width = withNoObject ? classes + 1 : classes;
        float[] logits = HeadHarness.Numbers(seed, Queries * width, -4, 4);
        float[] boxes = HeadHarness.Numbers(seed + 1, Queries * 4, 0.1f, 0.9f);
        HeadQuestion question = HeadHarness.Question(640, 480, classes, [1, Queries, 4], [1, Queries, width]) with { Operators = s_operators };

        CandidateBuffer candidates = HeadHarness.Decode("detr", question, threshold, boxes, logits);

        List<PlainDecoding.Found> expected = [];
        for (int query = 0; query < Queries; query++)
        {
            double[] own = [.. logits[(query * width)..((query + 1) * width)].Select(logit => (double)logit)];
            double sum = own.Sum(Math.Exp);
            float[] scores = [.. own[..classes].Select(logit => (float)(withNoObject ? Math.Exp(logit) / sum : PlainHeads.Sigmoid(logit)))];
            Keep(expected, query, scores, threshold, boxes[(query * 4)..((query + 1) * 4)]);
        }

        HeadHarness.AssertClose(expected, candidates);
    }

    [Fact]
    public void Decode_BoxesAndProbabilitiesInOneOutput_EqualPlainReading()
    {
        const int classes = 7;
        float[] values = HeadHarness.Numbers(9, Queries * (4 + classes), 0.01f, 1);
        HeadQuestion question = HeadHarness.Question(640, 480, classes, [1, Queries, 4 + classes]) with { Operators = s_operators };

        CandidateBuffer candidates = HeadHarness.Decode("detr", question, 0.8f, values);

        List<PlainDecoding.Found> expected = [];
        foreach (float[] row in values.Chunk(4 + classes))
            Keep(expected, expected.Count, row[4..], 0.8f, row[..4]);
        HeadHarness.AssertClose(expected, candidates);
    }

    [Fact]
    public void Decode_QueriesThatAreNoBoxes_AreDroppedAndCounted()
    {
        HeadQuestion question = HeadHarness.Question(640, 480, 2, [1, 3, 3], [1, 3, 4]) with { Operators = s_operators };
        float[] logits = [float.NaN, 0, 0, 9, 0, 0, 9, 0, 0];
        float[] boxes = [0.5f, 0.5f, 0.1f, 0.1f, 0.5f, 0.5f, float.PositiveInfinity, 0.1f, 0.5f, 0.5f, 0.1f, 0.1f];
        CandidateBuffer candidates = HeadHarness.Decode("detr", question, 0.5f, logits, boxes);
        Assert.Equal(1, candidates.Count);
        Assert.Equal(2, candidates.Invalid);
    }

    private static void Keep(List<PlainDecoding.Found> found, int place, float[] scores, float threshold, float[] box) =>
        PlainDecoding.Keep(found, place, scores, threshold, box[0] * 640.0, box[1] * 480.0, box[2] * 640.0, box[3] * 480.0);
}
