using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Support;

/// <summary>Graphs whose outputs are given numbers, plus nothing of the picture: answers are known.</summary>
internal static class PictureGraph
{
    /// <summary>A planar float picture in, constant float outputs out.</summary>
    /// <param name="width">Picture width.</param>
    /// <param name="height">Picture height.</param>
    /// <param name="last">Operator that each output ends with, e.g. Softmax; null for none.</param>
    /// <param name="outputs">Sizes and numbers of the outputs.</param>
    public static OnnxModel Of(int width, int height, string? last, params (long[] Shape, float[] Values)[] outputs)
    {
        var builder = new OnnxGraphBuilder();
        string picture = builder.Input("picture", OnnxElementType.Float32, 1, 3, height, width);
        string mean = builder.Node("ReduceMean", [picture], ("axes", new long[] { 1, 2, 3 }), ("keepdims", 0));
        string zero = builder.Node("Mul", [mean, builder.Initializer<float>([], 0f)]);
        foreach ((long[] shape, float[] values) in outputs)
        {
            long[] ones = [.. shape.Select(_ => 1L)];
            string value = builder.Node("Add", [builder.Initializer<float>(shape, values), builder.Node("Reshape", [zero, builder.Initializer<long>([shape.Length], ones)])]);
            if (last is not null)
                value = last == "Softmax" ? builder.Node(last, [value], ("axis", 1)) : builder.Node(last, [value]);
            builder.Output(value, OnnxElementType.Float32, [.. shape.Select(size => (OnnxDim)size)]);
        }

        return builder.Build();
    }
}
