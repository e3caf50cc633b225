namespace VideoDyn.Core.Sources;

/// <summary>What one read from a source brought.</summary>
public enum FrameReadStatus
{
    /// <summary>A picture.</summary>
    Frame,

    /// <summary>The stream is over; every packet has been answered for.</summary>
    EndOfStream,
}
