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

    /// <summary>Seeded numbers in a range.</summary>
    public static float[] Numbers(int seed, int count, float least, float most)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => least + (random.NextSingle() * (most - least)))];
    }

    /// <summary>Decodes with the head that the registry recognises, which must be the expected one.</summary>
    public static CandidateBuffer Decode(string expected, HeadQuestion question, float threshold, params float[][] values)
    {
        (HeadDescriptor descriptor, HeadMatch match) = HeadRegistry.Resolve("m.onnx", question, null);
        Assert.Equal(expected, descriptor.Name);
        var candidates = new CandidateBuffer(CandidateBuffer.DefaultCapacity, threshold);
        IDetectionHead head = match.Create();
        Assert.Equal(expected, head.Name);
        head.Decode([.. values.Select((numbers, index) => new OutputTensor($"out{index}", question.Outputs[index].Shape, numbers))], candidates);
        return candidates;
    }

    /// <summary>Compares boxes one by one, with the rounding of transcendental functions allowed for.</summary>
    public static void AssertClose(List<PlainDecoding.Found> expected, CandidateBuffer candidates)
    {
        Assert.True(expected.Count > 0, "the case has no candidate");
        Assert.Equal(expected.Count, candidates.Count);
        for (int slot = 0; slot < expected.Count; slot++)
        {
            PlainDecoding.Found want = expected[slot];
            Assert.Equal(want.ClassId, candidates.Classes[slot]);
            Assert.Equal(want.Score, candidates.Scores[slot], 1e-5);
            Assert.Equal(want.X1, candidates.X1[slot], 2e-3);
            Assert.Equal(want.Y1, candidates.Y1[slot], 2e-3);
            Assert.Equal(want.X2, candidates.X2[slot], 2e-3);
            Assert.Equal(want.Y2, candidates.Y2[slot], 2e-3);
        }
    }

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
