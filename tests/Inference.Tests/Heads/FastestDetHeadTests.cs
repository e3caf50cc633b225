using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Tests.Heads;

public sealed class FastestDetHeadTests
{
    [Theory]
    [InlineData(1, 64, 64, 1, 16, 0.5f)]
    [InlineData(2, 96, 64, 5, 16, 0.6f)]
    [InlineData(3, 352, 352, 80, 16, 0.9f)]
    [InlineData(4, 96, 64, 3, 32, 0f)]
    public void Decode_RandomMap_EqualsPlainDecodingBoxForBox(int seed, int width, int height, int classes, int stride, float threshold)
    {
        int rows = height / stride, columns = width / stride, cells = rows * columns;
        float[] values = HeadHarness.Numbers(seed, (5 + classes) * cells, 0.001f, 1);
        for (int index = cells; index < 5 * cells; index++)
            values[index] = (values[index] * 4) - 2;

        CandidateBuffer candidates = HeadHarness.Decode(
            "fastestdet", HeadHarness.Question(width, height, classes, [1, 5 + classes, rows, columns]), threshold, values);

        HeadHarness.AssertClose(PlainHeads.PowerMap(values, rows, columns, classes, width, height, threshold), candidates);
    }

    [Fact]
    public void Decode_CellsThatAreNoBoxes_AreDroppedAndCounted()
    {
        float[] values = new float[7 * 4];
        for (int cell = 0; cell < 4; cell++)
            values[cell] = values[(5 * 4) + cell] = 0.9f;
        values[0] = float.NaN;
        values[4 + 1] = float.NaN;
        values[(3 * 4) + 2] = float.NegativeInfinity;
        CandidateBuffer candidates = HeadHarness.Decode("fastestdet", HeadHarness.Question(32, 32, 2, [1, 7, 2, 2]), 0.5f, values);
        Assert.Equal(1, candidates.Count);
        Assert.Equal(3, candidates.Invalid);
    }
}
