using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Tests.Support;

namespace VideoDyn.Inference.Tests.Heads;

/// <summary>Heads whose outputs are cells or anchors, through a session and against the plain decodings.</summary>
public sealed class CellHeadSessionTests : SessionHarness
{
    private const int Width = 96, Height = 64, Classes = 4;
    private static readonly float[][] s_anchors = [[10, 13, 16, 30, 33, 23], [30, 61, 62, 45, 59, 119], [116, 90, 156, 198, 373, 326]];

    [Fact]
    public void Yolov5_RowsInPixels_EqualPlainDecoding()
    {
        int rows = 3 * StrideGrid.CellCount([8, 16, 32], Width, Height), channels = 5 + Classes;
        float[] values = Pixels(1, rows, channels);
        OnnxModel model = new HeadGraph(Width, Height).Output("out", [1, rows, channels], values).Build();
        AssertGives("yolov5", model, Classes, PlainHeads.Rows((row, channel) => values[(row * channels) + channel], rows, Classes, Threshold));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void Yolov5_RawMaps_EqualPlainDecodingBeforeAndAfterTheSigmoid(bool packed, bool sigmoid)
    {
        int channels = 5 + Classes;
        int[] strides = [8, 16, 32];
        var graph = new HeadGraph(Width, Height);
        float[][] logits = [.. strides.Select(stride => HeadHarness.Numbers(stride, 3 * (Height / stride) * (Width / stride) * channels, -4, 4))];
        for (int level = 0; level < 3; level++)
        {
            long rows = Height / strides[level], columns = Width / strides[level];
            long[] shape = packed ? [1, 3, rows, columns, channels] : [1, 3 * channels, rows, columns];
            string map = graph.Value(shape, logits[level]);
            graph.Output($"map{level}", sigmoid ? graph.Builder.Node("Sigmoid", [map]) : map, shape);
        }

        string anchors = $"anchors: [{string.Join(", ", s_anchors.Select(list => $"[{string.Join(", ", list)}]"))}]";
        AssertGives("yolov5", graph.Build(), Classes, PlainHeads.AnchorMaps([.. Enumerable.Range(0, 3).Select(Map)], Classes, Threshold), anchors);

        (int Stride, int Rows, int Columns, float[] Sizes, Func<int, int, int, int, float> Value) Map(int level)
        {
            int rows = Height / strides[level], columns = Width / strides[level];
            return (strides[level], rows, columns, s_anchors[level], (anchor, row, column, channel) => logits[level][packed
                ? (((((anchor * rows) + row) * columns) + column) * channels) + channel
                : (((((anchor * channels) + channel) * rows) + row) * columns) + column]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Yolov8_CellsInRowsOrChannels_EqualPlainDecoding(bool inRows)
    {
        int cells = StrideGrid.CellCount([8, 16, 32], Width, Height), channels = 4 + Classes;
        float[] rows = Pixels(3, cells, channels);
        float[] values = inRows ? rows : [.. Enumerable.Range(0, rows.Length).Select(index => rows[(index % cells * channels) + (index / cells)])];
        OnnxModel model = new HeadGraph(Width, Height).Output("out", inRows ? [1, cells, channels] : [1, channels, cells], values).Build();
        AssertGives("yolov8", model, Classes, PlainDecoding.Yolov8((cell, channel) => rows[(cell * channels) + channel], cells, Classes, Threshold));
    }

    [Fact]
    public void Yolox_Rows_EqualPlainDecoding()
    {
        int cells = StrideGrid.CellCount([8, 16, 32], Width, Height), channels = 5 + Classes;
        float[] values = HeadHarness.Numbers(5, cells * channels, 0.01f, 1);
        OnnxModel model = new HeadGraph(Width, Height).Output("out", [1, cells, channels], values).Build();
        AssertGives("yolox", model, Classes, PlainDecoding.Yolox(values, Classes, Width, Height, Threshold));
    }

    [Fact]
    public void FastestDet_Map_EqualsPlainDecoding()
    {
        float[] values = HeadHarness.Numbers(6, (5 + Classes) * 4 * 6, 0.01f, 1);
        OnnxModel model = new HeadGraph(Width, Height).Output("out", [1, 5 + Classes, 4, 6], values).Build();
        AssertGives("fastestdet", model, Classes, PlainHeads.PowerMap(values, 4, 6, Classes, Width, Height, Threshold));
    }

    [Fact]
    public void NanoDet_JoinedOutput_EqualsPlainDecoding()
    {
        const int bins = 8, channels = Classes + (4 * bins);
        int[] strides = [8, 16, 32];
        int cells = StrideGrid.CellCount(strides, Width, Height);
        float[] values = HeadHarness.Numbers(7, cells * channels, 0.01f, 1);
        List<PlainDecoding.Found> expected = [];
        int first = 0;
        foreach (int stride in strides)
        {
            int start = first, count = (Height / stride) * (Width / stride);
            expected.AddRange(PlainHeads.Distances(
                (cell, index) => values[((start + cell) * channels) + index],
                (cell, side, bin) => values[((start + cell) * channels) + Classes + (side * bins) + bin],
                stride, 0, Width / stride, Height / stride, Classes, bins, Threshold).Select(found => found with { Place = start + found.Place }));
            first += count;
        }

        OnnxModel model = new HeadGraph(Width, Height).Output("out", [1, cells, channels], values).Build();
        AssertGives("nanodet", model, Classes, expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("strides: [16, 32]")]
    public void Ssd_OffsetsFromPriors_EqualPlainDecodingAtTheCardsStrides(string? strides)
    {
        float[][] anchors = [[10, 16, 24, 32], [40, 40]];
        int[] used = strides is null ? [8, 16] : [16, 32];
        List<double[]> priors = [];
        for (int level = 0; level < 2; level++)
        {
            for (int cell = 0; cell < (Height / used[level]) * (Width / used[level]); cell++)
            {
                foreach (float[] size in anchors[level].Chunk(2))
                    priors.Add([((cell % (Width / used[level])) + 0.5) * used[level], ((cell / (Width / used[level])) + 0.5) * used[level], size[0], size[1]]);
            }
        }

        float[] boxes = HeadHarness.Numbers(8, priors.Count * 4, -1, 1), scores = HeadHarness.Numbers(9, priors.Count * (1 + Classes), 0, 1);
        List<PlainDecoding.Found> expected = [];
        for (int row = 0; row < priors.Count; row++)
        {
            float[] box = boxes[(row * 4)..((row + 1) * 4)];
            double[] prior = priors[row];
            PlainDecoding.Keep(
                expected, row, scores[((row * (1 + Classes)) + 1)..((row + 1) * (1 + Classes))], Threshold,
                prior[0] + (0.1 * box[0] * prior[2]), prior[1] + (0.1 * box[1] * prior[3]), prior[2] * Math.Exp(0.2 * box[2]), prior[3] * Math.Exp(0.2 * box[3]));
        }

        OnnxModel model = new HeadGraph(Width, Height).Output("boxes", [1, priors.Count, 4], boxes).Output("scores", [1, priors.Count, 1 + Classes], scores).Build();
        AssertGives("ssd", model, Classes, expected, $"anchors: [[10, 16, 24, 32], [40, 40]]\n{strides}");
        Assert.Contains(
            "other strides are written as e.g. 'strides: [16, 32, 64]'",
            ErrorOf(model, Classes, more: $"anchors: [[10, 16, 24, 32], [40, 40]]\nstrides: [4, 8]"), StringComparison.Ordinal);
    }

    // Four box numbers in pixels, then shares.
    private static float[] Pixels(int seed, int rows, int channels)
    {
        float[] values = HeadHarness.Numbers(seed, rows * channels, 0.01f, 1);
        for (int index = 0; index < values.Length; index++)
            values[index] *= index % channels < 4 ? 60 : 1;
        return values;
    }
}
