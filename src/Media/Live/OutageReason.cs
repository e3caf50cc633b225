namespace VideoDyn.Media.Live;

/// <summary>Why a connection to a camera could not be made, or ended.</summary>
public enum OutageReason
{
    /// <summary>Nobody listens at the port.</summary>
    RefusedConnection,

    /// <summary>The host's name is unknown, or no route leads to it.</summary>
    Unreachable,

    /// <summary>User or password are wrong, missing or not allowed (status 401 or 403). Trying fast may lock the account.</summary>
    WrongPassword,

    /// <summary>The camera knows no such path (status 404), or there is no such device.</summary>
    NotFound,

    /// <summary>The camera answered with another error status.</summary>
    Rejected,

    /// <summary>No answer or no video packet in time.</summary>
    TimedOut,

    /// <summary>The camera ended the stream or closed the connection.</summary>
    EndOfStream,

    /// <summary>The connection broke.</summary>
    ConnectionLost,

    /// <summary>The camera speaks, but not its protocol.</summary>
    InvalidData,

    /// <summary>There is a stream, but none of video.</summary>
    NoVideo,

    /// <summary>Packets arrive, but no key frame to begin with.</summary>
    NoKeyFrame,

    /// <summary>Packets arrive, but pictures ceased to come out of the decoder.</summary>
    Stalled,

    /// <summary>The decoder cannot be opened, or gives nothing but errors.</summary>
    DecoderFailed,
}
