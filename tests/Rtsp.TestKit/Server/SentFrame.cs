namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>A picture that was sent.</summary>
/// <param name="PresentationTime">When it is shown, from the first picture of the session.</param>
/// <param name="Timestamp">When its last packet was handed to the network, as a timestamp of the machine's stopwatch.</param>
public readonly record struct SentFrame(TimeSpan PresentationTime, long Timestamp);
