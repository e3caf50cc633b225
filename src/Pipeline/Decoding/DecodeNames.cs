using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Decoding;

/// <summary>How much of a stream is decoded, as users can name it.</summary>
public static class DecodeNames
{
    /// <summary>Every picture.</summary>
    public const string All = "all";

    /// <summary>Pictures of a recording that somebody looks at, and what they refer to; results are those of <see cref="All"/>.</summary>
    public const string Needed = "needed";

    /// <summary>
    /// As <see cref="Needed"/>; and while a gate rests only some key frames, until a packet is unusually large. Results may
    /// differ from those of <see cref="All"/>.
    /// </summary>
    public const string Idle = "idle";

    /// <summary>Every name, in the order of help.</summary>
    public static IReadOnlyList<string> Names { get; } = [All, Needed, Idle];

    /// <summary>Checks a name.</summary>
    /// <exception cref="VideoDynException">Unknown (kind Configuration).</exception>
    public static void Require(string name)
    {
        if (!Names.Contains(name))
            throw VideoDynException.Configuration($"decode '{name}' is unknown; expected {string.Join(", ", Names)}{NearestName.Hint(name, Names)}");
    }
}
