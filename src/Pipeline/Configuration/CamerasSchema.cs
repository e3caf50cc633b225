using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoDyn.Pipeline.Configuration.Words;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>The JSON schema of <c>cameras.yaml</c>, for editors; made from what the parser itself goes by.</summary>
public static class CamerasSchema
{
    private static readonly JsonSerializerOptions s_format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text (JSON Schema 2020-12).</summary>
    public static string Text()
    {
        JsonObject schema = CameraWords.File.Schema();
        var document = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "VideoDyn cameras.yaml",
        };
        foreach ((string key, JsonNode? value) in schema.ToArray())
        {
            schema.Remove(key);
            document[key] = value;
        }

        return document.ToJsonString(s_format) + "\n";
    }
}
