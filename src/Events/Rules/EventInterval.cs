namespace VideoDyn.Events.Rules;

/// <summary>When something happened, in stream time, as exactly as frames can tell.</summary>
/// <param name="At">The best guess.</param>
/// <param name="Earliest">Last time it was seen not to have happened; the guess where nothing was seen before.</param>
/// <param name="Latest">First time it was seen to have happened.</param>
public readonly record struct EventInterval(TimeSpan At, TimeSpan Earliest, TimeSpan Latest)
{
    /// <summary>Exactly then.</summary>
    public static EventInterval Exactly(TimeSpan time) => new(time, time, time);
}
