using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Analysis;

/// <summary>Turns class names into the set of wanted class indices.</summary>
internal static class ClassFilter
{
    /// <summary>Per class whether it is wanted; null for all.</summary>
    /// <exception cref="VideoDynException">Kind Configuration: names that the model does not know.</exception>
    public static bool[]? Create(IReadOnlyList<string>? names, IReadOnlyList<string> labels)
    {
        if (names is null || names.Count == 0)
            return null;
        bool[] allowed = new bool[labels.Count];
        List<string> unknown = [];
        foreach (string name in names)
        {
            bool found = false;
            for (int index = 0; index < labels.Count; index++)
            {
                if (string.Equals(labels[index], name.Trim(), StringComparison.OrdinalIgnoreCase))
                    allowed[index] = found = true;
            }

            if (!found)
                unknown.Add($"class '{name}' is not among the model's {labels.Count} labels{NearestName.Hint(name, labels)}");
        }

        return unknown.Count == 0 ? allowed : throw VideoDynException.Configuration(string.Join("; ", unknown));
    }
}
