namespace VideoDyn.Rtsp.TestKit.Faults;

/// <summary>What goes wrong while pictures flow.</summary>
public enum StreamFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Nothing more is sent, and the connection stays open.</summary>
    Freeze,

    /// <summary>The connection is closed in the middle of a packet.</summary>
    CutMidPacket,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The stream ends politely: RTCP BYE, then the connection is closed.</summary>
    End,

    /// <summary>Random bytes take the place of packets.</summary>
    Garbage,

    /// <summary>Random bytes take the place of the insides of NAL units.</summary>
    CorruptNals,

    /// <summary>Every third RTP packet is left out.</summary>
    LosePackets,

    /// <summary>Timestamps leap by <see cref="RtspFaults.Jump"/> and go on from there.</summary>
    JumpTimestamps,

    /// <summary>Pictures come from <see cref="RtspFaults.Other"/>, of another size, and go on from there.</summary>
    SwitchClip,

    /// <summary>Key frames and parameter sets are left out.</summary>
    WithholdKeyFrames,

    /// <summary>Packets are sent without video: timestamps pass, but the NAL units are all filler.</summary>
    OnlyFiller,
}
