using System.Text.Json.Nodes;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Configuration;

/// <summary>The schema for editors and the parser must know the same keys; here the committed schema is held against the parser.</summary>
public class CamerasSchemaTests
{
    private static readonly string s_path = Path.Combine(RepositoryRoot.Path, "docs", "cameras.schema.json");
    private static readonly JsonNode s_schema = JsonNode.Parse(File.ReadAllText(s_path))!;

    // Where each section of the schema can be tried, and how a file with a stranger in it looks.
    public static TheoryData<string, string> Sections => new()
    {
        { "", "model: m.onnx\ncameras: {a: {input: a.mp4}}\nSTRANGER: 1" },
        { "model", "model: {path: m.onnx, STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "detect", "model: m.onnx\ndetect: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "objects", "model: m.onnx\nobjects: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "objects.filters.*", "model: m.onnx\nobjects: {filters: {x: {STRANGER: 1}}}\ncameras: {a: {input: a.mp4}}" },
        { "tracker", "model: m.onnx\ntracker: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "actions", "model: m.onnx\nactions: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "audit", "model: m.onnx\naudit: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "live", "model: m.onnx\nlive: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "output", "model: m.onnx\noutput: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "events", "model: m.onnx\nevents: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "snapshots", "model: m.onnx\nsnapshots: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "snapshots.retain", "model: m.onnx\nsnapshots: {retain: {STRANGER: 1}}\ncameras: {a: {input: a.mp4}}" },
        { "record", "model: m.onnx\nrecord: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "record.retain", "model: m.onnx\nrecord: {retain: {STRANGER: 1}}\ncameras: {a: {input: a.mp4}}" },
        { "crop_batches", "model: m.onnx\ncrop_batches: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "server", "model: m.onnx\nserver: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "outbox", "model: m.onnx\noutbox: {STRANGER: 1}\ncameras: {a: {input: a.mp4}}" },
        { "sinks.*", "model: m.onnx\nsinks: {s: {type: stdout, STRANGER: 1}}\ncameras: {a: {input: a.mp4}}" },
        { "cameras.*", "model: m.onnx\ncameras: {a: {input: a.mp4, STRANGER: 1}}" },
        { "cameras.*.input", "model: m.onnx\ncameras: {a: {input: {path: a.mp4, STRANGER: 1}}}" },
        { "cameras.*.zones.*", "model: m.onnx\ncameras: {a: {input: a.mp4, zones: {z: {coordinates: '0,0,1,0,1,1', STRANGER: 1}}}}" },
        { "cameras.*.tripwires.*", "model: m.onnx\ncameras: {a: {input: a.mp4, tripwires: {z: {coordinates: '0,0,1,0', STRANGER: 1}}}}" },
        { "cameras.*.ground", "model: m.onnx\ncameras: {a: {input: a.mp4, ground: {coordinates: '0,0,1,0,1,1,0,1', metres: '0,0,1,0,1,1,0,1', STRANGER: 1}}}" },
    };

    [Fact]
    public void CommittedSchema_IsWhatTheParserGoesBy()
    {
        if (Environment.GetEnvironmentVariable("VIDEODYN_APPROVE_API") == "1")
            File.WriteAllText(s_path, CamerasSchema.Text());

        Assert.True(CamerasSchema.Text() == File.ReadAllText(s_path), "docs/cameras.schema.json is old: run this test with VIDEODYN_APPROVE_API=1");
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void Parser_KnowsTheKeysOfTheSchema(string section, string text)
    {
        string problem = Assert.Single(Yaml.Problems(text.Replace("STRANGER", "qqqqqqqqqq")));
        string[] known = problem.Split("expected one of ")[1].Split(", ");

        Assert.Equal(Properties(s_schema, section).Select(pair => pair.Key), known);
    }

    [Fact]
    public void Sections_AreAllTried()
    {
        IEnumerable<string> found = Paths(s_schema, "").Distinct();

        // The same sections stand at the top and in every camera.
        string[] common = [.. Sections.Select(row => (string)row[0])];
        Assert.DoesNotContain(found, path => !common.Contains(path) && !common.Contains(path.Replace("cameras.*.", "")));
    }

    [Fact]
    public void EveryKey_IsExplained()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "configuration.md"));

        foreach (string path in Paths(s_schema, ""))
        {
            foreach ((string key, JsonNode? schema) in Properties(s_schema, path))
            {
                Assert.False(string.IsNullOrWhiteSpace((string?)schema!["description"]), $"{path}.{key}");
                Assert.Contains($"`{key}`", page);
            }
        }
    }

    private static IEnumerable<string> Paths(JsonNode schema, string path)
    {
        JsonObject? section = SectionOf(schema);
        if (section is null)
            return [];
        if (section["properties"] is not JsonObject properties)
            return section["additionalProperties"] is JsonObject named ? Paths(named, Join(path, "*")) : [];
        return properties.SelectMany(pair => Paths(pair.Value!, Join(path, pair.Key))).Prepend(path);
    }

    private static JsonObject Properties(JsonNode schema, string path)
    {
        foreach (string step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            schema = step == "*" ? SectionOf(schema)!["additionalProperties"]! : SectionOf(schema)!["properties"]![step]!;
        return (JsonObject)SectionOf(schema)!["properties"]!;
    }

    private static JsonObject? SectionOf(JsonNode schema) => schema switch
    {
        JsonObject { } one when one["properties"] is not null || one["additionalProperties"] is JsonObject => one,
        JsonObject { } several when several["anyOf"] is JsonArray forms => forms.Select(form => SectionOf(form!)).FirstOrDefault(form => form is not null),
        _ => null,
    };

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
