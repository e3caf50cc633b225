using VideoDyn.Events.Sinks;

namespace VideoDyn.Pipeline.Sinks;

/// <summary>A sink and what it is to get.</summary>
/// <param name="Sink">The sink; whoever hosts it disposes it.</param>
public sealed record HostedSink(IEventSink Sink)
{
    /// <summary>Which events it gets; default all. Called from any thread.</summary>
    public Func<OutgoingEvent, bool> Accepts { get; init; } = static _ => true;
}
