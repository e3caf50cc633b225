using System.Numerics;

namespace VideoDyn.Inference.Onnx.Evaluation;

/// <summary>Something to do in the .NET type of an element type.</summary>
internal interface INumericAction
{
    /// <summary>Does it; null when it is not supported in this type.</summary>
    OnnxTensor? In<T>()
        where T : unmanaged, INumber<T>;
}

/// <summary>Goes from element types to .NET types.</summary>
internal static class NumericTypes
{
    /// <summary>Runs an action in the .NET type of an element type; null for types that are no plain numbers.</summary>
    public static OnnxTensor? Run(OnnxElementType type, INumericAction action) => type switch
    {
        OnnxElementType.Float32 => action.In<float>(),
        OnnxElementType.Float64 => action.In<double>(),
        OnnxElementType.Float16 => action.In<Half>(),
        OnnxElementType.Int64 => action.In<long>(),
        OnnxElementType.Int32 => action.In<int>(),
        OnnxElementType.Int16 => action.In<short>(),
        OnnxElementType.Int8 => action.In<sbyte>(),
        OnnxElementType.UInt64 => action.In<ulong>(),
        OnnxElementType.UInt32 => action.In<uint>(),
        OnnxElementType.UInt16 => action.In<ushort>(),
        OnnxElementType.UInt8 => action.In<byte>(),
        _ => null,
    };
}
