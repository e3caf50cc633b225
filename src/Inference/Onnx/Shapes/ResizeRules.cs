namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Operators that resample pictures.</summary>
internal static class ResizeRules
{
    public static IEnumerable<(string Name, ShapeRule Rule)> All =>
    [
        ("Upsample", node => node.Set(0, node.Type(0), Scale(node, node.Shape(0), node.Node.Attribute("scales")?.Floats.ToArray() ?? node.Constant(1).ToFloats()))),
        ("Resize", Resize),
        ("GridSample", GridSample),
        ("RoiAlign", RoiAlign),
    ];

    private static void Resize(NodeFacts node)
    {
        long[] input = node.Shape(0);
        if (node.Opset < 11)
        {
            node.Set(0, node.Type(0), Scale(node, input, node.Constant(1).ToFloats()));
            return;
        }

        if (node.Node.String("coordinate_transformation_mode", "half_pixel") == "tf_crop_and_resize")
            throw node.Contradiction("the crop-and-resize mode is not supported");
        int[] axes = node.Node.Ints("axes")?.Select(axis => node.Axis(axis, input.Length)).ToArray() ?? [.. Enumerable.Range(0, input.Length)];
        long[] result = [.. input];

        // An empty list of scales stands for none given, as exporters to operator set 11 wrote.
        if (node.Has(3))
        {
            long[] sizes = node.Numbers(3);
            Expect(node, axes.Length, sizes.Length, "sizes");
            if (node.Node.String("keep_aspect_ratio_policy", "stretch") != "stretch")
                throw node.Contradiction("keeping the aspect ratio is not supported");
            for (int i = 0; i < axes.Length; i++)
                result[axes[i]] = sizes[i];
        }
        else
        {
            float[] scales = node.Constant(2).ToFloats();
            Expect(node, axes.Length, scales.Length, "scales");
            for (int i = 0; i < axes.Length; i++)
                result[axes[i]] = Scaled(node, input[axes[i]], scales[i]);
        }

        node.Set(0, node.Type(0), result);
    }

    private static long[] Scale(NodeFacts node, long[] input, float[] scales)
    {
        Expect(node, input.Length, scales.Length, "scales");
        return [.. input.Select((dim, axis) => Scaled(node, dim, scales[axis]))];
    }

    // The product is taken in single precision as the reference runtimes do: at scales like 1.9 the last bit decides.
    private static long Scaled(NodeFacts node, long size, float scale) =>
        scale > 0 && size * scale < 1L << 40 ? (long)(size * scale) : throw node.Contradiction($"scale {scale}");

    private static void Expect(NodeFacts node, int expected, int found, string what)
    {
        if (found != expected)
            throw node.Contradiction($"{found} {what}, expected {expected}");
    }

    private static void GridSample(NodeFacts node)
    {
        long[] input = node.Shape(0, 3);
        long[] grid = node.Shape(1, 3);
        node.Set(0, node.Type(0), [input[0], input[1], .. grid[1..^1]]);
    }

    private static void RoiAlign(NodeFacts node) => node.Set(
        0, node.Type(0), node.Shape(1, 1)[0], node.Shape(0, 2)[1], node.Node.Int("output_height", 1), node.Node.Int("output_width", 1));
}
