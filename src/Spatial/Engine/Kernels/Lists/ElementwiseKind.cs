namespace VideoDyn.Spatial.Engine.Kernels.Lists;

/// <summary>How two operands combine.</summary>
internal enum ElementwiseKind
{
    /// <summary>The first operand alone.</summary>
    First,

    /// <summary>a + b.</summary>
    Add,

    /// <summary>a - b.</summary>
    Subtract,

    /// <summary>a * b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,
}
