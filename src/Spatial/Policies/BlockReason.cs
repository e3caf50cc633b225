namespace VideoDyn.Spatial.Policies;

/// <summary>Why a block is executed, or why it is not.</summary>
public enum BlockReason
{
    /// <summary>Not executed: it shows nothing new.</summary>
    Unchanged,

    /// <summary>Not executed: it lies in the border of a letterbox.</summary>
    Border,

    /// <summary>Not executed: the user masked it.</summary>
    Masked,

    /// <summary>Not executed: it changes, but no more than it always does.</summary>
    Muted,

    /// <summary>Executed: enough of its pixels changed.</summary>
    Change,

    /// <summary>Executed: its last execution is too long ago.</summary>
    Age,

    /// <summary>Executed: blocks near it changed since its last execution.</summary>
    Settle,

    /// <summary>Executed: the whole picture is.</summary>
    Refresh,

    /// <summary>Executed: drawn by lot.</summary>
    Random,

    /// <summary>Executed: it was in the recording.</summary>
    Recorded,

    /// <summary>Executed: the policy that learns on the stream drew it.</summary>
    Learned,
}
