using System.Text.Json;
using System.Text.Json.Serialization;
using VideoDyn.Core.Errors;
using VideoDyn.Spatial.Crops.Costs;

namespace VideoDyn.Pipeline.Plans;

/// <summary>Reads a cost table: a file of its own, or the summary.json of a run that measured one.</summary>
internal static class CostTableFile
{
    /// <summary>Reads a table.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="VideoDynException">It cannot be read or is no table (kind Configuration).</exception>
    public static AnalysisCosts Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement table = document.RootElement;
            if (table.ValueKind == JsonValueKind.Object && table.TryGetProperty("inputs", out JsonElement inputs))
                table = inputs.EnumerateArray().Select(CostsOf).FirstOrDefault(costs => costs.ValueKind == JsonValueKind.Object);
            if (table.ValueKind == JsonValueKind.Object && table.Deserialize(CostTableJson.Default.AnalysisCosts) is { Entries: not null, ModelSha256: not null } read)
                return read;
            throw VideoDynException.Configuration($"'{path}' holds no cost table; expected model_sha256, threads, instruction_set and entries, or the summary.json of a run that measured them");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw VideoDynException.Configuration($"cost table '{path}' cannot be read: {error.Message}", error);
        }
    }

    private static JsonElement CostsOf(JsonElement input) => input.TryGetProperty("costs", out JsonElement costs) ? costs : default;
}

/// <summary>Source-generated JSON for <see cref="AnalysisCosts"/>: snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AnalysisCosts))]
internal sealed partial class CostTableJson : JsonSerializerContext;
