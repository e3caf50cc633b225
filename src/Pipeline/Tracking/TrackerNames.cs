using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Tracking;

/// <summary>The trackers that users can name.</summary>
public static class TrackerNames
{
    /// <summary>No tracking: every frame for itself.</summary>
    public const string None = "none";

    /// <summary>Two-stage association on stream time.</summary>
    public const string Byte = "byte";

    /// <summary>Every name, in the order of help.</summary>
    public static IReadOnlyList<string> All { get; } = [Byte, None];

    /// <summary>Checks a name.</summary>
    /// <exception cref="VideoDynException">Unknown (kind Configuration).</exception>
    public static void Require(string name)
    {
        if (!All.Contains(name))
            throw VideoDynException.Configuration($"tracker '{name}' is unknown; known trackers: {string.Join(", ", All)}");
    }
}
