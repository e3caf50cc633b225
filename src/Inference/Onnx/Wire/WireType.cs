namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>How a field is stored, after the protocol buffer encoding.</summary>
internal enum WireType
{
    /// <summary>Base-128 number.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes.</summary>
    Bytes = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
