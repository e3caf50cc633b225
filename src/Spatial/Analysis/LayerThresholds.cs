using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using VideoDyn.Core.Errors;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Spatial.Analysis;

/// <summary>
/// Thresholds of the layers of one model for <see cref="Core.Plans.MaskRule.Changes"/>, as <c>videodyn tune --layers</c> finds
/// them. They belong to the model with their SHA-256 and to the input size that they were found with.
/// </summary>
/// <remarks>Source of the idea: Parger et al., "DeltaCNN", CVPR 2022, who tune thresholds from front to back.</remarks>
public sealed class LayerThresholds
{
    private const string Format = "videodyn-thresholds 1";
    private readonly Dictionary<string, double> _values;

    /// <summary>Puts thresholds together.</summary>
    /// <param name="source">Where they come from, for messages: a path.</param>
    /// <param name="modelSha256">SHA-256 of the model file, hexadecimal.</param>
    /// <param name="inputWidth">Width of its input.</param>
    /// <param name="inputHeight">Height of its input.</param>
    /// <param name="values">Threshold by name of the layer, 0 to 100 deviations of the layer.</param>
    /// <exception cref="VideoDynException">A threshold is out of range (kind Configuration).</exception>
    public LayerThresholds(string source, string modelSha256, int inputWidth, int inputHeight, IEnumerable<KeyValuePair<string, double>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        (Source, ModelSha256, InputWidth, InputHeight) = (source, modelSha256, inputWidth, inputHeight);
        _values = new Dictionary<string, double>(values);
        foreach ((string layer, double value) in _values)
        {
            if (value is not (>= 0 and <= 100))
                throw VideoDynException.Configuration(FormattableString.Invariant($"{source}: the threshold of layer '{layer}' is {value}, expected 0 to 100 deviations of the layer"));
        }
    }

    /// <summary>Where they come from.</summary>
    public string Source { get; }

    /// <summary>SHA-256 of the model file.</summary>
    public string ModelSha256 { get; }

    /// <summary>Width of the input that they were found with.</summary>
    public int InputWidth { get; }

    /// <summary>Height of that input.</summary>
    public int InputHeight { get; }

    /// <summary>Threshold by name of the layer.</summary>
    public IReadOnlyDictionary<string, double> Values => _values;

    /// <summary>Reads a file of thresholds.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="VideoDynException">It cannot be read, is no such file, or holds a threshold out of range (kind Configuration).</exception>
    public static LayerThresholds Read(string path)
    {
        try
        {
            JsonNode root = JsonNode.Parse(File.ReadAllText(path)) ?? throw new JsonException("the file is empty");
            string format = Text(root, "format");
            if (format != Format)
                throw VideoDynException.Configuration($"{path}: format is '{format}', expected '{Format}'");
            int[] size = [.. Text(root, "input").Split('x').Select(side => int.Parse(side, NumberStyles.None, CultureInfo.InvariantCulture))];
            if (size.Length != 2)
                throw VideoDynException.Configuration($"{path}: input is '{Text(root, "input")}', expected WIDTHxHEIGHT");
            JsonObject layers = root["layers"] as JsonObject ?? throw VideoDynException.Configuration($"{path}: 'layers' is missing, expected an object of layer names and thresholds");
            return new LayerThresholds(path, Text(root, "sha256"), size[0], size[1], layers.Select(layer => KeyValuePair.Create(layer.Key, Number(path, layer))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or FormatException or OverflowException or InvalidOperationException or ArgumentException)
        {
            throw VideoDynException.Configuration($"{path}: no file of thresholds: {error.Message}", error);
        }

        string Text(JsonNode root, string name) => (root as JsonObject)?[name] is JsonValue value && value.TryGetValue(out string? text)
            ? text
            : throw VideoDynException.Configuration($"{path}: '{name}' is missing, expected a text");
    }

    /// <summary>The content of a file that <see cref="Read"/> understands.</summary>
    /// <param name="notes">What else the file shall tell people, by name; not read again.</param>
    public byte[] ToFile(IEnumerable<KeyValuePair<string, string>> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("sha256", ModelSha256);
            json.WriteString("input", string.Create(CultureInfo.InvariantCulture, $"{InputWidth}x{InputHeight}"));
            foreach ((string name, string note) in notes)
                json.WriteString(name, note);
            json.WriteStartObject("layers");
            foreach ((string layer, double value) in _values)
                json.WriteNumber(layer, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        memory.WriteByte((byte)'\n');
        return memory.ToArray();
    }

    /// <summary>Refuses another model than they were found for.</summary>
    internal void Require(string sha256, string model, int width, int height)
    {
        if (!string.Equals(sha256, ModelSha256, StringComparison.OrdinalIgnoreCase))
            throw VideoDynException.Configuration($"{Source}: these thresholds are of the model with SHA-256 {Short(ModelSha256)}…, '{model}' has {Short(sha256)}…: tune them for it");
        if ((width, height) != (InputWidth, InputHeight))
            throw VideoDynException.Configuration(FormattableString.Invariant($"{Source}: these thresholds were found with an input of {InputWidth}x{InputHeight}, '{model}' runs with {width}x{height}"));
    }

    /// <summary>Sets the thresholds of a stream; layers that are not named pass everything on.</summary>
    internal void ApplyTo(EngineInstance engine)
    {
        foreach (string layer in _values.Keys)
        {
            if (!engine.Layers.Contains(layer))
                throw VideoDynException.Configuration($"{Source}: layer '{layer}' is unknown{NearestName.Hint(layer, engine.Layers)}");
        }

        for (int layer = 0; layer < engine.Layers.Count; layer++)
            engine.SetThreshold(layer, _values.GetValueOrDefault(engine.Layers[layer]));
    }

    private static string Short(string sha256) => sha256.Length <= 12 ? sha256 : sha256[..12];

    private static double Number(string path, KeyValuePair<string, JsonNode?> layer) => layer.Value is JsonValue value && value.TryGetValue(out double number)
        ? number
        : throw VideoDynException.Configuration($"{path}: the threshold of layer '{layer.Key}' is {layer.Value?.ToJsonString() ?? "null"}, expected a number from 0 to 100");
}
