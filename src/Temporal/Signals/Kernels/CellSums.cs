namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>What one pass adds up over the pixels of a cell; d is current minus reference.</summary>
internal struct CellSums
{
    /// <summary>Sum of |d|.</summary>
    public long Absolute;

    /// <summary>Sum of d where it is above 0; the signed sum is twice this less <see cref="Absolute"/>.</summary>
    public long Brighter;

    /// <summary>Pixels whose |d| is above the dead-zone.</summary>
    public long Beyond;

    /// <summary>Largest |d|.</summary>
    public byte Maximum;
}
