namespace VideoDyn.Temporal.Sequences;

/// <summary>What was done about the steps of a stream.</summary>
public sealed class SequenceCounters
{
    /// <summary>Steps that the stream gave.</summary>
    public long Steps { get; internal set; }

    /// <summary>Steps at which the network looked at the frame.</summary>
    public long Updates { get; internal set; }

    /// <summary>Updates of only the first units.</summary>
    public long PartialUpdates { get; internal set; }

    /// <summary>Updates that came early because the picture had changed.</summary>
    public long Wakes { get; internal set; }

    /// <summary>Scene cuts at which the state began anew.</summary>
    public long Cuts { get; internal set; }

    /// <summary>Multiply-accumulates.</summary>
    public long Macs { get; internal set; }
}
