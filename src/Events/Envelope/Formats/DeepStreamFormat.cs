using System.Globalization;
using System.Text.Json;

namespace VideoDyn.Events.Envelope.Formats;

/// <summary>
/// The minimal schema of DeepStream's message converter: a frame, its sensor, and its objects as
/// <c>ID|LEFT|TOP|RIGHT|BOTTOM|LABEL|#|SCORE</c>, with what a second network saw between <c>#</c> and the score.
/// </summary>
/// <remarks>
/// Source: NVIDIA DeepStream SDK, libs/nvmsgconv (deepstream_schema), minimal payload from frame metadata, version 4.0, and
/// the developer guide's page on Gst-nvmsgconv. There the part from <c>#</c> on stands only where a classifier ran.
/// </remarks>
internal sealed class DeepStreamFormat : JsonFormat
{
    // The number that DeepStream's metadata has for objects that no tracker follows.
    private const ulong Untracked = ulong.MaxValue;

    public override string Name => "deepstream-minimal";

    protected override bool TryWrite(Utf8JsonWriter json, string type, JsonElement root, JsonElement data)
    {
        JsonElement[] objects = [.. ObjectsOf(data)];
        if (objects.Length == 0)
            return false;
        json.WriteStartObject();
        json.WriteString("version", "4.0");
        json.WriteString("id", data.GetProperty("frame").GetInt64().ToString(CultureInfo.InvariantCulture));
        json.WriteString("@timestamp", root.GetProperty("time").GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        json.WriteString("sensorId", data.GetProperty("camera").GetString());
        json.WriteStartArray("objects");
        foreach (JsonElement thing in objects)
        {
            (double left, double top, double right, double bottom) = BoxOf(thing);
            string id = IdOf(thing)?.ToString(CultureInfo.InvariantCulture) ?? Untracked.ToString(CultureInfo.InvariantCulture);
            json.WriteStringValue(string.Create(
                CultureInfo.InvariantCulture,
                $"{id}|{left:0.##}|{top:0.##}|{right:0.##}|{bottom:0.##}|{Field(thing)}|#|{Seen(thing)}{thing.GetProperty("score").GetDouble():0.####}"));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    private static string Seen(JsonElement thing) =>
        thing.TryGetProperty("labels", out JsonElement labels) && labels.ValueKind == JsonValueKind.Array
            ? string.Concat(labels.EnumerateArray().Select(label => Field(label) + "|"))
            : "";

    // The bar parts the fields, so it cannot stand in one.
    private static string Field(JsonElement named) => named.GetProperty("label").GetString()!.Replace('|', '_');
}
