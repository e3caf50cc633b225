namespace VideoDyn.Media.Live;

/// <summary>Which clock ties the timestamps of a camera to UTC.</summary>
public enum CameraClock
{
    /// <summary>This machine's, when the first packet of a connection arrives: right for cameras whose clocks are not.</summary>
    Arrival,

    /// <summary>
    /// The camera's own, from its RTCP sender reports: right where cameras keep NTP time. A connection on which no report
    /// comes before the first picture uses <see cref="Arrival"/> and says so in its warning.
    /// </summary>
    Sender,
}
