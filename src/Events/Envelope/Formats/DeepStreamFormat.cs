using System.Globalization;
using System.Text.Json;

namespace VideoDyn.Events.Envelope.Formats;

/// <summary>
/// The minimal schema of DeepStream's message converter: a frame, its sensor, and its objects as
/// <c>ID|LEFT|TOP|RIGHT|BOTTOM|LABEL|#||||SCORE</c>. Objects that are not followed have the number -1.
/// </summary>
/// <remarks>Source: NVIDIA DeepStream developer guide, Gst-nvmsgconv, minimal payload (version 4.0).</remarks>
internal sealed class DeepStreamFormat : JsonFormat
{
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
            // The bar parts the fields, so it cannot stand in one.
            string label = thing.GetProperty("label").GetString()!.Replace('|', '_');
            json.WriteStringValue(string.Create(
                CultureInfo.InvariantCulture,
                $"{IdOf(thing) ?? -1}|{left:0.##}|{top:0.##}|{right:0.##}|{bottom:0.##}|{label}|#||||{thing.GetProperty("score").GetDouble():0.####}"));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }
}
