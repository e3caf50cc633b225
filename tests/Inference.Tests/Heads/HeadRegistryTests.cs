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

    [Fact]
    public void Resolve_NoHeadFits_ListsOutputsAndHeads() => Assert.Equal(
        "model 'm.onnx': no known detection head fits its outputs at input 640x640: 'out0' float32[1, 1000]; expected one of: "
        + "yolox (one float output [1, N, 5 + classes], N = cells of strides 8, 16, 32); "
        + "yolov8 (one float output [1, 4 + classes, N] or [1, N, 4 + classes], N = cells of strides 8, 16, 32)",
        MessageOf(HeadHarness.Question(640, 640, 80, [1, 1000]), null));

    [Fact]
    public void Resolve_NamedHeadDoesNotFit_NamesBothSides() => Assert.Equal(
        "model 'm.onnx': the card says head 'yolox', which reads one float output [1, N, 5 + classes], N = cells of strides 8, 16, 32; "
        + "at input 640x640 the graph gives 'out0' float32[1, 84, 8400]",
        MessageOf(HeadHarness.Question(640, 640, 80, [1, 84, 8400]), "yolox"));

    [Fact]
    public void Resolve_UnknownName_OffersTheNearest() => Assert.Equal(
        "model 'm.onnx': head 'yolovx' is unknown; expected one of yolox, yolov8; did you mean 'yolox'?",
        MessageOf(HeadHarness.Question(640, 640, 80, [1, 84, 8400]), "yolovx"));

    private static HeadDescriptor Resolve(HeadQuestion question) => HeadRegistry.Resolve("m.onnx", question, null).Head;

    private static string MessageOf(HeadQuestion question, string? name) =>
        Assert.Throws<VideoDynException>(() => HeadRegistry.Resolve("m.onnx", question, name)).Message;
}
