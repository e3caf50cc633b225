using System.Globalization;
using System.Text.Json;

namespace VideoDyn.Events.Envelope.Formats;

/// <summary>
/// Events of tracked objects as Frigate publishes them: <c>new</c>, <c>update</c> and <c>end</c>, with the object before and
/// after. Only the present is known here, so <c>before</c> repeats <c>after</c>, and <c>top_score</c> is the last score.
/// </summary>
/// <remarks>Source: Frigate documentation, MQTT integration, topic frigate/events.</remarks>
internal sealed class FrigateFormat : JsonFormat
{
    public override string Name => "frigate";

    protected override bool TryWrite(Utf8JsonWriter json, string type, JsonElement root, JsonElement data)
    {
        string? kind = type switch
        {
            EventTypes.ObjectEntered => "new",
            EventTypes.ObjectLeft => "end",
            // Frigate tells that an object changed its zones as an update.
            EventTypes.ObjectUpdated or EventTypes.ZoneEntered or EventTypes.ZoneLeft => "update",
            _ => null,
        };
        if (kind is null)
            return false;
        json.WriteStartObject();
        json.WriteString("type", kind);
        Write(json, "before", root, data);
        Write(json, "after", root, data);
        json.WriteEndObject();
        return true;
    }

    private static void Write(Utf8JsonWriter json, string name, JsonElement root, JsonElement data)
    {
        (double left, double top, double right, double bottom) = BoxOf(data);
        double width = right - left, height = bottom - top, start = data.GetProperty("start_time").GetDouble();
        json.WriteStartObject(name);
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{start:F6}-{IdOf(data)}"));
        json.WriteString("camera", data.GetProperty("camera").GetString());
        json.WriteNumber("frame_time", (root.GetProperty("time").GetDateTimeOffset() - DateTimeOffset.UnixEpoch).TotalSeconds);
        json.WriteString("label", data.GetProperty("label").GetString());
        if (data.TryGetProperty("labels", out JsonElement labels) && labels.GetArrayLength() > 0)
            json.WriteString("sub_label", labels[0].GetProperty("label").GetString());
        else
            json.WriteNull("sub_label");
        Copy(json, "top_score", data.GetProperty("score"));
        json.WriteBoolean("false_positive", false);
        Copy(json, "start_time", data.GetProperty("start_time"));
        Copy(json, "end_time", data.GetProperty("end_time"));
        Copy(json, "score", data.GetProperty("score"));
        json.WriteStartArray("box");
        foreach (double edge in (double[])[left, top, right, bottom])
            json.WriteNumberValue((int)Math.Round(edge));
        json.WriteEndArray();
        json.WriteNumber("area", (long)Math.Round(width * height));
        json.WriteNumber("ratio", height > 0 ? Math.Round(width / height, 4) : 0);
        Copy(json, "current_zones", data.GetProperty("current_zones"));
        Copy(json, "entered_zones", data.GetProperty("entered_zones"));
        json.WriteNull("thumbnail");
        json.WriteBoolean("has_snapshot", data.TryGetProperty("snapshot_time", out _));
        json.WriteBoolean("has_clip", data.TryGetProperty("clip", out _));
        json.WriteEndObject();
    }

    private static void Copy(Utf8JsonWriter json, string name, JsonElement value)
    {
        json.WritePropertyName(name);
        value.WriteTo(json);
    }
}
