using VideoDyn.Inference.Onnx;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Toys;

/// <summary>
/// A clip model whose feature is the mean of each channel of the picture, 0..1: the classifier puts first whichever colour
/// was brightest at any time, the gate says exit from a brightness of blue on.
/// </summary>
internal sealed class ToyClipModel
{
    public const int Features = 3;

    /// <summary>Factor from feature to logit.</summary>
    public const float Sharpness = 10;

    public string Yaml { get; set; } = """
        frames: 5
        fps: 5
        order: [2, 0, 4, 1, 3]
        labels: [red, green, blue]
        thresholds: {first: 1.01}
        input: {color: rgb, resize: stretch, scale: 0.00392156862745098}
        """;

    public OnnxModel Backbone { get; set; } = MeanColor();

    public OnnxModel? Classifier { get; set; } = Classify(5);

    public OnnxModel? Gate { get; set; } = BlueGate();

    public static OnnxModel MeanColor()
    {
        var builder = new OnnxGraphBuilder();
        string picture = builder.Input("image", OnnxElementType.Float32, 1, 3, 8, 8);
        builder.Output(builder.Node("ReduceMean", [picture], ("axes", new long[] { 2, 3 }), ("keepdims", 0)), OnnxElementType.Float32, 1, 3);
        return builder.Build();
    }

    /// <summary>Logits grow with the step, so that a wrong step shows.</summary>
    public static OnnxModel Classify(int steps, int classes = Features, string input = "z")
    {
        var builder = new OnnxGraphBuilder();
        string z = builder.Input(input, OnnxElementType.Float32, 1, classes);
        string step = builder.Input("step", OnnxElementType.Int64, 1);
        string table = builder.Initializer<float>([steps, 1], [.. Enumerable.Range(0, steps).Select(Factor)]);
        string factor = builder.Node("Gather", [table, step], ("axis", 0));
        string logits = builder.Node("Mul", [z, factor]);
        builder.Add(new OnnxNode("Identity", [logits], ["logits"]));
        builder.Output("logits", OnnxElementType.Float32, 1, classes);
        return builder.Build();
    }

    public static float Factor(int step) => Sharpness + step;

    /// <summary>Exits when the maximum of blue is above one half, and it was not before.</summary>
    public static OnnxModel BlueGate()
    {
        var builder = new OnnxGraphBuilder();
        string now = builder.Input("z_new", OnnxElementType.Float32, 1, Features);
        string before = builder.Input("z_prev", OnnxElementType.Float32, 1, Features);
        string grown = builder.Node("Sub", [now, before]);
        string blue = builder.Node("MatMul", [grown, builder.Initializer<float>([Features, 1], 0, 0, 1)]);
        string shifted = builder.Node("Sub", [blue, builder.Initializer<float>([1], 0.5f)]);
        string sharp = builder.Node("Mul", [shifted, builder.Initializer<float>([1], 100f)]);
        builder.Add(new OnnxNode("Sigmoid", [sharp], ["p_exit"]));
        builder.Output("p_exit", OnnxElementType.Float32, 1, 1);
        return builder.Build();
    }

    public string Save(TemporaryFolder folder, string name = "toy-clip")
    {
        string path = folder[name];
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "clip.yaml"), Yaml);
        OnnxWriter.Save(Backbone, Path.Combine(path, "backbone.onnx"));
        if (Classifier is not null)
            OnnxWriter.Save(Classifier, Path.Combine(path, "classifier.onnx"));
        if (Gate is not null)
            OnnxWriter.Save(Gate, Path.Combine(path, "gate.onnx"));
        return path;
    }
}
