using VideoDyn.Core.Errors;
using VideoDyn.Temporal.Clips;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Clips;

/// <summary>What a folder must hold to be a clip model, and what is said about one that does not.</summary>
public sealed class ClipModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_SoundFolder_SaysWhatItHolds()
    {
        using ClipNetworks networks = ClipNetworks.Open(new ToyClipModel().Save(_folder));
        ClipModel model = networks.Model;
        Assert.Equal(("toy-clip", 5, 5.0, ClipExit.Gate, 5), (model.Name, model.Frames, model.FramesPerSecond, model.Exit, model.Stride));
        Assert.Equal(TimeSpan.FromSeconds(1), model.Length);
        Assert.Equal(["red", "green", "blue"], model.Labels);
        Assert.Equal(["backbone.onnx", "classifier.onnx", "gate.onnx"], networks.Parts.Select(part => part.File));
        Assert.Equal(3, networks.Backbone.Length);
        Assert.Equal(64, networks.Sha256.Length);
    }

    [Fact]
    public void Open_NoGateFile_ExitsByScore()
    {
        using ClipNetworks networks = ClipNetworks.Open(new ToyClipModel { Gate = null }.Save(_folder));
        Assert.Equal(ClipExit.Confidence, networks.Model.Exit);
        Assert.Null(networks.Gate);
    }

    [Fact]
    public void Open_EverythingWrong_TellsAllAtOnceWithFileAndKey()
    {
        string path = new ToyClipModel
        {
            Yaml = """
                frames: 0
                order: [0, 1]
                exit: maybe
                labels: [red, green]
                background: [blue]
                strid: 2
                input: {color: rgb, resize: stretch}
                """,
            Classifier = null,
        }.Save(_folder);
        string message = Assert.Throws<VideoDynException>(() => ClipNetworks.Open(path)).Message;
        foreach (string expected in new[]
        {
            "clip.yaml: line 1: key 'frames': found '0', expected a whole number from 1 to 64",
            "clip.yaml: key 'fps': is missing; write e.g. 'fps: 4'",
            "clip.yaml: line 2: key 'order'",
            "clip.yaml: line 3: key 'exit': found 'maybe', expected one of gate, confidence, never",
            "clip.yaml: line 5: key 'background': found 'blue', which is none of the labels",
            "clip.yaml: line 6: key 'strid' is unknown",
            "backbone.onnx: key 'input.scale' is missing",
            "classifier.onnx",
        })
        {
            Assert.Contains(expected, message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void Open_ClassifierOfOtherSteps_IsRefusedNamingBoth(int steps)
    {
        string path = new ToyClipModel { Classifier = ToyClipModel.Classify(steps) }.Save(_folder);
        string message = Assert.Throws<VideoDynException>(() => ClipNetworks.Open(path)).Message;
        Assert.Contains($"classifier.onnx: has weights for {steps} steps, but clip.yaml says frames: 5", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ClassifierOfOtherLabels_IsRefused()
    {
        string path = new ToyClipModel { Yaml = new ToyClipModel().Yaml.Replace("[red, green, blue]", "[red, green]", StringComparison.Ordinal) }.Save(_folder);
        string message = Assert.Throws<VideoDynException>(() => ClipNetworks.Open(path)).Message;
        Assert.Contains("classifier.onnx: output 'logits' is float32[1, 3], expected 2 numbers", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ClassifierOfAnotherFeature_IsRefused()
    {
        string path = new ToyClipModel { Classifier = ToyClipModel.Classify(5, classes: 4) }.Save(_folder);
        string message = Assert.Throws<VideoDynException>(() => ClipNetworks.Open(path)).Message;
        Assert.Contains("classifier.onnx: input 'z' is float32[1, 4], expected float32[1, 3]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_InputOfAnotherName_NamesBoth()
    {
        string path = new ToyClipModel { Classifier = ToyClipModel.Classify(5, input: "features") }.Save(_folder);
        string message = Assert.Throws<VideoDynException>(() => ClipNetworks.Open(path)).Message;
        Assert.Contains("classifier.onnx: has no input 'z'; found 'features', 'step'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_GateAskedForButAbsent_NamesTheFile()
    {
        string path = new ToyClipModel { Gate = null, Yaml = new ToyClipModel().Yaml + "\nexit: gate\n" }.Save(_folder);
        Assert.Contains("gate.onnx", Assert.Throws<VideoDynException>(() => ClipNetworks.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoFolderNoFileNoYaml_SaysSo()
    {
        Assert.Contains("no such folder", Assert.Throws<VideoDynException>(() => ClipNetworks.Open(_folder["nowhere"])).Message, StringComparison.Ordinal);
        Assert.Contains("has no clip.yaml", Assert.Throws<VideoDynException>(() => ClipNetworks.Open(_folder.Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder["clip.yaml"], "[1, 2");
        Assert.Contains("not valid YAML", Assert.Throws<VideoDynException>(() => ClipNetworks.Open(_folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("is a file", Assert.Throws<VideoDynException>(() => ClipNetworks.Open(_folder["clip.yaml"])).Message, StringComparison.Ordinal);
    }
}
