using System.Text;
using System.Text.Json;

namespace VideoDyn.Events.Mqtt;

/// <summary>
/// What makes a camera appear in Home Assistant: retained announcements of a device with a sensor of its last event and one
/// of its connection. Source: Home Assistant's documentation of MQTT discovery.
/// </summary>
internal sealed class Discovery(MqttSinkOptions options, Topics topics)
{
    /// <summary>Topics and documents that announce a camera.</summary>
    public IEnumerable<(string Topic, byte[] Document)> Announce(string camera)
    {
        string id = Identifier($"{options.Prefix}_{camera}");
        yield return ($"{options.DiscoveryPrefix}/sensor/{id}/last_event/config", Document(id, camera, "last_event", writer =>
        {
            writer.WriteString("name", "Last event");
            writer.WriteString("icon", "mdi:cctv");
            writer.WriteString("state_topic", topics.Event.Filter(camera, "+"));
            writer.WriteString("value_template", "{{ value_json.type }}");
            writer.WriteString("json_attributes_topic", topics.Event.Filter(camera, "+"));
            writer.WriteString("json_attributes_template", "{{ value_json.data | tojson }}");
        }));
        yield return ($"{options.DiscoveryPrefix}/binary_sensor/{id}/connected/config", Document(id, camera, "connected", writer =>
        {
            writer.WriteString("name", "Connected");
            writer.WriteString("device_class", "connectivity");
            writer.WriteString("state_topic", topics.CameraState(camera));
            writer.WriteString("value_template", "{{ 'OFF' if value_json.type == 'videodyn.camera.lost' else 'ON' }}");
        }));
    }

    private byte[] Document(string id, string camera, string what, Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            body(writer);
            writer.WriteString("unique_id", $"{id}_{what}");
            writer.WriteString("availability_topic", topics.Available);
            writer.WriteStartObject("device");
            writer.WriteStartArray("identifiers");
            writer.WriteStringValue(id);
            writer.WriteEndArray();
            writer.WriteString("name", camera);
            writer.WriteString("manufacturer", "VideoDyn");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Home Assistant takes letters, digits, dashes and underscores only.</summary>
    private static string Identifier(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (char letter in name)
            text.Append(char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_');
        return text.ToString();
    }
}
