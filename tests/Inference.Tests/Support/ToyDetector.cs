using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Support;

/// <summary>Tiny graphs with the outputs of detectors: a constant plus nothing of the picture, so answers are known.</summary>
internal static class ToyDetector
{
    /// <summary>
    /// [1, 4 + classes, N] for a picture of 64x64 (84 cells); two cells hold boxes of class 1 and one a box of class 0.
    /// </summary>
    /// <param name="type">Element type of input and output.</param>
    /// <param name="inRows">Whether the output is [1, N, 4 + classes].</param>
    /// <param name="packed">Whether the picture is NHWC.</param>
    /// <param name="extraOutputFirst">Whether another output stands before the boxes.</param>
    public static OnnxModel Yolov8(
        OnnxElementType type = OnnxElementType.Float32, bool inRows = false, bool packed = false, bool extraOutputFirst = false)
    {
        const int cells = 84, channels = 6;
        float[] rows = new float[cells * channels];
        new[] { 32f, 32, 20, 10, 0.1f, 0.9f }.CopyTo(rows, 7 * channels);
        new[] { 33f, 32, 20, 10, 0.1f, 0.8f }.CopyTo(rows, 8 * channels);
        new[] { 60f, 60, 16, 16, 0.6f, 0.2f }.CopyTo(rows, 80 * channels);
        var builder = new OnnxGraphBuilder();
        string picture = packed ? builder.Input("picture", type, 1, 64, 64, 3) : builder.Input("picture", type, 1, 3, 64, 64);
        string boxes = builder.Initializer<float>([1, cells, channels], rows);
        // Zero times the picture's mean, so that the output depends on the input as in a real model.
        string mean = builder.Node("ReduceMean", [Widen(picture)], ("axes", packed ? new long[] { 1, 2, 3 } : [1, 2, 3]), ("keepdims", 0));
        string zero = builder.Node("Mul", [mean, builder.Initializer<float>([], 0f)]);
        string answer = builder.Node("Add", [boxes, builder.Node("Reshape", [zero, builder.Initializer<long>([3], 1, 1, 1)])]);
        if (!inRows)
            answer = builder.Node("Transpose", [answer], ("perm", new long[] { 0, 2, 1 }));
        if (type == OnnxElementType.Float16)
            answer = builder.Node("Cast", [answer], ("to", (long)type));
        if (extraOutputFirst)
            builder.Output(mean, OnnxElementType.Float32, 1);
        long[] shape = inRows ? [1, cells, channels] : [1, channels, cells];
        builder.Output(answer, type == OnnxElementType.Float16 ? type : OnnxElementType.Float32, shape[0], shape[1], shape[2]);
        return builder.Build();

        string Widen(string value) => type == OnnxElementType.Float32 ? value : builder.Node("Cast", [value], ("to", 1));
    }
}
