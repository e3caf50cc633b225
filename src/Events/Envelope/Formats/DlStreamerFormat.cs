using System.Globalization;
using System.Text.Json;

namespace VideoDyn.Events.Envelope.Formats;

/// <summary>
/// A frame and its objects as DL Streamer's metadata converter writes them; boxes also as shares of the frame where the
/// event tells the size of the frame. <c>timestamp</c> is stream time, <c>system_timestamp</c> the time of day.
/// </summary>
/// <remarks>Source: Intel DL Streamer, gvametaconvert (jsonconverter), and its developer guide's page on metadata.</remarks>
internal sealed class DlStreamerFormat : JsonFormat
{
    public override string Name => "dlstreamer";

    protected override bool TryWrite(Utf8JsonWriter json, string type, JsonElement root, JsonElement data)
    {
        JsonElement[] objects = [.. ObjectsOf(data)];
        if (objects.Length == 0)
            return false;
        (int Width, int Height)? size = data.TryGetProperty("frame_size", out JsonElement pixels) ? (pixels[0].GetInt32(), pixels[1].GetInt32()) : null;
        json.WriteStartObject();
        json.WriteStartArray("objects");
        foreach (JsonElement thing in objects)
            Write(json, thing, size);
        json.WriteEndArray();
        if (size is { } frame)
        {
            json.WriteStartObject("resolution");
            json.WriteNumber("height", frame.Height);
            json.WriteNumber("width", frame.Width);
            json.WriteEndObject();
        }

        json.WriteString("source", data.GetProperty("camera").GetString());
        string time = root.GetProperty("time").GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        json.WriteString("system_timestamp", time);
        json.WriteNumber("timestamp", (long)Math.Round(data.GetProperty("stream_time").GetDouble() * 1e9));
        json.WriteEndObject();
        return true;
    }

    private static void Write(Utf8JsonWriter json, JsonElement thing, (int Width, int Height)? size)
    {
        (double left, double top, double right, double bottom) = BoxOf(thing);
        string? label = thing.GetProperty("label").GetString();
        json.WriteStartObject();
        json.WriteStartObject("detection");
        if (size is { } frame)
        {
            json.WriteStartObject("bounding_box");
            json.WriteNumber("x_max", Share(right, frame.Width));
            json.WriteNumber("x_min", Share(left, frame.Width));
            json.WriteNumber("y_max", Share(bottom, frame.Height));
            json.WriteNumber("y_min", Share(top, frame.Height));
            json.WriteEndObject();
        }

        json.WritePropertyName("confidence");
        thing.GetProperty("score").WriteTo(json);
        json.WriteString("label", label);
        json.WriteEndObject();
        json.WriteNumber("h", (int)Math.Round(bottom - top));
        if (IdOf(thing) is { } id)
            json.WriteNumber("id", id);
        json.WriteString("roi_type", label);
        json.WriteNumber("w", (int)Math.Round(right - left));
        json.WriteNumber("x", (int)Math.Round(left));
        json.WriteNumber("y", (int)Math.Round(top));
        json.WriteEndObject();
    }

    private static double Share(double edge, int size) => Math.Round(Math.Clamp(edge / size, 0, 1), 6);
}
