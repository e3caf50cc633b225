namespace VideoDyn.Temporal.Tampering;

/// <summary>Why a tampering is over.</summary>
public enum TamperEnd
{
    /// <summary>The camera shows its old view again.</summary>
    Restored,

    /// <summary>It has looked elsewhere for so long that this is its view from now on.</summary>
    Accepted,

    /// <summary>Something else was done to it.</summary>
    Changed,
}
