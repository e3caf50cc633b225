using System.Diagnostics;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Tests.Heads;

public sealed class Yolov8HeadTests
{
    [Theory]
    [InlineData(1, 32, 32, 1, 0.5f, false)]
    [InlineData(2, 96, 64, 5, 0.6f, false)]
    [InlineData(3, 640, 640, 80, 0.995f, false)]
    [InlineData(4, 352, 224, 7, 0f, false)]
    [InlineData(5, 96, 64, 5, 0.6f, true)]
    [InlineData(6, 416, 416, 80, 0.98f, true)]
    public void Decode_RandomTensor_EqualsPlainDecodingBoxForBox(int seed, int width, int height, int classes, float threshold, bool inRows)
    {
        int cells = StrideGrid.CellCount([8, 16, 32], width, height);
        float[] values = Random(seed, cells, classes, width, inRows);
        IDetectionHead head = Head(width, height, cells, classes, inRows);
        var candidates = new CandidateBuffer(CandidateBuffer.DefaultCapacity, threshold);

        head.Decode([Tensor(values, cells, inRows)], candidates);

        Func<int, int, float> value = inRows
            ? (cell, channel) => values[(cell * (4 + classes)) + channel]
            : (cell, channel) => values[(channel * cells) + cell];
        List<PlainDecoding.Found> expected = PlainDecoding.Yolov8(value, cells, classes, threshold);
        Assert.True(expected.Count > 0);
        HeadHarness.AssertSameCandidates(expected, candidates);
        ReadOnlySpan<int> kept = new NonMaximumSuppression(candidates.Capacity, classes, candidates.Capacity).Run(candidates, 0.45f);
        HeadHarness.AssertEqual(PlainDecoding.Suppress(expected, 0.45), candidates, kept);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_CellsThatAreNoBoxes_AreDroppedAndCounted(bool inRows)
    {
        const int cells = 21, classes = 2;
        float[] values = new float[cells * 6];
        for (int cell = 0; cell < 6; cell++)
            Set(cell, 16, 16, 8, 8, 0.1f, 0.9f);
        Set(0, 16, 16, 8, 8, float.NaN, 0.9f);
        Set(1, 16, 16, 8, 8, 0.1f, float.PositiveInfinity);
        Set(2, float.NaN, 16, 8, 8, 0.1f, 0.9f);
        Set(3, 16, 16, 0, 8, 0.1f, 0.9f);
        Set(4, 16, 16, 8, -1, 0.1f, 0.9f);
        var candidates = new CandidateBuffer(10, 0.5f);

        Head(32, 32, cells, classes, inRows).Decode([Tensor(values, cells, inRows)], candidates);

        Assert.Equal(1, candidates.Count);
        Assert.Equal(5, candidates.Invalid);

        void Set(int cell, params float[] channels)
        {
            for (int channel = 0; channel < channels.Length; channel++)
                values[inRows ? (cell * 6) + channel : (channel * cells) + cell] = channels[channel];
        }
    }

    [Fact]
    public void Decode_ShuffledOutputs_FindsItsOwnByShape()
    {
        int cells = StrideGrid.CellCount([8, 16, 32], 96, 64);
        float[] values = Random(1, cells, 5, 96, inRows: false);
        OutputTensor other = new("other", [1, 32, 16, 24], new float[32 * 16 * 24]);
        HeadQuestion question = HeadHarness.Question(96, 64, 5, [1, 32, 16, 24], [1, 9, cells]);
        var candidates = new CandidateBuffer(1000, 0.6f);

        HeadRegistry.Resolve("m.onnx", question, null).Match.Create().Decode([other, Tensor(values, cells, false)], candidates);

        Assert.Equal(PlainDecoding.Yolov8((cell, channel) => values[(channel * cells) + cell], cells, 5, 0.6f).Count, candidates.Count);
    }

    [Fact]
    public void Decode_OutputOfAnotherSize_IsAClearError()
    {
        IDetectionHead head = Head(32, 32, 21, 2, false);
        VideoDynException error = Assert.Throws<VideoDynException>(() => head.Decode([Tensor(new float[6 * 22], 22, false)], new CandidateBuffer(10, 0.5f)));
        Assert.Equal("output 'out' changed its size at run time: 132 values, expected 21 x 6", error.Message);
    }

    [Fact]
    public void DecodeAndSuppress_8400CandidatesOf80Classes_StaysUnderAMillisecond()
    {
        const int cells = 8400, classes = 80;
        float[] values = Random(7, cells, classes, 640, inRows: false);
        // A busy picture: one cell in forty above the default threshold, the rest noise below it.
        for (int index = 4 * cells; index < values.Length; index++)
            values[index] *= 0.3f;
        var random = new Random(8);
        for (int cell = 0; cell < cells; cell += 40)
            values[((4 + random.Next(classes)) * cells) + cell] = 0.35f + (0.6f * random.NextSingle());
        IDetectionHead head = Head(640, 640, cells, classes, false);
        OutputTensor[] outputs = [Tensor(values, cells, false)];
        var candidates = new CandidateBuffer(CandidateBuffer.DefaultCapacity, 0.35f);
        var suppression = new NonMaximumSuppression(candidates.Capacity, classes);

        TimeSpan best = TimeSpan.MaxValue;
        for (int round = 0; round < 300; round++)
        {
            long start = Stopwatch.GetTimestamp();
            candidates.Clear();
            head.Decode(outputs, candidates);
            int kept = suppression.Run(candidates, 0.45f).Length;
            TimeSpan taken = Stopwatch.GetElapsedTime(start);
            best = taken < best ? taken : best;
            Assert.InRange(kept, 100, 210);
        }

        Assert.True(best < TimeSpan.FromMilliseconds(1), $"took {best.TotalMilliseconds:F3} ms at best");
    }

    private static OutputTensor Tensor(float[] values, int cells, bool inRows) =>
        new("out", inRows ? [1, cells, values.Length / cells] : [1, values.Length / cells, cells], values);

    private static IDetectionHead Head(int width, int height, int cells, int classes, bool inRows)
    {
        HeadQuestion question = HeadHarness.Question(width, height, classes, inRows ? [1, cells, 4 + classes] : [1, 4 + classes, cells]);
        (HeadDescriptor descriptor, HeadMatch match) = HeadRegistry.Resolve("m.onnx", question, null);
        Assert.Equal("yolov8", descriptor.Name);
        Assert.Equal(classes, match.ClassCount);
        return match.Create();
    }

    private static float[] Random(int seed, int cells, int classes, int width, bool inRows)
    {
        var random = new Random(seed);
        float[] values = new float[cells * (4 + classes)];
        for (int index = 0; index < values.Length; index++)
        {
            int channel = inRows ? index % (4 + classes) : index / cells;
            values[index] = channel < 2 ? random.NextSingle() * width : channel < 4 ? 4 + (random.NextSingle() * 60) : random.NextSingle();
        }

        return values;
    }
}
