namespace VideoDyn.Temporal.Clips;

/// <summary>Which clips of a stream are looked at.</summary>
public enum ClipTrigger
{
    /// <summary>All.</summary>
    Always,

    /// <summary>Those in which the picture changed against what was last looked at.</summary>
    Change,

    /// <summary>Those in which a tracked object was in view.</summary>
    Track,

    /// <summary>Those that run while a rule tells something: a line is crossed, a zone entered, a limit reached.</summary>
    Rule,
}
