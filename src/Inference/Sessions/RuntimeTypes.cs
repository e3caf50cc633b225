using Microsoft.ML.OnnxRuntime.Tensors;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Sessions;

/// <summary>ONNX Runtime numbers its element types as the ONNX standard does.</summary>
internal static class RuntimeTypes
{
    /// <summary>The type of a tensor of ONNX Runtime.</summary>
    public static OnnxElementType From(TensorElementType type) => (OnnxElementType)(int)type;

    /// <summary>The same type in ONNX Runtime.</summary>
    public static TensorElementType ToRuntime(OnnxElementType type) => (TensorElementType)(int)type;

    /// <summary>Whether elements are whole bytes, so that memory of our own can be bound.</summary>
    public static bool CanBind(OnnxElementType type) => type.Bits() >= 8;

    /// <summary>Bytes of one element.</summary>
    public static int SizeOf(OnnxElementType type) => type.Bits() / 8;
}
