using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>
/// What a value of the configuration looks like. One description is both the parser and the JSON schema, so that the two
/// cannot disagree.
/// </summary>
internal abstract class Shape
{
    /// <summary>A right value in words, e.g. <c>a number from 0 to 1</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>The shape as JSON schema.</summary>
    public abstract JsonObject Schema();

    /// <summary>Reads a value of any type; the problem is noted when it does not fit.</summary>
    public abstract bool TryReadAny(ConfigNode node, ReadContext context, [NotNullWhen(true)] out object? value);
}

/// <summary>A shape whose values have a type.</summary>
/// <typeparam name="T">The type.</typeparam>
internal abstract class Shape<T> : Shape
    where T : notnull
{
    /// <summary>Reads a value; the problem is noted when it does not fit.</summary>
    public abstract bool TryRead(ConfigNode node, ReadContext context, [NotNullWhen(true)] out T? value);

    /// <summary>Whether a value in the place of a list is rather one item of it.</summary>
    public virtual bool IsSingle(ConfigNode node) => node is not ListNode;

    /// <inheritdoc/>
    public override bool TryReadAny(ConfigNode node, ReadContext context, [NotNullWhen(true)] out object? value)
    {
        bool read = TryRead(node, context, out T? typed);
        value = typed;
        return read;
    }
}
