using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Brings the declared shape of an input and the shape asked for together.</summary>
internal static class InputShapes
{
    /// <summary>A value with more elements fits in no memory; its shape is a mistake or an attack.</summary>
    public const long MaxElements = 1L << 40;

    /// <summary>The concrete shape of an input.</summary>
    /// <exception cref="VideoDynException">It is missing, absurd or contradicts the declaration (kind Model).</exception>
    public static long[] Resolve(OnnxValue input, IReadOnlyDictionary<string, long[]> given)
    {
        if (!given.TryGetValue(input.Name, out long[]? asked))
        {
            asked = input.Shape?.ToConcrete() ?? throw VideoDynException.Model(
                $"input '{input.Name}' has the shape {input.Shape?.ToString() ?? "of unknown rank"}; expected a concrete shape for it");
        }

        if (asked.Aggregate(1.0, (product, dim) => product * dim) > MaxElements)
            throw VideoDynException.Model($"input '{input.Name}' of shape [{string.Join(", ", asked)}] fits in no memory");
        bool fits = asked.All(dim => dim >= 0) && (input.Shape is not { } declared
            || (declared.Rank == asked.Length && declared.Dims.Zip(asked).All(pair => pair.First.Value is not { } size || size == pair.Second)));
        return fits
            ? asked
            : throw VideoDynException.Model($"input '{input.Name}' has the shape {input.Shape}, which [{string.Join(", ", asked)}] does not fit");
    }
}
