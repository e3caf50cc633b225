namespace VideoDyn.Media.Muxing;

/// <summary>What a ring has to give.</summary>
internal enum PacketAnswer
{
    /// <summary>A packet.</summary>
    Packet,

    /// <summary>A packet, but some before it were lost.</summary>
    AfterGap,

    /// <summary>Nothing yet, or nothing before the asked time.</summary>
    Later,

    /// <summary>Nothing any more: the connection is over.</summary>
    Over,
}
