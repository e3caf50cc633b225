using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Tests.Heads;

public sealed class NanoDetHeadTests
{
    [Theory]
    [InlineData(1, 64, 64, 1, 8, 0.5f)]
    [InlineData(2, 96, 64, 5, 8, 0.7f)]
    [InlineData(3, 320, 320, 80, 8, 0.98f)]
    [InlineData(4, 64, 32, 3, 17, 0f)]
    public void Decode_TwoOutputsPerStride_EqualPlainDecodingBoxForBox(int seed, int width, int height, int classes, int bins, float threshold)
    {
        int[] strides = [8, 16, 32];
        // All classes first, then all distances, coarsest first: shapes tell them apart.
        int[] order = [2, 1, 0];
        float[][] scores = [.. order.Select(level => HeadHarness.Numbers(seed + level, Cells(level) * classes, 0, 1))];
        float[][] sides = [.. order.Select(level => HeadHarness.Numbers(seed + 10 + level, Cells(level) * 4 * bins, -3, 3))];
        long[][] shapes =
        [
            .. order.Select(level => new long[] { 1, Cells(level), classes }),
            .. order.Select(level => new long[] { 1, Cells(level), 4 * bins }),
        ];

        CandidateBuffer candidates = HeadHarness.Decode("nanodet", HeadHarness.Question(width, height, classes, shapes), threshold, [.. scores, .. sides]);

        List<PlainDecoding.Found> expected = [];
        for (int level = 0; level < 3; level++)
        {
            float[] score = scores[2 - level], side = sides[2 - level];
            expected.AddRange(PlainHeads.Distances(
                (cell, index) => score[(cell * classes) + index], (cell, edge, bin) => side[(((cell * 4) + edge) * bins) + bin],
                strides[level], (strides[level] / 2.0) - 0.5, width / strides[level], height / strides[level], classes, bins, threshold));
        }

        HeadHarness.AssertClose(expected, candidates);

        int Cells(int level) => width / strides[level] * (height / strides[level]);
    }

    [Theory]
    [InlineData(1, 128, 64, 5, 8, 0.7f)]
    [InlineData(2, 416, 416, 80, 8, 0.98f)]
    public void Decode_EverythingInOneOutput_EqualsPlainDecodingBoxForBox(int seed, int width, int height, int classes, int bins, float threshold)
    {
        int[] strides = [8, 16, 32, 64];
        int step = classes + (4 * bins);
        int Columns(int stride) => (int)Math.Ceiling((double)width / stride);
        int Rows(int stride) => (int)Math.Ceiling((double)height / stride);
        int rows = strides.Sum(stride => Columns(stride) * Rows(stride));
        float[] values = HeadHarness.Numbers(seed, rows * step, 0, 1);

        CandidateBuffer candidates = HeadHarness.Decode("nanodet", HeadHarness.Question(width, height, classes, [1, rows, step]), threshold, values);

        List<PlainDecoding.Found> expected = [];
        int first = 0;
        foreach (int stride in strides)
        {
            int start = first;
            expected.AddRange(PlainHeads.Distances(
                (cell, index) => values[((start + cell) * step) + index], (cell, edge, bin) => values[((start + cell) * step) + classes + (edge * bins) + bin],
                stride, 0, Columns(stride), Rows(stride), classes, bins, threshold));
            first += Columns(stride) * Rows(stride);
        }

        HeadHarness.AssertClose(expected, candidates);
    }

    [Fact]
    public void Decode_DistributionsThatAreNoNumbers_AreDroppedAndCounted()
    {
        const int bins = 8;
        float[] scores = new float[16];
        scores[0] = scores[1] = scores[2] = 0.9f;
        float[] sides = new float[16 * 4 * bins];
        sides[0] = float.NaN;
        sides[4 * bins] = float.PositiveInfinity;
        HeadQuestion question = HeadHarness.Question(32, 32, 1, [1, 16, 1], [1, 16, 32], [1, 4, 1], [1, 4, 32], [1, 1, 1], [1, 1, 32]);
        CandidateBuffer candidates = HeadHarness.Decode("nanodet", question, 0.5f, scores, sides, new float[4], new float[128], new float[1], new float[32]);
        Assert.Equal(1, candidates.Count);
        Assert.Equal(2, candidates.Invalid);
    }
}
