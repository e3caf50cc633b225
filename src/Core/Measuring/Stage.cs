namespace VideoDyn.Core.Measuring;

/// <summary>Where the time of a run goes.</summary>
public enum Stage
{
    /// <summary>Everything not named below.</summary>
    Rest,

    /// <summary>Demultiplexing, decoding, and converting or rotating what cannot be read where it lies.</summary>
    Decode,

    /// <summary>Change signals on decoded pixels or packets.</summary>
    Signals,

    /// <summary>Gate and region decisions, list building included.</summary>
    Policy,

    /// <summary>From frame to input tensor.</summary>
    Preprocess,

    /// <summary>The network.</summary>
    Inference,

    /// <summary>From output tensors to observations.</summary>
    Postprocess,

    /// <summary>Tracking.</summary>
    Tracking,

    /// <summary>Events: rules, serialisation, writing.</summary>
    Events,

    /// <summary>Drawing and encoding the annotated video; never part of a comparison.</summary>
    Annotate,

    /// <summary>Running frames also dense, to measure how far the published boxes agree with that.</summary>
    Audit,
}
