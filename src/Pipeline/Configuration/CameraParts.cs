namespace VideoDyn.Pipeline.Configuration;

/// <summary>The parts of a camera's configuration; what changed tells what must begin anew.</summary>
[Flags]
public enum CameraParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Where its pictures come from: the stream is opened anew.</summary>
    Input = 1,

    /// <summary>How connections are made: holds from the next connection on.</summary>
    Live = 1 << 1,

    /// <summary>The model, the scores it reports or the classes: the model is loaded anew.</summary>
    Model = 1 << 2,

    /// <summary>When and where is computed: gate, region policy, audits or most frames per second.</summary>
    Plan = 1 << 3,

    /// <summary>How objects are followed: tracks begin anew.</summary>
    Tracker = 1 << 4,

    /// <summary>Which files are written, pictures and clips of events included.</summary>
    Output = 1 << 5,

    /// <summary>Mask, zones, tripwires, ground and object filters; nothing begins anew.</summary>
    Rules = 1 << 6,

    /// <summary>Which events are published; nothing begins anew.</summary>
    Events = 1 << 7,

    /// <summary>The share of the processor; nothing begins anew.</summary>
    Weight = 1 << 8,
}
