namespace VideoDyn.Core.Ledger;

/// <summary>Why a gate or the asked range left a frame out.</summary>
public static class SkipReasons
{
    /// <summary>Gate <c>every-n</c>: not the n-th frame.</summary>
    public const string EveryN = "every-n";

    /// <summary>The frame lies before the asked start; it was decoded only because later ones refer to it.</summary>
    public const string BeforeStart = "before-start";

    /// <summary>The frame came sooner than the asked maximum rate allows.</summary>
    public const string MaxFps = "max-fps";

    /// <summary>The run has no detector: clip and sequence models follow the stream by themselves.</summary>
    public const string NoDetector = "no-detector";

    /// <summary>Nothing changes and nothing moves: the packet was not decoded, because its size said nothing new either.</summary>
    public const string Idle = "idle";

    /// <summary>The gate wanted a frame that could not be decoded any more, because the stream broke off where decoding was spared.</summary>
    public const string NotDecoded = "not-decoded";
}

/// <summary>Why a frame was lost.</summary>
public static class DropCauses
{
    /// <summary>The run ended (asked duration reached) while the packet was still in the decoder.</summary>
    public const string EndOfRange = "end-of-range";

    /// <summary>The user or the system interrupted the run.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Live: the packet came before the first key frame of its connection, so no whole picture can be made of it.</summary>
    public const string NoKeyFrame = "no-key-frame";

    /// <summary>Live: the connection was lost while the packet was still in the decoder.</summary>
    public const string Outage = "outage";

    /// <summary>Live: a newer frame of the same camera took its place before it was looked at.</summary>
    public const string NewerFrame = "newer-frame";
}

/// <summary>Why a frame could not be processed.</summary>
public static class FailCauses
{
    /// <summary>The packet was damaged, or gave no picture.</summary>
    public const string Decode = "decode";

    /// <summary>The model could not run on the frame.</summary>
    public const string Inference = "inference";

    /// <summary>The gate could not decide about the frame.</summary>
    public const string Gate = "gate";
}
