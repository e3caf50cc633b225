using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Heads;

/// <summary>Makes heads without a model, and compares their candidates with the plain decoding.</summary>
internal static class HeadHarness
{
    public static HeadQuestion Question(int width, int height, int? labels, params long[][] shapes) => new()
    {
        InputWidth = width,
        InputHeight = height,
        Outputs = [.. shapes.Select((shape, index) => new OutputShape($"out{index}", OnnxElementType.Float32, shape))],
        Operators = new HashSet<string>(),
        LabelCount = labels,
    };

    public static void AssertEqual(List<PlainDecoding.Found> expected, CandidateBuffer candidates, ReadOnlySpan<int> slots)
    {
        Assert.Equal(expected.Count, slots.Length);
        for (int rank = 0; rank < slots.Length; rank++)
        {
            int slot = slots[rank];
            PlainDecoding.Found want = expected[rank];
            Assert.Equal(want.ClassId, candidates.Classes[slot]);
            Assert.Equal(want.Score, candidates.Scores[slot]);
            Assert.Equal(want.X1, candidates.X1[slot], 2e-3);
            Assert.Equal(want.Y1, candidates.Y1[slot], 2e-3);
            Assert.Equal(want.X2, candidates.X2[slot], 2e-3);
            Assert.Equal(want.Y2, candidates.Y2[slot], 2e-3);
        }
    }

    public static void AssertSameCandidates(List<PlainDecoding.Found> expected, CandidateBuffer candidates) =>
        AssertEqual(expected, candidates, [.. Enumerable.Range(0, candidates.Count)]);
}
