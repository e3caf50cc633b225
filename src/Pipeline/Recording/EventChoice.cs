namespace VideoDyn.Pipeline.Recording;

/// <summary>Which events get a picture or a clip.</summary>
public sealed record EventChoice
{
    /// <summary>Types, <c>*</c> for the rest of a name; empty for every one about objects, rules and actions but updates.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Names of the zones and tripwires; empty for all, and for events without one.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
}
