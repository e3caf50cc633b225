namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>A request as it was answered.</summary>
/// <param name="Method">In capitals, e.g. DESCRIBE.</param>
/// <param name="Status">Status of the answer; 0 when there was none.</param>
/// <param name="Timestamp">When, as a timestamp of the machine's stopwatch.</param>
public sealed record RequestLog(string Method, int Status, long Timestamp);
