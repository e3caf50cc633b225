using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Envelope.Formats;

/// <summary>Turns an event into the body that a sink delivers, e.g. in the words of another program.</summary>
/// <remarks>Thread-safe: one format may serve several sinks.</remarks>
public interface IEventFormat
{
    /// <summary>The name under <c>format</c> in the configuration, e.g. <c>frigate</c>.</summary>
    string Name { get; }

    /// <summary>The media type of what <see cref="Format"/> returns, for transports that tell it.</summary>
    string ContentType { get; }

    /// <summary>Writes the body.</summary>
    /// <param name="e">The event, a CloudEvents document of this product.</param>
    /// <returns>The body in UTF-8; empty when the format has no words for this event, which then is not delivered.</returns>
    /// <exception cref="System.Text.Json.JsonException">The event is no such document.</exception>
    ReadOnlyMemory<byte> Format(OutgoingEvent e);
}
