namespace VideoDyn.Events.Envelope;

/// <summary>What every event of one stream has in common.</summary>
/// <param name="Camera">Name of the camera or file.</param>
/// <param name="StartTime">The instant of stream time 0.</param>
/// <param name="Model">Name of the model that observed.</param>
/// <param name="Plan">Name of the plan that was run.</param>
/// <param name="Labels">Class names by class index.</param>
public sealed record EventContext(
    string Camera, DateTimeOffset StartTime, string Model, string Plan, IReadOnlyList<string> Labels)
{
    /// <summary>The instant that stands for stream time 0 of a file that tells no wall-clock time.</summary>
    public static DateTimeOffset UnknownStart => DateTimeOffset.UnixEpoch;
}
