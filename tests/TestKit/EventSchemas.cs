using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace VideoDyn.TestKit;

/// <summary>
/// Holds events against the JSON schemas of <c>docs/events</c>. Knows the words those schemas use, and refuses others; is
/// stricter than they are in that every property must be described.
/// </summary>
public static class EventSchemas
{
    private static readonly Dictionary<string, JsonElement> s_byType = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "docs", "events"), "*.schema.json")
        .Select(path => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement)
        .SelectMany(schema => schema.GetProperty("properties").GetProperty("type").GetProperty("enum").EnumerateArray().Select(type => (Type: type.GetString()!, Schema: schema)))
        .ToDictionary(pair => pair.Type, pair => pair.Schema);

    /// <summary>The event types that have a schema.</summary>
    public static IReadOnlyCollection<string> Types => s_byType.Keys;

    /// <summary>What is wrong with an event, each with its path; empty when nothing is.</summary>
    public static IReadOnlyList<string> Problems(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        var problems = new List<string>();
        string? type = document.RootElement.GetProperty("type").GetString();
        if (type is null || !s_byType.TryGetValue(type, out JsonElement schema))
            return [$"type '{type}' has no schema"];
        Check(document.RootElement, schema, "", problems);
        return problems;
    }

    private static void Check(JsonElement value, JsonElement schema, string path, List<string> problems)
    {
        foreach (JsonProperty word in schema.EnumerateObject())
        {
            bool holds = word.Name switch
            {
                "$schema" or "title" or "description" => true,
                "type" => word.Value.ValueKind == JsonValueKind.Array ? word.Value.EnumerateArray().Any(name => Is(value, name.GetString()!)) : Is(value, word.Value.GetString()!),
                "const" => JsonElement.DeepEquals(value, word.Value),
                "enum" => word.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(value, one)),
                "pattern" => Regex.IsMatch(value.GetString()!, word.Value.GetString()!, RegexOptions.CultureInvariant),
                "format" => word.Value.GetString() == "date-time" && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _),
                "minimum" => value.GetDouble() >= word.Value.GetDouble(),
                "maximum" => value.GetDouble() <= word.Value.GetDouble(),
                "minItems" => value.GetArrayLength() >= word.Value.GetInt32(),
                "maxItems" => value.GetArrayLength() <= word.Value.GetInt32(),
                "required" => word.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
                "items" => CheckItems(value, word.Value, path, problems),
                "properties" => CheckProperties(value, word.Value, path, problems),
                _ => throw new NotSupportedException($"the schema of {path} uses '{word.Name}'"),
            };
            if (!holds)
                problems.Add($"{path}: {value.GetRawText()} breaks {word.Name} {word.Value.GetRawText()}");
        }
    }

    private static bool CheckItems(JsonElement value, JsonElement schema, string path, List<string> problems)
    {
        foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
            Check(item, schema, $"{path}[{index}]", problems);
        return true;
    }

    private static bool CheckProperties(JsonElement value, JsonElement schemas, string path, List<string> problems)
    {
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (schemas.TryGetProperty(property.Name, out JsonElement schema))
                Check(property.Value, schema, $"{path}.{property.Name}", problems);
            else
                problems.Add($"{path}.{property.Name} is not described");
        }

        return true;
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() % 1 == 0,
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => false,
    };
}
