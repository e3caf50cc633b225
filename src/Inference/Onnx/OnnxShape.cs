using System.Collections.Immutable;

namespace VideoDyn.Inference.Onnx;

/// <summary>A declared shape of known rank.</summary>
public sealed class OnnxShape
{
    /// <summary>Creates a shape.</summary>
    /// <param name="dims">Outermost first; none for a scalar.</param>
    public OnnxShape(params ReadOnlySpan<OnnxDim> dims) => Dims = [.. dims];

    /// <summary>Dimensions, outermost first.</summary>
    public ImmutableArray<OnnxDim> Dims { get; }

    /// <summary>Number of dimensions; 0 for a scalar.</summary>
    public int Rank => Dims.Length;

    /// <summary>Whether every dimension is a fixed size.</summary>
    public bool IsConcrete => Dims.All(dim => dim.Value is not null);

    /// <summary>A shape of fixed sizes.</summary>
    public static OnnxShape Of(IEnumerable<long> dims) => new([.. dims.Select(dim => new OnnxDim(dim))]);

    /// <summary>The fixed sizes; null when one is known only at run time.</summary>
    public long[]? ToConcrete() => IsConcrete ? [.. Dims.Select(dim => dim.Value!.Value)] : null;

    /// <summary>For example <c>1x3xheightxwidth</c>; <c>scalar</c> for rank 0.</summary>
    public override string ToString() => Rank == 0 ? "scalar" : string.Join('x', Dims);
}
