using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Live;

/// <summary>Tells from FFmpeg's error codes what happened to a connection, and says it in words without secrets.</summary>
internal static class OutageText
{
    private const int NoEntry = -2;
    private const int InputOutput = -5;
    private const int NoDeviceAddress = -6;
    private const int NoDevice = -19;
    private const int BrokenPipe = -32;
    private const int NetworkDown = -100;
    private const int NetworkUnreachable = -101;
    private const int ConnectionAborted = -103;
    private const int ConnectionReset = -104;
    private const int TimedOut = -110;
    private const int ConnectionRefused = -111;
    private const int HostDown = -112;
    private const int HostUnreachable = -113;

    /// <summary>Why opening failed.</summary>
    /// <param name="address">The camera.</param>
    /// <param name="code">FFmpeg's error code.</param>
    /// <param name="elapsed">How long it took: FFmpeg reports some timeouts as invalid data.</param>
    /// <param name="timeout">The timeout in force.</param>
    public static CameraOutageException NotOpened(CameraAddress address, int code, TimeSpan elapsed, TimeSpan timeout)
    {
        OutageReason reason = Reason(code, elapsed >= timeout);
        // A host that cannot be looked up comes back as a plain I/O error.
        if (code == InputOutput && address.IsNetwork && reason == OutageReason.ConnectionLost)
            reason = OutageReason.Unreachable;
        return Make(address, reason, reason switch
        {
            OutageReason.RefusedConnection => "nobody listens there (connection refused)",
            OutageReason.Unreachable => "the host's name is unknown or no route leads to it",
            OutageReason.WrongPassword => "user or password are wrong, missing or not allowed",
            OutageReason.NotFound => address.Protocol == CameraProtocol.V4l2 ? "there is no such device" : "the camera knows no such path",
            OutageReason.TimedOut => FormattableString.Invariant($"no answer within {timeout.TotalSeconds:0.#} s"),
            OutageReason.EndOfStream => "the connection was closed before a stream began",
            OutageReason.InvalidData => "what it answers is not a video stream",
            _ => AvError.Text(code),
        });
    }

    /// <summary>Why reading ended.</summary>
    /// <param name="address">The camera.</param>
    /// <param name="code">FFmpeg's error code.</param>
    /// <param name="isExpired">Whether the deadline had passed.</param>
    /// <param name="timeout">The timeout in force.</param>
    public static CameraOutageException Ended(CameraAddress address, int code, bool isExpired, TimeSpan timeout)
    {
        OutageReason reason = Reason(code, isExpired);
        return Make(address, reason, reason switch
        {
            OutageReason.TimedOut => FormattableString.Invariant($"no video packet for {timeout.TotalSeconds:0.#} s"),
            OutageReason.EndOfStream => "the camera ended the stream",
            OutageReason.InvalidData => "what it sends is no longer a video stream",
            _ => $"the connection broke ({AvError.Text(code)})",
        });
    }

    /// <summary>An outage that FFmpeg has no code for.</summary>
    public static CameraOutageException Make(CameraAddress address, OutageReason reason, string what) => new(reason, $"'{address}': {what}.");

    private static OutageReason Reason(int code, bool isLate) => code switch
    {
        AvError.EndOfFile when !isLate => OutageReason.EndOfStream,
        ConnectionRefused => OutageReason.RefusedConnection,
        NetworkDown or NetworkUnreachable or HostDown or HostUnreachable => OutageReason.Unreachable,
        AvError.Unauthorized or AvError.Forbidden => OutageReason.WrongPassword,
        AvError.NotFound or NoEntry or NoDevice or NoDeviceAddress => OutageReason.NotFound,
        AvError.BadRequest or AvError.ClientError or AvError.ServerError => OutageReason.Rejected,
        TimedOut or AvError.Exit => OutageReason.TimedOut,
        _ when isLate => OutageReason.TimedOut,
        ConnectionReset or ConnectionAborted or BrokenPipe or InputOutput => OutageReason.ConnectionLost,
        AvError.InvalidData => OutageReason.InvalidData,
        _ => OutageReason.ConnectionLost,
    };
}
