using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>Any text.</summary>
/// <param name="expected">A right value in words.</param>
/// <param name="check">Tells what is wrong with a text; null when it is right.</param>
internal sealed class TextShape(string expected, Func<string, string?>? check = null) : ScalarShape<string>
{
    public override string Expected => expected;

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };

    protected override bool TryParse(ScalarNode node, ReadContext context, [NotNullWhen(true)] out string? value)
    {
        value = node.Text;
        if (value.Length == 0)
            context.Wrong(node, Expected);
        else if (check?.Invoke(value) is { } problem)
            context.Problems.Add(node, problem);
        else
            return true;
        return false;
    }
}

/// <summary>One of a few words.</summary>
/// <typeparam name="T">What the words mean.</typeparam>
/// <param name="words">The words and their meanings.</param>
internal sealed class ChoiceShape<T>(params (string Word, T Meaning)[] words) : ScalarShape<T>
    where T : notnull
{
    public override string Expected => $"one of {string.Join(", ", words.Select(pair => pair.Word))}";

    public override JsonObject Schema() =>
        OrVariable(new JsonObject { ["enum"] = new JsonArray([.. words.Select(pair => (JsonNode)pair.Word)]) });

    protected override bool TryParse(ScalarNode node, ReadContext context, [NotNullWhen(true)] out T? value)
    {
        foreach ((string word, T meaning) in words)
        {
            value = meaning;
            if (word == node.Text)
                return true;
        }

        value = default;
        // A guess at a text from the environment would tell what it is like.
        context.Wrong(node, Expected + (node.IsExpanded ? "" : NearestName.Hint(node.Text, words.Select(pair => pair.Word))));
        return false;
    }
}

/// <summary>A password or key: never printed, and hidden wherever it turns up.</summary>
internal sealed class SecretShape : ScalarShape<Secret>
{
    public override string Expected => "a text, e.g. ${CAMERA_PASSWORD}";

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "number"), ["examples"] = new JsonArray("${CAMERA_PASSWORD}") };

    protected override bool TryParse(ScalarNode node, ReadContext context, [NotNullWhen(true)] out Secret? value)
    {
        context.Secrets.Add(node.Text);
        value = new Secret(node.Text, node.IsExpanded ? node.Written : "***");
        return true;
    }
}

/// <summary>The path of a file that must exist; relative ones are meant from the folder of the configuration.</summary>
/// <param name="what">What the file is.</param>
/// <param name="isFolder">Whether it is a folder.</param>
internal sealed class FileShape(string what, bool isFolder = false) : ScalarShape<string>
{
    public override string Expected => $"the path of {what}";

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };

    protected override bool TryParse(ScalarNode node, ReadContext context, [NotNullWhen(true)] out string? value)
    {
        value = node.Text.Length == 0 ? "" : context.Resolve(node.Text);
        if (value.Length > 0 && (!context.CheckFiles || (isFolder ? Directory.Exists(value) : File.Exists(value))))
            return true;
        if (value.Length == 0)
            context.Wrong(node, Expected);
        else
            context.Problems.Add(node, $"the {(isFolder ? "folder" : "file")} {node.Shown} does not exist; relative paths are meant from the folder of this file");
        return false;
    }
}
