using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Onnx.Shapes;

/// <summary>One small graph for each operator and mode, beyond those that the shared models use.</summary>
internal static class OperatorCases
{
    private static readonly Dictionary<string, OnnxModel> s_models = Build();

    /// <summary>Theory data: names of the cases.</summary>
    public static TheoryData<string> Names => [.. AllNames];

    /// <summary>Names of the cases.</summary>
    public static IEnumerable<string> AllNames => s_models.Keys;

    /// <summary>The model of a case; its inputs have fixed shapes.</summary>
    public static OnnxModel Model(string name) => s_models[name];

    private static Dictionary<string, OnnxModel> Build()
    {
        var models = new Dictionary<string, OnnxModel>();

        // Data inputs come first, then constants.
        void Add(string name, string opType, long[][] inputs, OnnxTensor[] constants, int outputs = 1, int opset = 13, params OnnxAttribute[] attributes)
        {
            var builder = new OnnxGraphBuilder(name, opset);
            string[] values = [.. inputs.Select((dims, i) => builder.Input($"x{i}", [.. dims.Select(dim => (OnnxDim)dim)]))];
            string[] all = [.. values, .. constants.Select(tensor => tensor.Name == "-" ? "" : builder.Initializer(tensor))];
            foreach (string output in builder.Nodes(opType, all, outputs, attributes))
                builder.Output(output, OnnxElementType.Undefined);
            models.Add($"{opType} {name}", builder.Build());
        }

        static OnnxTensor Ints(params long[] values) => OnnxTensor.Vector<long>(values);
        static OnnxTensor Floats(params float[] values) => OnnxTensor.Vector<float>(values);
        static OnnxTensor Weights(params long[] dims) => OnnxTensor.Of<float>("", dims, new float[dims.Aggregate(1L, (a, b) => a * b)]);
        static long[] L(params long[] values) => values;
        var omitted = OnnxTensor.Of<float>("-", [0], []);

        Add("strided and dilated", "Conv", [[1, 4, 17, 23]], [Weights(6, 2, 3, 5)], 1, 13, ("group", 2), ("strides", L(2, 3)), ("dilations", L(2, 1)), ("pads", L(1, 2, 0, 3)));
        Add("same upper", "Conv", [[1, 4, 17, 23]], [Weights(6, 4, 3, 5)], 1, 13, ("auto_pad", "SAME_UPPER"), ("strides", L(2, 3)));
        Add("same lower", "Conv", [[1, 4, 17, 23]], [Weights(6, 4, 3, 5)], 1, 13, ("auto_pad", "SAME_LOWER"), ("strides", L(2, 3)));
        Add("valid", "Conv", [[1, 4, 17, 23]], [Weights(6, 4, 3, 5)], 1, 13, ("auto_pad", "VALID"));
        Add("one dimension", "Conv", [[2, 4, 17]], [Weights(6, 4, 3)]);
        Add("three dimensions", "Conv", [[1, 2, 7, 8, 9]], [Weights(3, 2, 3, 2, 1)]);
        Add("plain", "ConvTranspose", [[1, 4, 7, 9]], [Weights(4, 3, 3, 2)], 1, 13, ("strides", L(2, 2)), ("output_padding", L(1, 0)), ("pads", L(1, 0, 1, 0)));
        Add("grouped", "ConvTranspose", [[1, 4, 7, 9]], [Weights(4, 3, 3, 3)], 1, 13, ("group", 2), ("dilations", L(2, 1)));
        Add("same", "ConvTranspose", [[1, 4, 7, 9]], [Weights(4, 3, 3, 3)], 1, 13, ("auto_pad", "SAME_UPPER"), ("strides", L(2, 3)));
        Add("output shape", "ConvTranspose", [[1, 4, 7, 9]], [Weights(4, 3, 3, 3)], 1, 13, ("strides", L(2, 2)), ("output_shape", L(14, 18)));
        for (int size = 8; size <= 12; size++)
        {
            Add($"ceil {size}", "MaxPool", [[1, 2, size, size + 5]], [], 2, 13, ("kernel_shape", L(3, 2)), ("strides", L(2, 3)), ("ceil_mode", 1), ("pads", L(1, 1, 1, 0)));
            Add($"ceil {size}", "AveragePool", [[1, 2, size, size + 5]], [], 1, 13, ("kernel_shape", L(3, 3)), ("strides", L(4, 3)), ("ceil_mode", 1), ("pads", L(0, 1, 0, 1)));
        }

        Add("same", "AveragePool", [[1, 2, 9, 10]], [], 1, 13, ("kernel_shape", L(3, 3)), ("strides", L(2, 2)), ("auto_pad", "SAME_UPPER"));
        Add("plain", "GlobalMaxPool", [[2, 3, 4, 5]], []);
        Add("broadcast", "MatMul", [[2, 1, 3, 4], [5, 4, 6]], []);
        Add("vectors", "MatMul", [[4], [4]], []);
        Add("vector left", "MatMul", [[4], [2, 4, 3]], []);
        Add("vector right", "MatMul", [[2, 3, 4], [4]], []);
        Add("transposed", "Gemm", [[4, 3], [5, 4]], [], 1, 13, ("transA", 1), ("transB", 1));
        Add("copied and open", "Reshape", [[2, 3, 4]], [Ints(0, -1)]);
        Add("allow zero", "Reshape", [[0, 3]], [Ints(3, 0)], 1, 14, ("allowzero", 1));
        Add("axis 0", "Flatten", [[2, 3, 4]], [], 1, 13, ("axis", 0));
        Add("negative axis", "Flatten", [[2, 3, 4]], [], 1, 13, ("axis", -1));
        Add("reversed", "Transpose", [[2, 3, 4]], []);
        Add("all", "Squeeze", [[1, 3, 1]], []);
        Add("axes", "Squeeze", [[1, 3, 1]], [Ints(-1)]);
        Add("axes as attribute", "Squeeze", [[1, 3, 1]], [], 1, 11, ("axes", L(0)));
        Add("axes", "Unsqueeze", [[2, 3]], [Ints(0, -1)]);
        Add("axis", "Concat", [[2, 3], [2, 5]], [], 1, 13, ("axis", -1));
        Add("CRD", "DepthToSpace", [[1, 8, 2, 3]], [], 1, 13, ("blocksize", 2), ("mode", "CRD"));
        Add("plain", "SpaceToDepth", [[1, 2, 4, 6]], [], 1, 13, ("blocksize", 2));
        Add("backwards", "Slice", [[9, 10]], [Ints(-1, 8), Ints(-100, 1), Ints(0, 1), Ints(-2, -3)]);
        Add("overlong", "Slice", [[9, 10]], [Ints(2, -3), Ints(long.MaxValue, 100), Ints(1, 0)]);
        Add("empty", "Slice", [[9, 10]], [Ints(5), Ints(5), Ints(0)]);
        Add("huge step", "Slice", [[9]], [Ints(1), Ints(9), Ints(0), Ints(long.MaxValue)]);
        Add("attributes", "Slice", [[9, 10]], [], 1, 9, ("starts", L(1)), ("ends", L(-1)), ("axes", L(1)));
        Add("sizes", "Split", [[2, 9]], [Ints(2, 3, 4)], 3, 13, ("axis", 1));
        Add("equal", "Split", [[2, 9]], [], 3, 13, ("axis", 1));
        Add("attribute", "Split", [[2, 9]], [], 2, 11, ("axis", 1), ("split", L(4, 5)));
        Add("uneven", "Split", [[2, 10]], [], 4, 18, ("axis", 1), ("num_outputs", 4));
        Add("matrix of indices", "Gather", [[3, 4, 5]], [OnnxTensor.Of<long>("", [2, 2], 0, -1, 1, 3)], 1, 13, ("axis", 1));
        Add("scalar index", "Gather", [[3, 4]], [OnnxTensor.Scalar(1L)]);
        Add("plain", "GatherElements", [[3, 4]], [OnnxTensor.Of<long>("", [2, 4], new long[8])]);
        Add("plain", "GatherND", [[3, 4, 5]], [OnnxTensor.Of<long>("", [6, 2], new long[12])]);
        Add("plain", "ScatterND", [[4, 5]], [OnnxTensor.Of<long>("", [2, 1], 0, 2), Weights(2, 5)]);
        Add("input", "Pad", [[2, 3]], [Ints(1, 0, 2, 3)]);
        Add("reflect", "Pad", [[4, 5]], [Ints(1, 0, 2, 3)], 1, 13, ("mode", "reflect"));
        Add("axes", "Pad", [[2, 3, 4]], [Ints(1, 2), omitted, Ints(-1)], 1, 18);
        Add("attribute", "Pad", [[2, 3]], [], 1, 9, ("pads", L(1, 0, 2, 3)));
        Add("plain", "TopK", [[3, 9]], [Ints(4)], 2);
        Add("attribute", "TopK", [[3, 9]], [], 2, 9, ("k", 4), ("axis", 0 + 1));
        Add("scales", "Resize", [[1, 2, 7, 9]], [omitted, Floats(1, 1, 1.9f, 0.7f)], 1, 13, ("mode", "linear"));
        Add("sizes", "Resize", [[1, 2, 7, 9]], [omitted, omitted, Ints(1, 2, 5, 20)]);
        Add("axes", "Resize", [[1, 2, 7, 9]], [omitted, Floats(2, 3)], 1, 18, ("axes", L(2, 3)));
        Add("operator set 10", "Resize", [[1, 2, 7, 9]], [Floats(1, 1, 2, 2.5f)], 1, 10);
        Add("attribute", "Upsample", [[1, 2, 7, 9]], [], 1, 7, ("scales", new float[] { 1, 1, 2, 3 }));
        Add("plain", "GridSample", [[1, 2, 7, 9], [1, 4, 5, 2]], [], 1, 16);
        Add("keep", "ReduceMean", [[2, 3, 4]], [], 1, 13, ("axes", L(-1)));
        Add("drop", "ReduceMax", [[2, 3, 4]], [], 1, 13, ("axes", L(0, 2)), ("keepdims", 0));
        Add("all", "ReduceProd", [[2, 3]], [], 1, 13, ("keepdims", 0));
        Add("input", "ReduceSum", [[2, 3, 4]], [Ints(1)]);
        Add("input 18", "ReduceMean", [[2, 3, 4]], [Ints(1)], 1, 18, ("keepdims", 0));
        Add("none", "ReduceSum", [[2, 3]], [], 1, 13, ("noop_with_empty_axes", 1));
        Add("plain", "ReduceMin", [[2, 3]], []);
        Add("drop", "ArgMax", [[2, 3, 4]], [], 1, 13, ("axis", 1), ("keepdims", 0));
        Add("keep", "ArgMin", [[2, 3, 4]], [], 1, 13, ("axis", -1));
        Add("broadcast", "Expand", [[3, 1]], [Ints(2, 1, 6)]);
        Add("plain", "Tile", [[2, 3]], [Ints(3, 2)]);
        Add("whole numbers", "Range", [], [OnnxTensor.Scalar(10L), OnnxTensor.Scalar(1L), OnnxTensor.Scalar(-3L)]);
        Add("fractions", "Range", [], [OnnxTensor.Scalar(0f), OnnxTensor.Scalar(1f), OnnxTensor.Scalar(0.3f)]);
        Add("plain", "OneHot", [], [OnnxTensor.Of<long>("", [2, 3], new long[6]), OnnxTensor.Scalar(5L), Floats(0, 1)], 1, 13, ("axis", 1));
        Add("filled", "ConstantOfShape", [], [Ints(2, 3)], 1, 13, ("value", OnnxTensor.Vector<long>([7])));
        Add("part", "Shape", [[2, 3, 4]], [], 1, 15, ("start", -2), ("end", 10));
        Add("plain", "Size", [[2, 3]], []);
        Add("plain", "EyeLike", [[3, 4]], []);
        Add("plain", "DynamicQuantizeLinear", [[2, 3]], [], 3);
        Add("signed", "QuantizeLinear", [[2, 3]], [OnnxTensor.Scalar(0.1f), OnnxTensor.Scalar((sbyte)3)]);
        Add("signed", "DequantizeLinear", [], [OnnxTensor.Of<sbyte>("", [3], -1, 0, 5), OnnxTensor.Scalar(0.1f), OnnxTensor.Scalar((sbyte)3)]);
        Add("both ways", "LSTM", [[5, 2, 3]], [Weights(2, 16, 3), Weights(2, 16, 4)], 3, 13, ("hidden_size", 4), ("direction", "bidirectional"));
        Add("forward", "GRU", [[5, 2, 3]], [Weights(1, 12, 3), Weights(1, 12, 4)], 2, 13, ("hidden_size", 4));
        Add("forward", "RNN", [[5, 2, 3]], [Weights(1, 4, 3), Weights(1, 4, 4)], 2, 13, ("hidden_size", 4));
        Add("axis", "LayerNormalization", [[2, 3, 4]], [Weights(3, 4)], 3, 17, ("axis", 1));
        Add("mask", "Dropout", [[2, 3]], [], 2);
        Add("broadcast", "Where", [], [OnnxTensor.Of<bool>("", [2, 1], true, false), Floats(1, 2, 3), OnnxTensor.Scalar(9f)]);
        Add("to half", "Cast", [[2, 3]], [], 1, 13, ("to", (int)OnnxElementType.Float16));
        Add("whole numbers to fractions", "Cast", [], [Ints(-3, 1L << 40)], 1, 13, ("to", (int)OnnxElementType.Float32));
        Add("fractions to whole numbers", "Cast", [], [Floats(-3.7f, 2.5f)], 1, 13, ("to", (int)OnnxElementType.Int32));
        Add("fractions to bool", "Cast", [], [Floats(-3.7f, 0)], 1, 13, ("to", (int)OnnxElementType.Bool));
        foreach (string name in (string[])["Add", "Sub", "Mul", "Div", "Pow", "Min", "Max"])
        {
            Add("fractions", name, [[2, 1, 3], [4, 1]], []);
            Add("constant fractions", name, [], [OnnxTensor.Of<float>("", [2, 1], 1.5f, 7), Floats(0.5f, 3, -2)]);
            Add("constant whole numbers", name, [], [OnnxTensor.Of<long>("", [2, 1], 15, 7), Ints(1, 3, 2)]);
        }

        foreach (long divisor in (long[])[3, -3])
            Add($"constant {divisor}", "Mod", [], [Ints(-7, -6, 5, 6, 7), Ints(divisor)]);
        Add("constant fmod", "Mod", [], [Ints(-7, -6, 5, 6, 7), Ints(3)], 1, 13, ("fmod", 1));
        foreach (string name in (string[])["Equal", "Greater", "Less", "GreaterOrEqual", "LessOrEqual"])
            Add("constant", name, [], [OnnxTensor.Of<long>("", [2, 1], 2, 3), Ints(1, 2, 3)]);
        foreach (string name in (string[])["And", "Or", "Xor"])
            Add("constant", name, [], [OnnxTensor.Of<bool>("", [2, 1], true, false), OnnxTensor.Of<bool>("", [2], true, false)]);
        Add("constant", "Not", [], [OnnxTensor.Of<bool>("", [2], true, false)]);
        foreach (string name in (string[])["Abs", "Neg", "Sign", "Relu", "Floor", "Ceil", "Round", "Exp", "Reciprocal", "Sigmoid", "Tanh"])
            Add("constant", name, [], [Floats(-1.5f, -0.25f, 0.5f, 2.5f, 3.75f)]);
        foreach (string name in (string[])["Sqrt", "Log"])
            Add("constant", name, [], [Floats(0.25f, 1, 2, 1e6f)]);
        foreach (string name in (string[])["ReduceMax", "ReduceMin", "ReduceMean", "ReduceProd"])
            Add("constant", name, [], [OnnxTensor.Of<float>("", [2, 3], 1, 2, 3.5f, -4, 5, 6)], 1, 13, ("axes", L(1)), ("keepdims", 0));
        Add("constant", "ReduceSum", [], [OnnxTensor.Of<long>("", [2, 3], 1, 2, 3, -4, 5, 6), Ints(0)]);
        Add("constant", "Clip", [], [Floats(-1, 0.5f, 9), OnnxTensor.Scalar(0f), OnnxTensor.Scalar(6f)]);
        Add("constant without lower bound", "Clip", [], [Floats(-1, 0.5f, 9), omitted, OnnxTensor.Scalar(6f)]);
        Add("constant attributes", "Clip", [], [Floats(-1, 0.5f, 9)], 1, 9, ("min", 0f), ("max", 6f));
        OnnxTensor numbered = OnnxTensor.Of<int>("", [2, 3, 4], [.. Enumerable.Range(0, 24)]);
        Add("constant", "Transpose", [], [numbered], 1, 13, ("perm", L(2, 0, 1)));
        Add("constant reversed", "Transpose", [], [numbered]);
        Add("constant", "Slice", [], [numbered, Ints(3, -1), Ints(0, -3), Ints(2, 1), Ints(-2, -1)]);
        Add("constant", "Gather", [], [numbered, OnnxTensor.Of<long>("", [2, 2], 0, -1, 1, 2)], 1, 13, ("axis", 1));
        Add("constant", "Concat", [], [numbered, numbered], 1, 13, ("axis", 1));
        Add("constant", "Split", [], [numbered, Ints(1, 3)], 2, 13, ("axis", 2));
        Add("constant", "Expand", [], [OnnxTensor.Of<int>("", [2, 1], 4, 5), Ints(3, 1, 2)]);
        Add("constant", "Tile", [], [numbered, Ints(2, 1, 3)]);
        Add("constant", "Pad", [], [numbered, Ints(1, 0, 2, 0, 1, 0)]);
        Add("constant", "Reshape", [], [numbered, Ints(4, 0, -1)]);
        Add("constant", "Unsqueeze", [], [numbered, Ints(1)]);
        return models;
    }
}
