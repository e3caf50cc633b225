using System.Text.Json;

namespace VideoDyn.Cli.Tests;

/// <summary>Reads what a run has written.</summary>
internal static class RunOutput
{
    /// <summary>The document <c>summary.json</c> of a folder.</summary>
    public static JsonElement Summary(string folder) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "summary.json"))).RootElement;

    /// <summary>A whole number among the properties of an element.</summary>
    public static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
