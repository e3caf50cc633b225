using VideoDyn.Rtsp.TestKit.Clips;

namespace VideoDyn.Rtsp.TestKit.Faults;

/// <summary>How a server misbehaves; set anew at any time, it holds for running and coming sessions.</summary>
public sealed record RtspFaults
{
    /// <summary>No fault.</summary>
    public static RtspFaults None { get; } = new();

    /// <summary>After this step the server reads on but says nothing more.</summary>
    public RtspStep? HangAfter { get; init; }

    /// <summary>A request that is answered with an error status, and with which.</summary>
    public (RtspStep Step, int Status)? Answer { get; init; }

    /// <summary>What goes wrong with the stream.</summary>
    public StreamFault Stream { get; init; }

    /// <summary>First picture of a session that it concerns, counted from 0 over pictures sent.</summary>
    public long FromFrame { get; init; }

    /// <summary>How many pictures it concerns; faults that end a session or last take the first.</summary>
    public long Frames { get; init; } = long.MaxValue;

    /// <summary>How far timestamps leap; may be negative.</summary>
    public TimeSpan Jump { get; init; }

    /// <summary>The clip to switch to.</summary>
    public Mp4Clip? Other { get; init; }

    /// <summary>Whether a picture is concerned.</summary>
    internal bool Concerns(long frame) => Stream != StreamFault.None && frame >= FromFrame && frame - FromFrame < Frames;
}
