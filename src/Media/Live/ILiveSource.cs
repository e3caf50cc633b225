using VideoDyn.Core.Sources;

namespace VideoDyn.Media.Live;

/// <summary>One connection to a camera.</summary>
/// <remarks>
/// <para>Stream time is UTC less <see cref="StreamPosition.Epoch"/>, strictly rising over all connections that hand their
/// <see cref="Position"/> on. Frames carry the arrival of their packet in <see cref="Core.Frames.FrameLease.Arrival"/>.</para>
/// <para><see cref="IFrameSource.Read"/> throws <see cref="CameraOutageException"/> when the connection is over, after it
/// has handed out every whole picture; what was left in the decoder is booked as dropped (outage). Only a recording ends
/// with <see cref="FrameReadStatus.EndOfStream"/>: a file that does not loop, or a finite HLS playlist.</para>
/// </remarks>
public interface ILiveSource : IFrameSource
{
    /// <summary>Where the stream stands; null before the first picture of a new camera.</summary>
    StreamPosition? Position { get; }

    /// <summary>What was odd about the timestamps of this connection.</summary>
    TimestampReport Timestamps { get; }
}
