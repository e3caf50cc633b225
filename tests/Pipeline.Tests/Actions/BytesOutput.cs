using System.Text.Json;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Pipeline.Tests.Actions;

/// <summary>Keeps events as lines.</summary>
internal sealed class BytesOutput : IEventOutput
{
    public List<string> Lines { get; } = [];

    public void Write(ReadOnlySpan<byte> json) => Lines.Add(System.Text.Encoding.UTF8.GetString(json));

    public IEnumerable<JsonElement> OfType(string type) => Lines
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(root => root.GetProperty("type").GetString() == type);

    public void Dispose()
    {
    }
}
