namespace VideoDyn.Pipeline.Sinks;

/// <summary>A sink at one instant; counts are since the start.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">How its connection stands.</param>
/// <param name="Sent">Events it has confirmed; an event that was sent twice counts twice.</param>
/// <param name="Refused">Events it will never take, which are dead letters now.</param>
/// <param name="Failures">Times that it could not be reached or broke off.</param>
/// <param name="Pending">Events that wait for it in the outbox.</param>
/// <param name="Error">What went wrong last, without secrets; null while it takes events.</param>
public sealed record SinkStatus(string Name, SinkState State, long Sent, long Refused, long Failures, long Pending, string? Error);
