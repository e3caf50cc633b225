using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Heads;

/// <summary>Questions and checks that heads share.</summary>
internal static class OutputShapes
{
    /// <summary>Whether an output is a float tensor of one picture with two more axes.</summary>
    public static bool IsFloatMatrix(OutputShape output) =>
        output.Type is OnnxElementType.Float32 or OnnxElementType.Float16
        && output.Shape.Length == 3 && output.Shape[0] == 1 && output.Shape[1] > 0 && output.Shape[2] > 0;

    /// <summary>Whether an output holds floating-point numbers.</summary>
    public static bool IsFloat(OutputShape output) => output.Type is OnnxElementType.Float32 or OnnxElementType.Float16;

    /// <summary>Whether an output holds whole numbers.</summary>
    public static bool IsInteger(OutputShape output) => output.Type is OnnxElementType.Int32 or OnnxElementType.Int64;

    /// <summary>The elements of an output whose size was settled when the head was made.</summary>
    /// <exception cref="VideoDynException">Kind Model: the output has another size in this run.</exception>
    public static ReadOnlySpan<float> Values(OutputTensor output, int rows, int columns)
    {
        ReadOnlySpan<float> values = output.Values;
        return values.Length == rows * columns
            ? values
            : throw VideoDynException.Model($"output '{output.Name}' changed its size at run time: {values.Length} values, expected {rows} x {columns}");
    }
}
