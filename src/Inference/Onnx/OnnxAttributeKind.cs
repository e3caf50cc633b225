namespace VideoDyn.Inference.Onnx;

/// <summary>What an attribute holds; the numbers are those of <c>AttributeProto.AttributeType</c> in the ONNX standard.</summary>
public enum OnnxAttributeKind
{
    /// <summary>Not stated.</summary>
    Undefined = 0,

    /// <summary>One single.</summary>
    Float = 1,

    /// <summary>One 64-bit integer.</summary>
    Int = 2,

    /// <summary>One byte string.</summary>
    String = 3,

    /// <summary>One tensor.</summary>
    Tensor = 4,

    /// <summary>One graph: a branch or a loop body.</summary>
    Graph = 5,

    /// <summary>Singles.</summary>
    Floats = 6,

    /// <summary>64-bit integers.</summary>
    Ints = 7,

    /// <summary>Byte strings.</summary>
    Strings = 8,

    /// <summary>Tensors.</summary>
    Tensors = 9,

    /// <summary>Graphs.</summary>
    Graphs = 10,

    /// <summary>A sparse tensor; kept, not interpreted.</summary>
    SparseTensor = 11,

    /// <summary>Sparse tensors; kept, not interpreted.</summary>
    SparseTensors = 12,

    /// <summary>A type; kept, not interpreted.</summary>
    TypeProto = 13,

    /// <summary>Types; kept, not interpreted.</summary>
    TypeProtos = 14,
}
