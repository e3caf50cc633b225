namespace VideoDyn.Evaluation.Events;

/// <summary>An event reduced to what is compared.</summary>
/// <param name="Key">What must be equal, for example type, rule and direction in one string.</param>
/// <param name="Time">Stream time at which it happened.</param>
public readonly record struct TimedEvent(string Key, TimeSpan Time);
