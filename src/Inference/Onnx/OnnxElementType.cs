namespace VideoDyn.Inference.Onnx;

/// <summary>Element types of tensors; the numbers are those of <c>TensorProto.DataType</c> in the ONNX standard.</summary>
public enum OnnxElementType
{
    /// <summary>Not stated, or not a tensor.</summary>
    Undefined = 0,

    /// <summary>IEEE single precision.</summary>
    Float32 = 1,

    /// <summary>Unsigned byte.</summary>
    UInt8 = 2,

    /// <summary>Signed byte.</summary>
    Int8 = 3,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16 = 4,

    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 5,

    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 6,

    /// <summary>Signed 64-bit integer.</summary>
    Int64 = 7,

    /// <summary>Byte string, UTF-8 by convention.</summary>
    String = 8,

    /// <summary>One byte, 0 or 1.</summary>
    Bool = 9,

    /// <summary>IEEE half precision.</summary>
    Float16 = 10,

    /// <summary>IEEE double precision.</summary>
    Float64 = 11,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32 = 12,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64 = 13,

    /// <summary>Two singles.</summary>
    Complex64 = 14,

    /// <summary>Two doubles.</summary>
    Complex128 = 15,

    /// <summary>The upper half of a single.</summary>
    BFloat16 = 16,

    /// <summary>Eight-bit float, 4 exponent bits, no infinity.</summary>
    Float8E4M3FN = 17,

    /// <summary>Eight-bit float, 4 exponent bits, no infinity, no negative zero.</summary>
    Float8E4M3FNUZ = 18,

    /// <summary>Eight-bit float, 5 exponent bits.</summary>
    Float8E5M2 = 19,

    /// <summary>Eight-bit float, 5 exponent bits, no infinity, no negative zero.</summary>
    Float8E5M2FNUZ = 20,

    /// <summary>Unsigned four-bit integer, two to a byte.</summary>
    UInt4 = 21,

    /// <summary>Signed four-bit integer, two to a byte.</summary>
    Int4 = 22,

    /// <summary>Four-bit float, two to a byte.</summary>
    Float4E2M1 = 23,

    /// <summary>Eight-bit exponent without mantissa.</summary>
    Float8E8M0 = 24,
}
