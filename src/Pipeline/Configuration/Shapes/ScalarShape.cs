using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>A single value, such as a number or a word.</summary>
/// <typeparam name="T">Its type.</typeparam>
internal abstract class ScalarShape<T> : Shape<T>
    where T : notnull
{
    /// <inheritdoc/>
    public sealed override bool TryRead(ConfigNode node, ReadContext context, [NotNullWhen(true)] out T? value)
    {
        value = default;
        if (node is ScalarNode { IsBroken: true })
            return false;
        if (node is ScalarNode { IsNull: false } scalar)
            return TryParse(scalar, context, out value);
        context.Wrong(node, Expected);
        return false;
    }

    /// <summary>Reads a value that is there; the problem is noted when it does not fit.</summary>
    protected abstract bool TryParse(ScalarNode node, ReadContext context, [NotNullWhen(true)] out T? value);

    /// <summary>The schema of a value that need not be text in YAML but is while it holds <c>${NAME}</c>.</summary>
    protected static JsonObject OrVariable(params JsonObject[] schemas) => new()
    {
        ["anyOf"] = new JsonArray([.. schemas, new JsonObject { ["type"] = "string", ["pattern"] = @"\$\{[A-Za-z_][A-Za-z0-9_]*\}" }]),
    };
}
