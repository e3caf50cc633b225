using System.Text;
using System.Text.Json;
using VideoDyn.Events.Outbox;

namespace VideoDyn.Cli.Commands.Events;

/// <summary>Prints events of a history: as documents for programs, or a line each for people.</summary>
internal sealed class EventPrinter : IDisposable
{
    private readonly bool _json;
    private readonly Stream _output = Console.OpenStandardOutput();

    public EventPrinter(bool json) => _json = json;

    public void Print(HistoryRecord record) => Line(_json ? record.Json : Encoding.UTF8.GetBytes(Describe(record)));

    public void Print(RefusedRecord refused)
    {
        if (_json)
        {
            using var line = new MemoryStream();
            using (var json = new Utf8JsonWriter(line))
            {
                json.WriteStartObject();
                json.WriteString("sink", refused.Sink);
                json.WriteString("reason", refused.Reason);
                json.WritePropertyName("event");
                json.WriteRawValue(refused.Event.Json);
                json.WriteEndObject();
            }

            Line(line.ToArray());
            return;
        }

        Line(Encoding.UTF8.GetBytes($"{Describe(refused.Event)}  {refused.Sink}: {refused.Reason}"));
    }

    public void Dispose() => _output.Dispose();

    private void Line(byte[] text)
    {
        _output.Write([.. text, (byte)'\n']);
        _output.Flush();
    }

    private static string Describe(HistoryRecord record) =>
        $"{record.Sequence,8}  {record.Time,-27}  {record.Camera,-16}  {record.Type,-28}  {Detail(record.Json)}".TrimEnd();

    // What a reader looks for first: what it is, and where.
    private static string Detail(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Object)
            return "";
        return string.Join(" ", new[] { "label", "id", "zone", "tripwire", "direction", "reason", "lost" }
            .Where(name => data.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            .Select(name => name is "label" ? data.GetProperty(name).ToString() : $"{name} {data.GetProperty(name)}"));
    }
}
