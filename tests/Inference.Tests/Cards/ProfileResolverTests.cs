using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Cards;

public sealed class ProfileResolverTests
{
    private const string Enough = "input: {color: bgr, resize: stretch, scale: 1}\nlabels: [a, b]\n";

    [Fact]
    public void Resolve_FixedGraph_DecidesSizeLayoutAndType()
    {
        ModelProfile profile = Resolve(Enough, Model(OnnxElementType.UInt8, 1, 48, 64, 3)).Require();
        Assert.Equal((64, 48, TensorLayout.Nhwc, TensorType.UInt8), (profile.Input.Width, profile.Input.Height, profile.Input.Layout, profile.Input.Type));
        Assert.Equal([1, 48, 64, 3], profile.InputShape);
        Assert.Equal((114f, 0.35f, 0.45f), (profile.Input.Pad, profile.Confidence, profile.Iou));
    }

    [Fact]
    public void Resolve_EmptyCard_ListsEveryMissingKeyWithALineToWrite() => Assert.Equal(
        """
        model 'm.onnx' (card: m.yaml): 6 problems
          key 'input.width' is missing and the graph leaves it open; write e.g. 'width: 640' under 'input:'
          key 'input.height' is missing and the graph leaves it open; write e.g. 'height: 640' under 'input:'
          key 'input.color' is missing and cannot be read from the graph; write e.g. 'color: bgr  # or rgb' under 'input:'
          key 'input.resize' is missing and cannot be read from the graph; write e.g. 'resize: letterbox-center  # or letterbox-topleft, stretch, crop' under 'input:'
          key 'input.scale' is missing and cannot be read from the graph; write e.g. 'scale: 1  # or 0.00392157 for values 0..1' under 'input:'
          key 'labels' is missing and cannot be read from the graph; write e.g. 'labels: [person, car]' or 'labels: classes.txt', or give a label file
        """,
        MessageOf("task: detect", Model(OnnxElementType.Float32, "n", 3, "h", "w")));

    [Fact]
    public void Resolve_CardContradictsGraph_EachErrorNamesBoth() => Assert.Equal(
        """
        model 'm.onnx' (card: m.yaml): 3 problems
          key 'input.dtype': the card says float16, the graph's input picture: Float32 1x3x48x64 takes float32
          key 'input.width': the card says 640, the graph's input picture: Float32 1x3x48x64 is fixed to 64
          the asked input height is 96, but the graph's input picture: Float32 1x3x48x64 is fixed to 48
        """,
        MessageOf(
            "input: {color: bgr, resize: stretch, scale: 1, dtype: float16, width: 640}\nlabels: [a]",
            Model(OnnxElementType.Float32, 1, 3, 48, 64), new InputSize(64, 96)));

    [Theory]
    [InlineData("input: {color: bgr, resize: stretch, scale: 1, layout: nhwc}\nlabels: [a]", "key 'input.layout': the card says nhwc, the graph's input picture: Float32 1x3x48x64 is nchw")]
    [InlineData("input: {color: bgr, resize: stretch, scale: 1, name: pictures}\nlabels: [a]", "key 'input.name': the card says 'pictures', the graph has 'picture'; did you mean 'picture'?")]
    public void Resolve_OneContradiction_IsOneLine(string card, string problem) =>
        Assert.Equal("model 'm.onnx' (card: m.yaml): " + problem, MessageOf(card, Model(OnnxElementType.Float32, 1, 3, 48, 64)));

    [Fact]
    public void Resolve_LayoutNotDecidable_AsksForIt() => Assert.Equal(
        "model 'm.onnx' (card: m.yaml): key 'input.layout' is missing and cannot be read from the graph; write e.g. 'layout: nchw  # or nhwc' under 'input:'",
        MessageOf(Enough, Model(OnnxElementType.Float32, 1, "a", "b", "c")));

    [Fact]
    public void Resolve_OneChannel_SaysWhatIsExpected() => Assert.Equal(
        "model 'm.onnx' (card: m.yaml): input picture: Float32 1x1x48x64: expected 3 colour channels in dimension 1 (nchw) or 3 (nhwc)",
        MessageOf(Enough, Model(OnnxElementType.Float32, 1, 1, 48, 64)));

    [Fact]
    public void Resolve_NotAPicture_SaysWhatIsExpected() => Assert.Equal(
        "model 'm.onnx' (card: m.yaml): input picture: Float32 1x512: expected a picture tensor of 4 dimensions, e.g. 1x3xHEIGHTxWIDTH",
        MessageOf(Enough, Model(OnnxElementType.Float32, 1, 512)));

    [Fact]
    public void Resolve_AskedSizeBeatsCard_AndMustFitTheStride()
    {
        const string card = "head: yolox\ninput: {color: bgr, resize: stretch, scale: 1, width: 416, height: 416}\nlabels: [a]";
        OnnxModel open = Model(OnnxElementType.Float32, 1, 3, "h", "w");
        Assert.Equal([1, 3, 192, 320], Resolve(card, open, new InputSize(320, 192)).Require().InputShape);
        Assert.Equal([1, 3, 416, 416], Resolve(card, open).Require().InputShape);
        Assert.Equal(
            "model 'm.onnx' (card: m.yaml): input width 333 (asked for) is not a multiple of 32, the largest stride of the head; expected e.g. 320 or 352",
            MessageOf(card, open, new InputSize(333, 192)));
    }

    [Fact]
    public void Resolve_ExporterNotes_GiveLabelsAndSize()
    {
        OnnxModel model = WithMetadata(
            Model(OnnxElementType.Float32, 1, 3, "h", "w"), ("names", "{0: 'person', 1: \"driver's seat\"}"), ("imgsz", "[384, 640]"));
        ModelProfile profile = Resolve("input: {color: rgb, resize: stretch, scale: 1}", model).Require();
        Assert.Equal(["person", "driver's seat"], profile.Labels);
        Assert.Equal([1, 3, 384, 640], profile.InputShape);
    }

    [Theory]
    [InlineData("{0: 'a', 2: 'b'}")]
    [InlineData("{1: 'a'}")]
    [InlineData("anything else")]
    [InlineData("{0: [")]
    public void Labels_NotesThatAreNoNumberedNames_AreIgnored(string names) =>
        Assert.Null(ExporterNotes.Labels(WithMetadata(Model(OnnxElementType.Float32, 1, 3, 8, 8), ("names", names))));

    [Theory]
    [InlineData("640x384", 640, 384)]
    [InlineData("32x32", 32, 32)]
    public void InputSize_Parse_ReadsWidthThenHeight(string text, int width, int height) =>
        Assert.Equal(new InputSize(width, height), InputSize.Parse(text));

    [Theory]
    [InlineData("640")]
    [InlineData("640x")]
    [InlineData("-1x2")]
    [InlineData("0x2")]
    [InlineData("1x2x3")]
    public void InputSize_Parse_OtherForms_AreConfigurationErrors(string text)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => InputSize.Parse(text));
        Assert.Equal($"input size '{text}': expected WIDTHxHEIGHT in pixels, e.g. 640x384", error.Message);
        Assert.Equal(ErrorKind.Configuration, error.Kind);
    }

    private static ProfileOutcome Resolve(string card, OnnxModel model, InputSize? size = null)
    {
        ModelCard parsed = CardReader.Parse(card, "m.yaml", _ => []);
        return ProfileResolver.Resolve("/somewhere/m.onnx", model, new CardChoice(parsed, "test", false), size, null);
    }

    private static string MessageOf(string card, OnnxModel model, InputSize? size = null) =>
        Assert.Throws<VideoDynException>(() => Resolve(card, model, size).Require()).Message;

    private static OnnxModel Model(OnnxElementType type, params OnnxDim[] dims)
    {
        var builder = new OnnxGraphBuilder();
        builder.Output(builder.Node("Identity", [builder.Input("picture", type, dims)]), type, dims);
        return builder.Build();
    }

    private static OnnxModel WithMetadata(OnnxModel model, params (string Key, string Value)[] pairs) => new(model.Graph, model.OpsetImports)
    {
        Metadata = model.Metadata.AddRange(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))),
    };
}
