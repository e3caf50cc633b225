namespace VideoDyn.Core.Sources;

/// <summary>Kinds of coded pictures: sizes are comparable within a kind only.</summary>
public enum PacketKind
{
    /// <summary>Decoding can begin here.</summary>
    Key,

    /// <summary>Others refer to it, and it refers to others.</summary>
    Other,

    /// <summary>No other picture refers to it.</summary>
    Disposable,
}
