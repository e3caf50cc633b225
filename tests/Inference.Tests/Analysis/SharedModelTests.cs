using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Analysis;

/// <summary>Real detectors under other names, with other outputs and sizes.</summary>
public sealed class SharedModelTests : LeaseGuard
{
    private const string Fixed = "models/yolox_nano.onnx";
    private const string Open = "models/yolox_nano_dynamic.onnx";
    private const string Street = "videos/street-vehicles.mp4";
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [SharedDataFact(Fixed, Open, Street)]
    public void FixedAndOpenModel_AtTheSameSize_GiveBitEqualBoxes()
    {
        Detection[] expected = Analyze(SharedData.PathOf(Fixed));
        Assert.True(expected.Length >= 5);
        Assert.Equal(expected, Analyze(SharedData.PathOf(Open)));
        Assert.Equal(expected, Analyze(SharedData.PathOf(Open), new InputSize(416, 416)));
    }

    [SharedDataFact(Fixed, Street)]
    public void RenamedModel_IsStillRecognised()
    {
        File.Copy(SharedData.PathOf(Fixed), _folder["a.bin"]);
        Assert.Equal(Analyze(SharedData.PathOf(Fixed)), Analyze(_folder["a.bin"]));
    }

    [SharedDataFact(Fixed, Street)]
    public void RenamedValues_AreStillRecognised()
    {
        OnnxModel model = OnnxReader.Load(SharedData.PathOf(Fixed));
        string path = _folder.Save("renamed.onnx", model.WithGraph(Rename(model.Graph, "frames", "answers")));
        Assert.Equal(Analyze(SharedData.PathOf(Fixed)), Analyze(path));
    }

    [SharedDataFact(Fixed, Street)]
    public void ShuffledOutputs_AreFoundByShape()
    {
        OnnxModel model = OnnxReader.Load(SharedData.PathOf(Fixed));
        OnnxGraph graph = Rename(model.Graph, "frames", "answers");
        // Inner values before and after the boxes. They make another network of it, so the card must stand beside it.
        OnnxGraph shuffled = graph.With(outputs:
        [
            new OnnxValue(graph.Nodes[0].Outputs[0], OnnxElementType.Float32, null), graph.Outputs[0],
            new OnnxValue(graph.Nodes[5].Outputs[0], OnnxElementType.Float32, null),
        ]);
        string path = _folder.Save("shuffled.onnx", model.WithGraph(shuffled));
        string cards = Path.Combine(RepositoryRoot.Path, "samples", "models", "cards");
        File.Copy(Path.Combine(cards, "yolox-nano.yaml"), _folder["shuffled.yaml"]);
        Directory.CreateDirectory(_folder["labels"]);
        File.Copy(Path.Combine(cards, "labels", "coco.txt"), Path.Combine(_folder["labels"], "coco.txt"));
        Assert.Equal(Analyze(SharedData.PathOf(Fixed)), Analyze(path));
    }

    [SharedDataFact(Fixed, Open, Street)]
    public void OpenModel_AtAnotherSize_FindsTheSameCars()
    {
        Detection[] expected = Analyze(SharedData.PathOf(Fixed));
        // The clip is 640x352: at that size the best cars stay, and small ones come on top.
        Detection[] found = Analyze(SharedData.PathOf(Open), new InputSize(640, 352));
        foreach (Detection car in expected.Where(detection => detection.Score > 0.6f))
            Assert.Contains(found, other => other.ClassId == car.ClassId && other.Box.IntersectionOverUnion(car.Box) > 0.7f);
    }

    [SharedDataFact(Open)]
    public void OpenModel_SizeOffTheStride_IsAClearError() => Assert.Equal(
        "model 'yolox_nano_dynamic.onnx' (card: built-in yolox-nano.yaml): input height 350 (asked for) is not a multiple of 32, the largest stride of the head; expected e.g. 320 or 352",
        Assert.Throws<VideoDynException>(() => Analyze(SharedData.PathOf(Open), new InputSize(640, 350))).Message);

    [SharedDataFact("models/ultraface_rfb_320.onnx")]
    public void DetectorWhoseLabelsFitNoHead_ListsItsOutputs()
    {
        File.Copy(SharedData.PathOf("models/ultraface_rfb_320.onnx"), _folder["faces.onnx"]);
        _folder.Write("faces.yaml", CardTexts.Minimal(7));
        string message = Assert.Throws<VideoDynException>(() => Analyze(_folder["faces.onnx"])).Message;
        Assert.StartsWith("model 'faces.onnx': no known detection head fits its outputs at input 320x240: ", message, StringComparison.Ordinal);
        Assert.Contains("'scores' float32[1, 4420, 2]", message, StringComparison.Ordinal);
    }

    private static OnnxGraph Rename(OnnxGraph graph, string input, string output)
    {
        string oldInput = graph.Inputs[0].Name, oldOutput = graph.Outputs[0].Name;
        return graph.With(
            nodes: graph.Nodes.Select(node => node.With(
                inputs: node.Inputs.Select(name => name == oldInput ? input : name).ToArray(),
                outputs: node.Outputs.Select(name => name == oldOutput ? output : name).ToArray())),
            inputs: graph.DeclaredInputs.Select(value => value.Name == oldInput ? new OnnxValue(input, value.ElementType, value.Shape) : value),
            outputs: [new OnnxValue(output, graph.Outputs[0].ElementType, graph.Outputs[0].Shape)]);
    }

    private static Detection[] Analyze(string model, InputSize? size = null)
    {
        using DetectorAnalyzer analyzer = DetectorAnalyzer.Load(new ModelOptions { ModelPath = model, InputSize = size }, new PlainTensorizer());
        using TestFrame frame = ClipFrame.Extract(Street, 20, 640, 352);
        var observations = new Observations();
        analyzer.Analyze(frame, RegionPlan.Dense, observations);
        return [.. observations.Detections];
    }
}
