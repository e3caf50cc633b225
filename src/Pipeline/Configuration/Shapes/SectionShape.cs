using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>A section of known keys.</summary>
/// <param name="keys">The keys.</param>
internal sealed class SectionShape(params Key[] keys) : Shape<Section>
{
    /// <summary>The key that a single value in place of the section stands for; null for none.</summary>
    public Key? Shorthand { get; init; }

    /// <summary>What to write instead of words that other programs have for the same thing.</summary>
    public IReadOnlyDictionary<string, string> Advice { get; init; } = new Dictionary<string, string>();

    /// <summary>The keys.</summary>
    public IReadOnlyList<Key> Keys => keys;

    public override string Expected => Shorthand is null
        ? $"a section of keys such as '{keys[0].Name}:'"
        : $"{Shorthand.Value.Expected}, or a section of keys such as '{keys[0].Name}:'";

    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (Key key in keys)
            properties[key.Name] = KeySchema.Of(key);
        var section = new JsonObject { ["type"] = new JsonArray("object", "null"), ["properties"] = properties, ["additionalProperties"] = false };
        Key[] required = [.. keys.Where(key => key.IsRequired)];
        if (required.Length > 0)
            section["required"] = new JsonArray([.. required.Select(key => (JsonNode)key.Name)]);
        return Shorthand is null ? section : new JsonObject { ["anyOf"] = new JsonArray(Shorthand.Value.Schema(), section) };
    }

    public override bool TryRead(ConfigNode node, ReadContext context, [NotNullWhen(true)] out Section? value)
    {
        value = null;
        switch (node)
        {
            case MappingNode mapping:
                value = Read(mapping, context);
                return true;
            // A section whose keys are all commented out is an empty one.
            case ScalarNode { IsNull: true } when !Array.Exists(keys, key => key.IsRequired):
                value = new Section(node, new Dictionary<Key, object>());
                return true;
            case ScalarNode { IsNull: false } when Shorthand is not null:
                if (!Shorthand.Value.TryReadAny(node, context, out object? single))
                    return false;
                value = new Section(node, new Dictionary<Key, object> { [Shorthand] = single });
                return true;
            default:
                context.Wrong(node, Expected);
                return false;
        }
    }

    private Section Read(MappingNode mapping, ReadContext context)
    {
        var values = new Dictionary<Key, object>();
        foreach (MappingEntry entry in mapping.Entries)
        {
            if (Array.Find(keys, key => key.Name == entry.Key) is not { } key)
                context.Problems.Add(entry.Line, entry.Column, entry.Value.Path, Unknown(entry.Key));
            else if (key.Value.TryReadAny(entry.Value, context, out object? value))
                values.Add(key, value);
        }

        foreach (Key key in keys)
        {
            if (key.IsRequired && !mapping.Entries.Any(entry => entry.Key == key.Name))
                context.Problems.Add(mapping, $"key '{key.Name}' is missing; expected {key.Value.Expected}");
        }

        return new Section(mapping, values);
    }

    private string Unknown(string name) => Advice.TryGetValue(name, out string? advice)
        ? $"unknown key; {advice}"
        : $"unknown key; expected one of {string.Join(", ", keys.Select(key => key.Name))}{NearestName.Hint(name, keys.Select(key => key.Name))}";
}
