using System.Text;
using System.Text.Json;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Envelope.Formats;

namespace VideoDyn.Events.Sinks;

/// <summary>An event as the body and the headers of a message, before a protocol gives the headers their names.</summary>
/// <remarks>Source: CloudEvents 1.0, structured and binary content mode of the bindings for HTTP, AMQP, MQTT and Kafka.</remarks>
public readonly record struct EventMessage
{
    private const string StructuredType = "application/cloudevents+json";

    /// <summary>The body; empty when the format has no words for the event, so that there is nothing to send.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Media type of the body.</summary>
    public required string ContentType { get; init; }

    /// <summary>CloudEvents attributes that belong into headers, without the content type; none unless the mode is binary.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; }

    /// <summary>Makes the message of an event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="mode">How it stands in the message.</param>
    /// <param name="format">Another form of the body; it is always sent as the body, without attributes. Null for CloudEvents.</param>
    /// <exception cref="JsonException">The event is no CloudEvents document.</exception>
    public static EventMessage Of(OutgoingEvent e, ContentMode mode, IEventFormat? format)
    {
        ArgumentNullException.ThrowIfNull(e);
        if (format is not null)
            return new EventMessage { Body = format.Format(e), ContentType = format.ContentType, Attributes = [] };
        return mode == ContentMode.Structured ? new EventMessage { Body = e.Json, ContentType = StructuredType, Attributes = [] } : Binary(e);
    }

    /// <summary>Reads the mode as configurations name it.</summary>
    /// <param name="sink">Name of the sink, for messages.</param>
    /// <param name="name"><c>structured</c> or <c>binary</c>; null for structured.</param>
    /// <exception cref="VideoDynException">It is another word (kind Configuration).</exception>
    public static ContentMode ModeOf(string sink, string? name) => name switch
    {
        null or "structured" => ContentMode.Structured,
        "binary" => ContentMode.Binary,
        _ => throw VideoDynException.Configuration($"sink {sink}: mode is '{name}', expected structured or binary"),
    };

    private static EventMessage Binary(OutgoingEvent e)
    {
        using JsonDocument document = JsonDocument.Parse(e.Json);
        string contentType = "application/json";
        string data = "{}";
        var attributes = new List<KeyValuePair<string, string>>();
        foreach (JsonProperty attribute in document.RootElement.EnumerateObject())
        {
            if (attribute.NameEquals("data"u8))
                data = attribute.Value.GetRawText();
            else if (attribute.NameEquals("datacontenttype"u8))
                contentType = attribute.Value.GetString() ?? contentType;
            else
                attributes.Add(new(attribute.Name, attribute.Value.ToString()));
        }

        return new EventMessage { Body = Encoding.UTF8.GetBytes(data), ContentType = contentType, Attributes = attributes };
    }
}
