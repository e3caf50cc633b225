using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VideoDyn.Core.Errors;

namespace VideoDyn.Bench.Reports;

/// <summary>Source-generated JSON for <see cref="BenchReport"/>: snake case, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(BenchReport))]
public sealed partial class BenchJson : JsonSerializerContext
{
    /// <summary>The document as UTF-8.</summary>
    public static byte[] Serialize(BenchReport report)
    {
        // The file is never part of a web page, so only what JSON itself demands is escaped.
        var readable = new BenchJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return JsonSerializer.SerializeToUtf8Bytes(report, readable.BenchReport);
    }

    /// <summary>Reads a report back.</summary>
    /// <exception cref="VideoDynException">The file cannot be read or is no report (kind Input).</exception>
    public static BenchReport Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), Default.BenchReport)
                ?? throw VideoDynException.Input($"{path}: holds no report");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw VideoDynException.Input($"{path}: cannot be read as a bench report: {error.Message}", error);
        }
    }
}
