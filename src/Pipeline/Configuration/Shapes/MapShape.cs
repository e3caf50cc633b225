using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>Sections under names that the user chooses, such as cameras or zones.</summary>
/// <param name="what">What is named, for messages.</param>
/// <param name="section">What stands under each name.</param>
/// <param name="anyName">Whether a name may hold any character, as class names do.</param>
internal sealed partial class MapShape(string what, SectionShape section, bool anyName = false) : Shape<ValueList<NamedSection>>
{
    // Names become folders, metric labels and parts of event ids.
    private const string NameForm = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$";

    public override string Expected => $"a section with a name for each {what}";

    /// <summary>What stands under each name.</summary>
    public SectionShape Section => section;

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = section.Schema() };
        if (!anyName)
            schema["propertyNames"] = new JsonObject { ["pattern"] = NameForm };
        return schema;
    }

    public override bool TryRead(ConfigNode node, ReadContext context, [NotNullWhen(true)] out ValueList<NamedSection>? value)
    {
        value = [];
        if (node is ScalarNode { IsNull: true })
            return true;
        if (node is not MappingNode mapping)
        {
            context.Wrong(node, Expected);
            return false;
        }

        var sections = new List<NamedSection>();
        foreach (MappingEntry entry in mapping.Entries)
        {
            if (!anyName && !Name().IsMatch(entry.Key))
                context.Problems.Add(entry.Line, entry.Column, entry.Value.Path, $"'{entry.Key}' is no name for a {what}; expected up to 64 letters, digits, '-', '_' or '.', with a letter or digit first");
            if (entry.Value is ScalarNode { IsNull: true } && section.Keys.Any(key => key.IsRequired))
                context.Problems.Add(entry.Line, entry.Column, entry.Value.Path, $"the {what} is empty; expected {section.Expected}");
            else if (section.TryRead(entry.Value, context, out Section? read))
                sections.Add(new NamedSection(entry.Key, read));
        }

        value = [.. sections];
        return true;
    }

    [GeneratedRegex(NameForm, RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

/// <summary>A section under a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Values">What stands under it.</param>
internal sealed record NamedSection(string Name, Section Values);
