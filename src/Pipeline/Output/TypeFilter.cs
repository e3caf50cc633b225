namespace VideoDyn.Pipeline.Output;

/// <summary>Which event types are published.</summary>
internal sealed class TypeFilter(IReadOnlyList<string> patterns)
{
    // There are few types, so each is looked at once.
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Whether events of a type are published.</summary>
    public bool Allows(string type)
    {
        if (patterns.Count == 0)
            return true;
        if (!_known.TryGetValue(type, out bool allowed))
        {
            allowed = patterns.Any(pattern => pattern.EndsWith('*') ? type.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == type);
            _known.Add(type, allowed);
        }

        return allowed;
    }
}
