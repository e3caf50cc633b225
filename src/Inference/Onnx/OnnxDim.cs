using System.Globalization;

namespace VideoDyn.Inference.Onnx;

/// <summary>One dimension of a declared shape: a size, a named size that is known at run time, or nothing at all.</summary>
/// <param name="Value">The size, at least 0; null when it is known only at run time.</param>
/// <param name="Symbol">The name of a size known at run time; null when it has none.</param>
public readonly record struct OnnxDim(long? Value, string? Symbol = null)
{
    /// <summary>A size that is known only at run time and has no name.</summary>
    public static OnnxDim Unknown => default;

    /// <summary>A fixed size.</summary>
    public static implicit operator OnnxDim(long value) => new(value);

    /// <summary>A named size, e.g. <c>batch</c>.</summary>
    public static implicit operator OnnxDim(string symbol) => new(null, symbol);

    /// <summary>The size, the name or a question mark.</summary>
    public override string ToString() => Value?.ToString(CultureInfo.InvariantCulture) ?? Symbol ?? "?";
}
