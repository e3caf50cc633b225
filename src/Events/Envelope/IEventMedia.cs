namespace VideoDyn.Events.Envelope;

/// <summary>Makes the pictures and video of events. Asked while an event is written, so that the event can name them.</summary>
public interface IEventMedia
{
    /// <summary>What belongs to an event. Must not throw: an event goes out whether or not there is a picture of it.</summary>
    /// <param name="type">One of <see cref="EventTypes"/>.</param>
    /// <param name="rule">Name of the zone or tripwire; null for events without one.</param>
    /// <param name="track">Number of the object; null for events without one.</param>
    /// <param name="streamTime">When it happened.</param>
    /// <param name="id">The event's identifier.</param>
    EventMedia MediaOf(string type, string? rule, long? track, TimeSpan streamTime, ReadOnlySpan<char> id);
}
