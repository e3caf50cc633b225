namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Convolutions.</summary>
internal static class ConvolutionRules
{
    public static IEnumerable<(string Name, ShapeRule Rule)> All =>
    [
        ("Conv", node => Convolution(node, weight: 1, node.Type(0))),
        ("ConvInteger", node => Convolution(node, weight: 1, OnnxElementType.Int32)),
        ("QLinearConv", node => Convolution(node, weight: 3, node.Type(7))),
        ("ConvTranspose", Transposed),
    ];

    private static void Convolution(NodeFacts node, int weight, OnnxElementType type)
    {
        long[] input = node.Shape(0, 3);
        long[] kernel = node.Shape(weight, 3);
        long group = node.Node.Int("group", 1);
        if (kernel.Length != input.Length)
            throw node.Contradiction($"an input of {input.Length} and weights of {kernel.Length} dimensions");
        if (group < 1 || kernel[1] > long.MaxValue / group || input[1] != kernel[1] * group)
            throw node.Contradiction($"{input[1]} input channels, {group} groups, weights for {kernel[1]} channels each");
        node.Set(0, type, [input[0], kernel[0], .. Windows.Slide(node, input.AsSpan(2), node.Node.Ints("kernel_shape") ?? kernel.AsSpan(2))]);
    }

    private static void Transposed(NodeFacts node)
    {
        long[] input = node.Shape(0, 3);
        long[] weight = node.Shape(1, 3);
        int rank = input.Length - 2;
        if (weight.Length != input.Length || weight[0] != input[1])
            throw node.Contradiction($"{input[1]} input channels, weights for {weight[0]}");
        long[] kernel = node.Node.Ints("kernel_shape") is { } given && given.Length == rank ? given : weight[2..];
        long[] strides = node.Ints("strides", rank, 1);
        long[] dilations = node.Ints("dilations", rank, 1);
        long[] pads = node.Ints("pads", rank * 2, 0);
        long[] extra = node.Ints("output_padding", rank, 0);
        long[]? sizes = node.Node.Ints("output_shape");
        string auto = node.Node.String("auto_pad", "NOTSET");
        long[] result = new long[rank + 2];
        result[0] = input[0];
        result[1] = checked(weight[1] * node.Node.Int("group", 1));
        for (int i = 0; i < rank; i++)
        {
            long reach = checked((dilations[i] * (kernel[i] - 1)) + 1);
            result[i + 2] = sizes is not null && sizes.Length >= rank ? sizes[^(rank - i)]
                : auto is "SAME_UPPER" or "SAME_LOWER" ? checked(input[i + 2] * strides[i])
                : checked((strides[i] * (input[i + 2] - 1)) + extra[i] + reach - (auto == "VALID" ? 0 : pads[i] + pads[rank + i]));
        }

        node.Set(0, node.Type(0), result);
    }
}
