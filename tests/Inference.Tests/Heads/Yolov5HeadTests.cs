using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Tests.Heads;

public sealed class Yolov5HeadTests
{
    private static readonly float[][] s_anchors = [[10, 13, 16, 30, 33, 23], [30, 61, 62, 45, 59, 119], [116, 90, 156, 198, 373, 326]];

    [Theory]
    [InlineData(1, 64, 64, 1, 0.3f)]
    [InlineData(2, 96, 64, 5, 0.35f)]
    [InlineData(3, 416, 416, 80, 0.9f)]
    [InlineData(4, 96, 64, 3, 0f)]
    public void Decode_RowsInPixels_EqualPlainDecodingBoxForBox(int seed, int width, int height, int classes, float threshold)
    {
        int rows = 3 * StrideGrid.CellCount([8, 16, 32], width, height);
        float[] values = HeadHarness.Numbers(seed, rows * (5 + classes), 0.01f, 1);
        for (int index = 0; index < values.Length; index++)
            values[index] *= index % (5 + classes) < 4 ? 64 : 1;

        CandidateBuffer candidates = HeadHarness.Decode("yolov5", HeadHarness.Question(width, height, classes, [1, rows, 5 + classes]), threshold, values);

        HeadHarness.AssertSameCandidates(PlainHeads.Rows((row, channel) => values[(row * (5 + classes)) + channel], rows, classes, threshold), candidates);
    }

    [Theory]
    [InlineData(1, 64, 64, 1, 0.3f, true)]
    [InlineData(2, 96, 64, 5, 0.5f, true)]
    [InlineData(3, 96, 64, 5, 0.5f, false)]
    [InlineData(4, 160, 96, 20, 0.9f, false)]
    public void Decode_RawMaps_EqualPlainDecodingBoxForBox(int seed, int width, int height, int classes, float threshold, bool packed)
    {
        int channels = 5 + classes;
        // In no particular order: a level is found by the size of its map.
        int[] strides = [16, 32, 8];
        float[][] values = [.. strides.Select(stride => HeadHarness.Numbers(seed + stride, 3 * (height / stride) * (width / stride) * channels, -4, 4))];
        long[][] shapes = [.. strides.Select(stride => packed
            ? new long[] { 1, 3, height / stride, width / stride, channels }
            : [1, 3 * channels, height / stride, width / stride])];
        HeadQuestion question = HeadHarness.Question(width, height, classes, shapes) with { Anchors = s_anchors };

        CandidateBuffer candidates = HeadHarness.Decode("yolov5", question, threshold, values);

        HeadHarness.AssertClose(PlainHeads.AnchorMaps([.. new[] { 2, 0, 1 }.Select((output, level) => Map(output, level))], classes, threshold), candidates);

        (int Stride, int Rows, int Columns, float[] Sizes, Func<int, int, int, int, float> Value) Map(int output, int level)
        {
            int rows = height / strides[output], columns = width / strides[output];
            return (strides[output], rows, columns, s_anchors[level], (anchor, row, column, channel) => values[output][packed
                ? (((((anchor * rows) + row) * columns) + column) * channels) + channel
                : (((((anchor * channels) + channel) * rows) + row) * columns) + column]);
        }
    }

    [Fact]
    public void Resolve_NamedRawMapsWithoutAnchors_SaysWhatToWrite()
    {
        string message = Assert.Throws<VideoDynException>(() => HeadRegistry.Resolve("m.onnx", RawMaps(null), "yolov5")).Message;
        Assert.Contains("need the key 'anchors' in the card", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_AnchorsOfAnotherNumber_NamesBothSides()
    {
        string message = Assert.Throws<VideoDynException>(() => HeadRegistry.Resolve("m.onnx", RawMaps(s_anchors[..2]), null)).Message;
        Assert.Equal("key 'anchors': the card gives 2 lists of 6, 6 numbers, the graph has 3 maps of 3, 3, 3 anchors (two numbers each)", message);
    }

    private static HeadQuestion RawMaps(float[][]? anchors) =>
        HeadHarness.Question(64, 64, 2, [1, 3, 8, 8, 7], [1, 3, 4, 4, 7], [1, 3, 2, 2, 7]) with { Anchors = anchors };
}
