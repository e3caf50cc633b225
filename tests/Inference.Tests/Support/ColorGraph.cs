using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Support;

/// <summary>Graphs that answer with the mean of each channel of a picture of 8x8: three numbers that follow the crop.</summary>
internal static class ColorGraph
{
    /// <summary>One picture, or any number of them.</summary>
    /// <param name="batch">The batch size; 0 leaves it open.</param>
    /// <param name="mixes">Whether every picture's answer depends on the whole batch, as with dynamic quantisation.</param>
    /// <param name="packs">Whether the answer is reshaped to the form that it has for one picture.</param>
    public static OnnxModel Of(int batch = 0, bool mixes = false, bool packs = false)
    {
        var builder = new OnnxGraphBuilder();
        OnnxDim count = batch == 0 ? "pictures" : batch;
        string picture = builder.Input("picture", OnnxElementType.Float32, count, 3, 8, 8);
        string answer = builder.Node("ReduceMean", [picture], ("axes", new long[] { 2, 3 }), ("keepdims", 0));
        if (mixes)
            answer = builder.Node("Sub", [answer, builder.Node("ReduceMax", [answer], ("axes", new long[] { 0 }), ("keepdims", 1))]);
        if (packs)
            answer = builder.Node("Reshape", [answer, builder.Initializer<long>([2], 1, 3)]);
        builder.Output(answer, OnnxElementType.Float32, packs ? 1 : count, 3);
        return builder.Build();
    }
}
