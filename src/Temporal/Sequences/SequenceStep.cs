namespace VideoDyn.Temporal.Sequences;

/// <summary>What became of a frame.</summary>
public enum SequenceStep
{
    /// <summary>It is no step of the model: the stream has more frames.</summary>
    Between,

    /// <summary>A step that needed no look.</summary>
    Skipped,

    /// <summary>A step at which the network looked, as it had said.</summary>
    Updated,

    /// <summary>A step at which the network looked early, because the picture had changed.</summary>
    Woken,
}
