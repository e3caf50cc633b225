namespace VideoDyn.Temporal.Clips;

/// <summary>What was done about the clips of a stream.</summary>
public sealed class ClipCounters
{
    /// <summary>Clips answered.</summary>
    public long Answered { get; internal set; }

    /// <summary>Clips that nothing triggered.</summary>
    public long Idle { get; internal set; }

    /// <summary>Clips that were cut off by the end of the stream or a break in it, without an answer.</summary>
    public long CutOff { get; internal set; }

    /// <summary>Frames of the model that the stream gave.</summary>
    public long Samples { get; internal set; }

    /// <summary>Frames that the answered clips would look at without exits.</summary>
    public long Frames { get; internal set; }

    /// <summary>Frames that the answered clips looked at.</summary>
    public long FramesUsed { get; internal set; }

    /// <summary>Runs of the backbone: clips that overlap share them.</summary>
    public long BackboneRuns { get; internal set; }

    /// <summary>Runs of the gate.</summary>
    public long GateRuns { get; internal set; }

    /// <summary>Runs of the classifier.</summary>
    public long ClassifierRuns { get; internal set; }
}
