using System.Globalization;
using VideoDyn.Inference.Onnx;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace VideoDyn.Inference.Cards;

/// <summary>
/// What exporters leave in a model's metadata: <c>names</c>, a mapping of class index to name, and <c>imgsz</c>, height
/// and width. Both are written as literals that are valid YAML.
/// </summary>
internal static class ExporterNotes
{
    /// <summary>Class names by index; null when the model has none or they are not numbered from 0 without gaps.</summary>
    public static IReadOnlyList<string>? Labels(OnnxModel model)
    {
        if (Node(model, "names") is not { } node)
            return null;
        if (node is YamlSequenceNode list)
            return [.. list.Children.Select(item => item.ToString())];
        if (node is not YamlMappingNode mapping)
            return null;
        string[] names = new string[mapping.Children.Count];
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            bool numbered = int.TryParse(key.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < names.Length;
            if (!numbered || value is not YamlScalarNode { Value.Length: > 0 } name)
                return null;
            names[index] = name.Value;
        }

        return names.Length > 0 && Array.TrueForAll(names, name => name is not null) ? names : null;
    }

    /// <summary>The size that the model was exported for; null when it says none.</summary>
    public static InputSize? Size(OnnxModel model) =>
        Node(model, "imgsz") is YamlSequenceNode { Children: [var rows, var columns] }
        && int.TryParse(rows.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int height) && height > 0
        && int.TryParse(columns.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width > 0
            ? new InputSize(width, height)
            : null;

    private static YamlNode? Node(OnnxModel model, string key)
    {
        if (!model.Metadata.TryGetValue(key, out string? text))
            return null;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1 ? stream.Documents[0].RootNode : null;
        }
        catch (YamlException)
        {
            // Free text of another exporter under the same key says nothing about classes.
            return null;
        }
    }
}
