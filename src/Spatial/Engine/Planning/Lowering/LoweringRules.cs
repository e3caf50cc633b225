using VideoDyn.Inference.Onnx;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>Which operators the engine knows, and what it makes of them.</summary>
internal static class LoweringRules
{
    private static readonly Dictionary<string, Action<OnnxNode, LoweringContext>> s_rules = new()
    {
        ["Conv"] = ConvolutionRules.Convolution,
        ["ConvTranspose"] = ConvolutionRules.Transposed,
        ["BatchNormalization"] = ConvolutionRules.BatchNormalization,
        ["Relu"] = ActivationRules.Relu,
        ["LeakyRelu"] = ActivationRules.LeakyRelu,
        ["PRelu"] = ActivationRules.PRelu,
        ["Clip"] = ActivationRules.Clip,
        ["Sigmoid"] = ActivationRules.Sigmoid,
        ["HardSigmoid"] = ActivationRules.HardSigmoid,
        ["HardSwish"] = ActivationRules.HardSwish,
        ["Tanh"] = ActivationRules.Tanh,
        ["Add"] = ArithmeticRules.Add,
        ["Sub"] = ArithmeticRules.Subtract,
        ["Mul"] = ArithmeticRules.Multiply,
        ["Div"] = ArithmeticRules.Divide,
        ["MaxPool"] = PoolRules.Maximum,
        ["AveragePool"] = PoolRules.Mean,
        ["GlobalAveragePool"] = PoolRules.GlobalMean,
        ["Pad"] = PoolRules.Pad,
        ["Resize"] = ResizeRules.Resize,
        ["Upsample"] = ResizeRules.Upsample,
        ["Concat"] = ConcatRules.Concat,
        ["Split"] = SelectionRules.Split,
        ["Slice"] = SelectionRules.Slice,
        ["Gather"] = SelectionRules.Gather,
        ["Reshape"] = ShapeRules.Reshape,
        ["Flatten"] = ShapeRules.Flatten,
        ["Squeeze"] = ShapeRules.Squeeze,
        ["Unsqueeze"] = ShapeRules.Unsqueeze,
        ["Transpose"] = ShapeRules.Transpose,
        ["Identity"] = Alias,
        ["Dropout"] = Alias,
    };

    /// <summary>Turns a node into steps, or into another view of steps.</summary>
    /// <exception cref="UnsupportedException">The engine does not run it.</exception>
    public static void Lower(OnnxNode node, LoweringContext context)
    {
        if (!node.Subgraphs.IsEmpty)
            throw new UnsupportedException("it is control flow");
        if (node.Domain.Length > 0 || !s_rules.TryGetValue(node.OpType, out Action<OnnxNode, LoweringContext>? rule))
            throw new UnsupportedException("the operator is not supported");
        rule(node, context);
    }

    private static void Alias(OnnxNode node, LoweringContext context)
    {
        if (node.Outputs.Length > 1 && node.Outputs[1].Length > 0 && (context.Graph.Consumers(node.Outputs[1]).Length > 0 || context.Graph.IsOutput(node.Outputs[1])))
            throw new UnsupportedException("its mask is read");
        context.Set(node.Outputs[0], context.Value(node.Input(0)), node.Input(0));
    }
}
