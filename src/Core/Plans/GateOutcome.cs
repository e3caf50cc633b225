namespace VideoDyn.Core.Plans;

/// <summary>The temporal decision for one frame.</summary>
public enum GateOutcome
{
    /// <summary>Run the region plan on it.</summary>
    Analyze,

    /// <summary>A signal judged the pixels equivalent: the last result stands.</summary>
    Reuse,

    /// <summary>The pixels are not looked at: tracks move by their motion model.</summary>
    Skip,
}
