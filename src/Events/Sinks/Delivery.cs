namespace VideoDyn.Events.Sinks;

/// <summary>What became of one event.</summary>
/// <param name="Refusal">Why the other side will never take it, e.g. <c>payload over the broker's limit</c>; null when it was confirmed.</param>
public readonly record struct Delivery(string? Refusal)
{
    /// <summary>The other side has it.</summary>
    public static Delivery Confirmed => default;

    /// <summary>Whether the other side has it; if not, trying again is of no use.</summary>
    public bool IsConfirmed => Refusal is null;

    /// <summary>The other side will never take it.</summary>
    public static Delivery Refused(string reason) => new(reason);
}
