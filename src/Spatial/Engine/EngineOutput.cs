using Microsoft.ML.OnnxRuntime.Tensors;

namespace VideoDyn.Spatial.Engine;

/// <summary>An output of the model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="ElementType">Its element type.</param>
public sealed record EngineOutput(string Name, IReadOnlyList<long> Shape, TensorElementType ElementType)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, dim) => product * dim);
}
