using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Sessions;

/// <summary>What a model declares about one of its inputs or outputs.</summary>
/// <param name="Name">Name in the graph.</param>
/// <param name="Type">Element type.</param>
/// <param name="Dimensions">Sizes; -1 where the graph leaves the size open.</param>
/// <param name="SymbolicDimensions">Name of each open size, empty where it has none or is fixed.</param>
public sealed record TensorDescription(
    string Name, OnnxElementType Type, IReadOnlyList<long> Dimensions, IReadOnlyList<string> SymbolicDimensions)
{
    /// <summary>Whether every size is fixed.</summary>
    public bool IsFixed => Dimensions.All(dimension => dimension >= 0);

    /// <summary>Type and sizes as messages show them, e.g. <c>float32[1, 3, height, width]</c>.</summary>
    public override string ToString() => $"{Type.ToString().ToLowerInvariant()}[{string.Join(", ", Dimensions.Select(Show))}]";

    private string Show(long dimension, int axis)
    {
        if (dimension >= 0)
            return dimension.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return axis < SymbolicDimensions.Count && SymbolicDimensions[axis].Length > 0 ? SymbolicDimensions[axis] : "?";
    }
}
