using System.Text.Encodings.Web;
using System.Text.Json;

namespace VideoDyn.Synth.Truth;

/// <summary>Writes <c>events.json</c>: what the clip is, its classes, its rules, and the events that they must report.</summary>
internal static class EventFile
{
    public const string Schema = "videodyn.truth/1";

    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(SynthOptions options, IReadOnlyList<Rule> rules, IReadOnlyList<EventRecord> events, string hash)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("scene", options.Scene);
            json.WriteNumber("seed", options.Seed);
            json.WriteNumber("width", options.Width);
            json.WriteNumber("height", options.Height);
            json.WriteNumber("frames", options.FrameCount);
            json.WriteNumber("frames_per_second", options.FramesPerSecond);
            json.WriteString("pictures_sha256", hash);
            json.WriteStartObject("classes");
            foreach (SceneClass kind in Enum.GetValues<SceneClass>())
                json.WriteString(((int)kind).ToString(System.Globalization.CultureInfo.InvariantCulture), Name(kind));
            json.WriteEndObject();
            json.WriteStartArray("rules");
            foreach (Rule rule in rules)
                Write(json, rule);
            json.WriteEndArray();
            json.WriteStartArray("events");
            foreach (EventRecord happened in events)
                Write(json, happened);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject();
        json.WriteString("name", rule.Name);
        json.WriteString("kind", rule.Kind == RuleKind.Zone ? "zone" : "tripwire");
        json.WriteStartArray("points");
        foreach ((double x, double y) in rule.Points)
        {
            json.WriteNumberValue(x);
            json.WriteNumberValue(y);
        }

        json.WriteEndArray();
        if (rule.Dwell > 0)
            json.WriteNumber("dwell", rule.Dwell);
        if (rule.Loiter > 0)
            json.WriteNumber("loiter", rule.Loiter);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, in EventRecord happened)
    {
        json.WriteStartObject();
        json.WriteString("type", happened.Type);
        json.WriteNumber("stream_time", Math.Round(happened.Time.TotalSeconds, 6));
        json.WriteNumber("frame", happened.Frame);
        json.WriteNumber("id", happened.Id);
        json.WriteString("label", Name(happened.Class));
        if (happened.Rule is not null)
            json.WriteString("rule", happened.Rule);
        if (happened.Direction != 0)
            json.WriteNumber("direction", happened.Direction);
        json.WriteEndObject();
    }

    private static string Name(SceneClass kind) => kind.ToString().ToLowerInvariant();
}
