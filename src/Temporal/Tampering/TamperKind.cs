namespace VideoDyn.Temporal.Tampering;

/// <summary>What was done to a camera.</summary>
public enum TamperKind
{
    /// <summary>Something lies over the lens: the picture shows hardly anything.</summary>
    Covered,

    /// <summary>It looks elsewhere.</summary>
    Moved,

    /// <summary>It looks at the same view, but out of focus.</summary>
    Defocused,
}
