namespace VideoDyn.Events.Outbox;

/// <summary>An event between the camera that has it and the database.</summary>
/// <param name="Head">What it is looked up by.</param>
/// <param name="Json">The document; of the buffer only <paramref name="Length"/> bytes count.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Since">When it was handed over, as a timestamp of the clock.</param>
internal readonly record struct PendingEvent(EventHead Head, byte[] Json, int Length, long Since)
{
    /// <summary>The document.</summary>
    public ReadOnlySpan<byte> Document => Json.AsSpan(0, Length);
}
