using VideoDyn.Inference.Onnx;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Toys;

/// <summary>A sequence model whose vector is the mean of each channel, and whose cell is <see cref="PlainGru"/> as a graph.</summary>
internal sealed class ToySequenceModel(PlainGru gru)
{
    public string Yaml { get; set; } = """
        fps: 10
        n_max: 8
        labels: [one, two, three]
        wake: 0
        thresholds: {report: 0}
        input: {color: rgb, resize: stretch, scale: 0.00392156862745098}
        """;

    public OnnxModel? Features { get; set; } = ToyClipModel.MeanColor();

    public OnnxModel Cell { get; set; } = Graph(gru, PlainGru.Units, hasIncrement: true);

    public OnnxModel? Choose { get; set; }

    public Dictionary<int, OnnxModel> Prefixes { get; } = [];

    /// <summary>The cell, of which only the first units are given out.</summary>
    public static OnnxModel Graph(PlainGru gru, int units, bool hasIncrement)
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", OnnxElementType.Float32, 1, PlainGru.Inputs), h = builder.Input("h", OnnxElementType.Float32, 1, PlainGru.Units);
        string Dense(string value, float[] weights, int rows, int columns) => builder.Node("MatMul", [value, builder.Initializer<float>([rows, columns], weights)]);
        string z = builder.Node("Sigmoid", [builder.Node("Add", [Dense(x, gru.Wz, PlainGru.Inputs, PlainGru.Units), Dense(h, gru.Uz, PlainGru.Units, PlainGru.Units)])]);
        string r = builder.Node("Sigmoid", [builder.Node("Add", [Dense(x, gru.Wr, PlainGru.Inputs, PlainGru.Units), Dense(h, gru.Ur, PlainGru.Units, PlainGru.Units)])]);
        string n = builder.Node("Tanh", [builder.Node("Add", [Dense(x, gru.Wn, PlainGru.Inputs, PlainGru.Units), Dense(builder.Node("Mul", [r, h]), gru.Un, PlainGru.Units, PlainGru.Units)])]);
        string kept = builder.Node("Mul", [builder.Node("Sub", [builder.Initializer<float>([1], 1f), z]), n]);
        string whole = builder.Node("Add", [kept, builder.Node("Mul", [z, h])]);
        string next = builder.Node("Slice", [whole, builder.Initializer<long>([1], 0), builder.Initializer<long>([1], units), builder.Initializer<long>([1], 1)]);
        builder.Add(new OnnxNode("Identity", [next], ["h_new"]));
        builder.Output("h_new", OnnxElementType.Float32, 1, units);
        if (hasIncrement)
        {
            string sum = builder.Node("Add", [Dense(whole, gru.P, PlainGru.Units, 1), builder.Initializer<float>([1], gru.Bias)]);
            builder.Add(new OnnxNode("Sigmoid", [sum], ["p"]));
            builder.Output("p", OnnxElementType.Float32, 1, 1);
        }

        builder.Add(new OnnxNode("Identity", [Dense(whole, gru.Out, PlainGru.Units, PlainGru.Classes)], ["logits"]));
        builder.Output("logits", OnnxElementType.Float32, 1, PlainGru.Classes);
        return builder.Build();
    }

    /// <summary>Asks for all units when the mean of red is above a level.</summary>
    public static OnnxModel RedAbove(float level)
    {
        var builder = new OnnxGraphBuilder();
        string x = builder.Input("x", OnnxElementType.Float32, 1, PlainGru.Inputs), h = builder.Input("h", OnnxElementType.Float32, 1, PlainGru.Units);
        string red = builder.Node("MatMul", [x, builder.Initializer<float>([PlainGru.Inputs, 1], 1, 0, 0)]);
        string nothing = builder.Node("MatMul", [h, builder.Initializer<float>([PlainGru.Units, 1], new float[PlainGru.Units])]);
        string above = builder.Node("Sub", [builder.Node("Add", [red, nothing]), builder.Initializer<float>([1], level)]);
        builder.Add(new OnnxNode("Sigmoid", [builder.Node("Mul", [above, builder.Initializer<float>([1], 1000f)])], ["p_read"]));
        builder.Output("p_read", OnnxElementType.Float32, 1, 1);
        return builder.Build();
    }

    public string Save(TemporaryFolder folder, string name = "toy-sequence")
    {
        string path = folder[name];
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "sequence.yaml"), Yaml);
        if (Features is not null)
            OnnxWriter.Save(Features, Path.Combine(path, "features.onnx"));
        OnnxWriter.Save(Cell, Path.Combine(path, "cell.onnx"));
        if (Choose is not null)
            OnnxWriter.Save(Choose, Path.Combine(path, "choose.onnx"));
        foreach ((int units, OnnxModel cell) in Prefixes)
            OnnxWriter.Save(cell, Path.Combine(path, $"cell-{units}.onnx"));
        return path;
    }
}
