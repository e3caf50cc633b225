using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Heads;

/// <summary>Questions that recognisers share.</summary>
internal static class OutputShapes
{
    /// <summary>Whether an output is a float tensor of one picture with two more axes.</summary>
    public static bool IsFloatMatrix(OutputShape output) =>
        output.Type is OnnxElementType.Float32 or OnnxElementType.Float16
        && output.Shape.Length == 3 && output.Shape[0] == 1 && output.Shape[1] > 0 && output.Shape[2] > 0;
}
