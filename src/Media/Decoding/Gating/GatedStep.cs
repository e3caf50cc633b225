namespace VideoDyn.Media.Decoding.Gating;

/// <summary>What a <see cref="GatedDecoder"/> brought.</summary>
internal enum GatedStep
{
    /// <summary>It needs the next packet, or to be told that there is none.</summary>
    NeedsPacket,

    /// <summary>A picture.</summary>
    Picture,

    /// <summary>The place of a picture that nobody wants; it may not have been decoded.</summary>
    Unseen,

    /// <summary>A picture that was decoded only because others refer to it; its place has been handed out.</summary>
    Spare,

    /// <summary>The decoder refused a packet.</summary>
    Failed,

    /// <summary>Everything has been handed out.</summary>
    End,
}
