using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Cards;

public sealed class CardLibraryTests
{
    [Fact]
    public void Cards_AllCarryAMatchSection()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "samples", "models", "cards"), "*.yaml").Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.Equal(files.Select(file => $"built-in {file}"), CardLibrary.Cards.Select(card => card.Source));
        Assert.All(CardLibrary.Cards, card => Assert.NotNull(card.Match));
    }

    [Fact]
    public void CocoLabels_AreTheEightyOfficialNames()
    {
        IReadOnlyList<string>? labels = CardLibrary.Cards.Single(card => card.Source.Contains("yolox", StringComparison.Ordinal)).Labels;
        Assert.Equal(80, labels?.Count);
        Assert.Equal(80, labels?.Distinct().Count());
        // The classes that moving-object statistics name.
        Assert.All(["person", "bicycle", "car", "motorcycle", "bus", "truck", "dog"], name => Assert.Contains(name, labels!));
    }

    [Fact]
    public void Find_SameInputsAndOutputsButOtherOperators_IsNotThatModel()
    {
        var builder = new OnnxGraphBuilder();
        string picture = builder.Input("images", 1, 3, 416, 416);
        string flat = builder.Node("Reshape", [picture, builder.Initializer<long>([3], 1, -1, 85)]);
        builder.Output(flat, OnnxElementType.Float32, 1, 3549, 85);
        Assert.Null(CardLibrary.Find(builder.Build()));
    }

    [SharedDataTheory("models/yolox_nano.onnx", "models/yolox_nano_dynamic.onnx")]
    [InlineData("models/yolox_nano.onnx")]
    [InlineData("models/yolox_nano_dynamic.onnx")]
    public void Find_KnownExport_FixedOrOpen_IsRecognised(string path) =>
        Assert.Equal("built-in yolox-nano.yaml", CardLibrary.Find(OnnxReader.Load(SharedData.PathOf(path)))?.Source);

    [Fact]
    public void Find_ExporterThatLeavesNotes_NeedsNoCardBesideTheModel()
    {
        OnnxModel toy = ToyDetector.Yolov8();
        OnnxModel noted = new(toy.Graph, toy.OpsetImports)
        {
            Metadata = toy.Metadata.Add("author", "Ultralytics").Add("task", "detect").Add("names", "{0: 'cat', 1: 'dog'}"),
        };
        CardChoice choice = CardChoice.For("/nowhere/toy.onnx", null, noted);
        ModelProfile profile = ProfileResolver.Resolve("toy.onnx", noted, choice, null, null).Require();
        Assert.Equal("built-in ultralytics.yaml", choice.Card.Source);
        Assert.Equal(["cat", "dog"], profile.Labels);
        Assert.Equal((ChannelOrder.Rgb, ResizeMode.LetterboxCenter, 1 / 255f), (profile.Input.Color, profile.Input.Resize, profile.Input.Scale));
        Assert.Null(CardChoice.For("/nowhere/toy.onnx", null, toy).Card.Match);
    }

    [Theory]
    [InlineData("float32[1,3,*,*]", true)]
    [InlineData("float32[*,3,64,32]", true)]
    [InlineData("Float32[1, 3, 64, 999]", true)]
    [InlineData("float32[1,3,65,*]", false)]
    [InlineData("float16[1,3,*,*]", false)]
    [InlineData("float32[1,3,*]", false)]
    [InlineData("float32", false)]
    public void Fits_PatternAgainstDeclaration(string pattern, bool expected) =>
        Assert.Equal(expected, CardMatcher.Fits(pattern, new OnnxValue("x", OnnxElementType.Float32, new OnnxShape(1, 3, 64, "w"))));
}
