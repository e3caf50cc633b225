using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace VideoDyn.Events.Outbox;

/// <summary>Events that the outbox itself tells.</summary>
public static class OutboxNotice
{
    /// <summary>Events were lost because there was no room.</summary>
    public const string Overflow = "videodyn.outbox.overflow";

    /// <summary>The database was damaged; a new one was begun.</summary>
    public const string Replaced = "videodyn.outbox.replaced";

    /// <summary>The name that stands in place of a camera's.</summary>
    public const string Camera = "outbox";

    internal static byte[] OfOverflow(DateTimeOffset now, long lost, long inAll, string cause) => Write(Overflow, now, $"overflow-{inAll}", json =>
    {
        json.WriteNumber("lost", lost);
        json.WriteNumber("lost_in_all", inAll);
        json.WriteString("cause", cause);
    });

    internal static byte[] OfReplacement(DateTimeOffset now, string reason, string movedTo) => Write(Replaced, now, "replaced", json =>
    {
        json.WriteString("reason", reason);
        json.WriteString("moved_to", Path.GetFileName(movedTo));
    });

    private static byte[] Write(string type, DateTimeOffset now, string id, Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{id}-{now.ToUnixTimeMilliseconds()}"));
            json.WriteString("source", "/videodyn/outbox");
            json.WriteString("type", type);
            json.WriteString("time", now.UtcDateTime);
            json.WriteString("datacontenttype", "application/json");
            json.WriteStartObject("data");
            json.WriteString("camera", Camera);
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
