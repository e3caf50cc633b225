using VideoDyn.Inference.Onnx;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Toys;

/// <summary>
/// A focus model of which everything can be worked out by hand: glance and patch give the mean of each channel, the policy
/// looks right where red is bright and goes down by a quarter with each frame, the classifier keeps the maximum of both features.
/// </summary>
internal sealed class ToyFocusModel
{
    public string Yaml { get; set; } = """
        frames: 4
        fps: 4
        order: time
        labels: [red, green, blue]
        glance: {width: 8, height: 8}
        focus: {width: 16, height: 16, patch: 6}
        input: {color: rgb, scale: 0.00392156862745098}
        """;

    public OnnxModel Glance { get; set; } = MakeGlance("batch");

    public OnnxModel Policy { get; set; } = MakePolicy();

    public OnnxModel Focus { get; set; } = MakeFocus(6, "batch");

    public OnnxModel Classifier { get; set; } = MakeClassifier();

    public static OnnxModel MakeGlance(OnnxDim batch, int side = 8)
    {
        var builder = new OnnxGraphBuilder();
        string image = builder.Input("image", OnnxElementType.Float32, batch, 3, side, side);
        builder.Add(new OnnxNode("AveragePool", [image], ["map"], [("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 })]));
        builder.Add(new OnnxNode("ReduceMean", [image], ["feature"], [("axes", new long[] { 2, 3 }), ("keepdims", 0)]));
        builder.Output("map", OnnxElementType.Float32, batch, 3, side / 2, side / 2);
        builder.Output("feature", OnnxElementType.Float32, batch, 3);
        return builder.Build();
    }

    public static OnnxModel MakePolicy(int states = 1)
    {
        var builder = new OnnxGraphBuilder();
        string map = builder.Input("map", OnnxElementType.Float32, 1, 3, 4, 4);
        string state = builder.Input("h", OnnxElementType.Float32, 1, states);
        string mean = builder.Node("ReduceMean", [map], ("axes", new long[] { 2, 3 }), ("keepdims", 0));
        string red = builder.Node("MatMul", [mean, builder.Initializer<float>([3, 1], 1, 0, 0)]);
        string down = builder.Node("MatMul", [state, builder.Initializer<float>([states, 1], [.. Enumerable.Repeat(1f / states, states)])]);
        builder.Add(new OnnxNode("Concat", [red, down], ["corner"], [("axis", 1)]));
        builder.Add(new OnnxNode("Add", [state, builder.Initializer<float>([1], 0.25f)], ["h_new"]));
        builder.Output("corner", OnnxElementType.Float32, 1, 2);
        builder.Output("h_new", OnnxElementType.Float32, 1, states);
        return builder.Build();
    }

    public static OnnxModel MakeFocus(int side, OnnxDim batch)
    {
        var builder = new OnnxGraphBuilder();
        string patch = builder.Input("patch", OnnxElementType.Float32, batch, 3, side, side);
        builder.Add(new OnnxNode("ReduceMean", [patch], ["feature"], [("axes", new long[] { 2, 3 }), ("keepdims", 0)]));
        builder.Output("feature", OnnxElementType.Float32, batch, 3);
        return builder.Build();
    }

    public static OnnxModel MakeClassifier(float glanceWeight = 0)
    {
        var builder = new OnnxGraphBuilder();
        string glance = builder.Input("glance", OnnxElementType.Float32, 1, 3);
        string focus = builder.Input("focus", OnnxElementType.Float32, 1, 3);
        string state = builder.Input("z", OnnxElementType.Float32, 1, 3);
        string step = builder.Input("step", OnnxElementType.Int64, 1);
        string weighted = builder.Node("Mul", [glance, builder.Initializer<float>([1], glanceWeight)]);
        string most = builder.Node("Max", [focus, weighted, state]);
        builder.Add(new OnnxNode("Identity", [most], ["z_new"]));
        string factor = builder.Node("Gather", [builder.Initializer<float>([4, 1], 10, 11, 12, 13), step], ("axis", 0));
        builder.Add(new OnnxNode("Mul", [most, factor], ["logits"]));
        builder.Output("z_new", OnnxElementType.Float32, 1, 3);
        builder.Output("logits", OnnxElementType.Float32, 1, 3);
        return builder.Build();
    }

    public string Save(TemporaryFolder folder, string name = "toy-focus")
    {
        string path = folder[name];
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "focus.yaml"), Yaml);
        OnnxWriter.Save(Glance, Path.Combine(path, "glance.onnx"));
        OnnxWriter.Save(Policy, Path.Combine(path, "policy.onnx"));
        OnnxWriter.Save(Focus, Path.Combine(path, "focus.onnx"));
        OnnxWriter.Save(Classifier, Path.Combine(path, "classifier.onnx"));
        return path;
    }
}
