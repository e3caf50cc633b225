namespace VideoDyn.Events.Sinks;

/// <summary>Takes finished events, one JSON document each.</summary>
public interface IEventOutput : IDisposable
{
    /// <summary>Takes one event.</summary>
    /// <param name="json">One JSON document in UTF-8 without line breaks; only valid during the call.</param>
    /// <exception cref="Core.Errors.VideoDynException">The event could not be stored (kind Output).</exception>
    void Write(ReadOnlySpan<byte> json);
}
