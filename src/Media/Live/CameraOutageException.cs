using VideoDyn.Core.Errors;

namespace VideoDyn.Media.Live;

/// <summary>A camera cannot be reached or its connection is over. Connecting again later may help.</summary>
public sealed class CameraOutageException : VideoDynException
{
    /// <summary>Creates an outage.</summary>
    /// <param name="reason">What went wrong.</param>
    /// <param name="message">One line without secrets that names the camera, what was found and what was expected.</param>
    /// <param name="innerException">The cause, if another exception was.</param>
    public CameraOutageException(OutageReason reason, string message, Exception? innerException = null)
        : base(ErrorKind.Input, message, innerException) => Reason = reason;

    /// <summary>What went wrong, for whoever decides when to try again.</summary>
    public OutageReason Reason { get; }
}
