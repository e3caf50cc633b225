using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Tests.Heads;

public sealed class HeadRegistryTests
{
    [Fact]
    public void Resolve_RowsThatBothHeadsCouldRead_LabelCountDecides()
    {
        Assert.Equal("yolox", Resolve(HeadHarness.Question(640, 640, 80, [1, 8400, 85])).Name);
        Assert.Equal("yolov8", Resolve(HeadHarness.Question(640, 640, 81, [1, 8400, 85])).Name);
    }

    [Fact]
    public void Resolve_RowsWithoutLabels_OperatorsDecide()
    {
        HeadQuestion question = HeadHarness.Question(640, 640, null, [1, 8400, 85]);
        Assert.Equal("yolox", Resolve(question with { Operators = new HashSet<string> { "Conv", "Transpose" } }).Name);
        Assert.Equal("yolov8", Resolve(question with { Operators = new HashSet<string> { "Conv", "Softmax", "Sub" } }).Name);
    }

    [Fact]
    public void Resolve_OtherStridesThanThree_AreRecognised() =>
        Assert.Equal("yolov8", Resolve(HeadHarness.Question(1280, 1280, 80, [1, 84, 34000])).Name);

    [Fact]
    public void Resolve_NamedHead_MayHaveAnyNumberOfCells() =>
        Assert.Equal("yolov8", HeadRegistry.Resolve("m.onnx", HeadHarness.Question(640, 640, 80, [1, 84, 500]), "yolov8").Head.Name);

    [Theory]
    [InlineData("yolox", 80, new long[] { 1, 8400, 85 })]
    [InlineData("yolov8", 80, new long[] { 1, 84, 8400 })]
    [InlineData("yolov5", 80, new long[] { 1, 25200, 85 })]
    [InlineData("nanodet", 80, new long[] { 1, 8500, 112 })]
    [InlineData("fastestdet", 80, new long[] { 1, 85, 40, 40 })]
    [InlineData("nms", 80, new long[] { 1, 300, 6 }, "TopK")]
    [InlineData("nms", 80, new long[] { 0, 7 }, "NonMaxSuppression")]
    [InlineData("nms", 80, new long[] { 1, 0, 6 }, "NonMaxSuppression")]
    [InlineData("detr", 80, new long[] { 1, 300, 84 }, "MatMul")]
    public void Resolve_CommonExportsAt640_AreToldApart(string head, int labels, long[] shape, string? selector = null)
    {
        HeadQuestion question = HeadHarness.Question(640, 640, labels, shape);
        if (selector is not null)
            question = question with { Operators = new HashSet<string> { "Conv", selector } };
        Assert.Equal(head, Resolve(question).Name);
    }

    [Fact]
    public void Resolve_BoxesAndScores_AttentionTellsQueriesFromPriors()
    {
        HeadQuestion question = HeadHarness.Question(640, 640, 80, [1, 300, 81], [1, 300, 4]);
        Assert.Equal("ssd", Resolve(question).Name);
        Assert.Equal("detr", Resolve(question with { Operators = new HashSet<string> { "MatMul" } }).Name);
    }

    [Fact]
    public void Resolve_NoHeadFits_ListsOutputsAndHeads() => Assert.Equal(
        "model 'm.onnx': no known detection head fits its outputs at input 640x640: 'out0' float32[1, 1000]; "
        + "docs/heads.md says what each of yolox, yolov8, yolov5, nms, nanodet, fastestdet, ssd, detr reads",
        MessageOf(HeadHarness.Question(640, 640, 80, [1, 1000]), null));

    [Fact]
    public void Resolve_NamedHeadDoesNotFit_NamesBothSides() => Assert.Equal(
        "model 'm.onnx': the card says head 'yolox', which reads one float output [1, N, 5 + classes], N = cells of strides 8, 16, 32; "
        + "at input 640x640 the graph gives 'out0' float32[1, 84, 8400]",
        MessageOf(HeadHarness.Question(640, 640, 80, [1, 84, 8400]), "yolox"));

    [Fact]
    public void Resolve_UnknownName_OffersTheNearest() => Assert.Equal(
        "model 'm.onnx': head 'yolovx' is unknown; expected one of yolox, yolov8, yolov5, nms, nanodet, fastestdet, ssd, detr; did you mean 'yolox'?",
        MessageOf(HeadHarness.Question(640, 640, 80, [1, 84, 8400]), "yolovx"));

    private static HeadDescriptor Resolve(HeadQuestion question) => HeadRegistry.Resolve("m.onnx", question, null).Head;

    private static string MessageOf(HeadQuestion question, string? name) =>
        Assert.Throws<VideoDynException>(() => HeadRegistry.Resolve("m.onnx", question, name)).Message;
}
