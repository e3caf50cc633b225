using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Plans;

/// <summary>Reads <c>any(GATE+GATE+…)</c> and <c>all(GATE+GATE+…)</c>; gates may be composite themselves.</summary>
internal static class CompositeText
{
    /// <summary>Splits the text.</summary>
    /// <returns>False when it names a single gate.</returns>
    /// <exception cref="VideoDynException">Brackets do not match, or a gate is missing (kind Configuration).</exception>
    public static bool TryParse(string text, out IReadOnlyList<string> gates, out bool needsAll)
    {
        gates = [];
        needsAll = text.StartsWith("all(", StringComparison.Ordinal);
        if (!needsAll && !text.StartsWith("any(", StringComparison.Ordinal))
            return false;
        gates = Split(text) ?? throw VideoDynException.Configuration($"gate '{text}': brackets do not match; the form is any(GATE+GATE) or all(GATE+GATE)");
        if (gates.Any(gate => gate.Length == 0))
            throw VideoDynException.Configuration($"gate '{text}' names an empty gate; the form is any(GATE+GATE) or all(GATE+GATE)");
        return true;
    }

    private static List<string>? Split(string text)
    {
        List<string> parts = [];
        int depth = 0;
        int start = 4;
        for (int index = 3; index < text.Length; index++)
        {
            depth += text[index] == '(' ? 1 : text[index] == ')' ? -1 : 0;
            bool isEnd = depth == 0;
            if (isEnd && index < text.Length - 1)
                return null;
            if (!isEnd && (depth != 1 || text[index] != '+'))
                continue;
            parts.Add(text[start..index]);
            start = index + 1;
        }

        return depth == 0 ? parts : null;
    }
}
