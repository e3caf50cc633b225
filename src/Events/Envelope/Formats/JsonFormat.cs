using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Envelope.Formats;

/// <summary>A format that writes one JSON document from another.</summary>
internal abstract class JsonFormat : IEventFormat
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public abstract string Name { get; }

    public string ContentType => "application/json";

    public ReadOnlyMemory<byte> Format(OutgoingEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        using JsonDocument document = JsonDocument.Parse(e.Json);
        if (!document.RootElement.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Object)
            throw new JsonException($"event '{e.Id}' has no data");
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            if (!TryWrite(json, e.Type, document.RootElement, data))
                return default;
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Writes the document; false, without having written, when there are no words for the event.</summary>
    protected abstract bool TryWrite(Utf8JsonWriter json, string type, JsonElement root, JsonElement data);

    /// <summary>The objects of an event: one, those of a frame, or none.</summary>
    protected static IEnumerable<JsonElement> ObjectsOf(JsonElement data) =>
        data.TryGetProperty("box", out _) ? [data] : data.TryGetProperty("detections", out JsonElement detections) ? detections.EnumerateArray() : [];

    /// <summary>Left, top, right and bottom edge.</summary>
    protected static (double Left, double Top, double Right, double Bottom) BoxOf(JsonElement thing)
    {
        JsonElement box = thing.GetProperty("box");
        return (box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble());
    }

    /// <summary>The number of an object; null where objects are not followed.</summary>
    protected static long? IdOf(JsonElement thing) => thing.TryGetProperty("id", out JsonElement id) ? id.GetInt64() : null;
}
