using System.Numerics.Tensors;
using VideoDyn.Core.Errors;

namespace VideoDyn.Temporal.Actions;

/// <summary>From logits to scores.</summary>
internal static class Softmax
{
    /// <summary>Computes the scores and finds the best; of equal ones the first.</summary>
    /// <param name="logits">A number per class.</param>
    /// <param name="scores">Receives the scores, which sum up to 1.</param>
    /// <param name="file">Where the logits come from, for messages.</param>
    /// <exception cref="VideoDynException">Kind Model: a logit is no finite number.</exception>
    public static (int ClassId, float Score) Best(ReadOnlySpan<float> logits, Span<float> scores, string file)
    {
        float sum = TensorPrimitives.Sum(logits);
        if (!float.IsFinite(sum))
            throw VideoDynException.Model($"{file}: gave a logit that is no finite number");
        TensorPrimitives.SoftMax(logits, scores);
        int best = TensorPrimitives.IndexOfMax(scores);
        return (best, scores[best]);
    }
}
