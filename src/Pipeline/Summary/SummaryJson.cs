using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoDyn.Pipeline.Summary;

/// <summary>Source-generated JSON for <see cref="RunSummary"/>: snake case, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RunSummary))]
internal sealed partial class SummaryJson : JsonSerializerContext
{
    /// <summary>The document as UTF-8.</summary>
    public static byte[] Serialize(RunSummary summary)
    {
        // The file is never part of a web page, so only what JSON itself demands is escaped.
        var readable = new SummaryJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return JsonSerializer.SerializeToUtf8Bytes(summary, readable.RunSummary);
    }
}
