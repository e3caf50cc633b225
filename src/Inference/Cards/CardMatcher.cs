using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Analysis;

namespace VideoDyn.Inference.Cards;

/// <summary>Compares the match section of a card with a graph.</summary>
internal static class CardMatcher
{
    /// <summary>Whether everything that the section states fits.</summary>
    public static bool Fits(CardMatch match, OnnxModel model) =>
        (match.Operators is null || match.Operators == GraphSignature.Of(model).Fingerprint)
        && (match.Inputs is null || match.Inputs.Count == model.Graph.Inputs.Length)
        && FitsAll(match.Inputs, model.Graph.Inputs)
        && FitsAll(match.Outputs, model.Graph.Outputs)
        && (match.Metadata ?? new Dictionary<string, string>()).All(pair => model.Metadata.GetValueOrDefault(pair.Key) == pair.Value);

    /// <summary>Whether a tensor fits a pattern such as <c>float32[1,3,*,*]</c>; an open size fits every number.</summary>
    internal static bool Fits(string pattern, OnnxValue value)
    {
        int bracket = pattern.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0 || !pattern.EndsWith(']'))
            return false;
        string type = pattern[..bracket];
        string[] sizes = pattern[(bracket + 1)..^1].Split(',', StringSplitOptions.TrimEntries);
        return string.Equals(type, value.ElementType.ToString(), StringComparison.OrdinalIgnoreCase)
            && value.Shape is { } shape && shape.Rank == sizes.Length
            && sizes.Zip(shape.Dims).All(pair => pair.First == "*" || pair.Second.Value is null || pair.First == pair.Second.ToString());
    }

    // Each pattern takes one value that no earlier pattern took, so the order of a graph's outputs does not matter,
    // and neither do outputs beyond those that the card knows.
    private static bool FitsAll(IReadOnlyList<string>? patterns, IReadOnlyCollection<OnnxValue> values)
    {
        if (patterns is null)
            return true;
        List<OnnxValue> left = [.. values];
        foreach (string pattern in patterns)
        {
            OnnxValue? taken = left.FirstOrDefault(value => Fits(pattern, value));
            if (taken is null)
                return false;
            left.Remove(taken);
        }

        return true;
    }
}
