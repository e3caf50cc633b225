using System.Diagnostics.CodeAnalysis;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>The values of a section that were written and are right.</summary>
/// <param name="node">Where it stands.</param>
/// <param name="values">The values by key.</param>
internal sealed class Section(ConfigNode node, IReadOnlyDictionary<Key, object> values)
{
    /// <summary>Where it stands.</summary>
    public ConfigNode Node => node;

    /// <summary>The keys that were written.</summary>
    public IEnumerable<Key> Written => values.Keys;

    /// <summary>Whether a key was written, with a right value.</summary>
    public bool TryGet<T>(Key<T> key, [NotNullWhen(true)] out T? value)
        where T : notnull
    {
        bool found = values.TryGetValue(key, out object? untyped);
        value = found ? (T)untyped! : default;
        return found;
    }
}

/// <summary>A section of a camera above the same section of the top of the file: the camera's values win, key by key.</summary>
/// <param name="Own">The camera's; null when it has none.</param>
/// <param name="Common">That of the top; null when there is none.</param>
internal readonly record struct Layers(Section? Own, Section? Common)
{
    /// <summary>The value in force: the camera's, the common one, or the default.</summary>
    public T Get<T>(Key<T> key)
        where T : notnull => TryGet(key, out T? value) ? value : key.Default;

    /// <summary>The value in force; null when there is none.</summary>
    public T? Value<T>(Key<T> key)
        where T : struct => TryGet(key, out T value) ? value : null;

    /// <summary>The value in force; null when there is none.</summary>
    public T? Reference<T>(Key<T> key)
        where T : class => TryGet(key, out T? value) ? value : null;

    /// <summary>A section below, in both layers.</summary>
    public Layers Below(Key<Section> key) => new(In(Own, key), In(Common, key));

    private static Section? In(Section? section, Key<Section> key) => section is not null && section.TryGet(key, out Section? below) ? below : null;

    private bool TryGet<T>(Key<T> key, [NotNullWhen(true)] out T? value)
        where T : notnull
    {
        value = default;
        return (Own is not null && Own.TryGet(key, out value)) || (Common is not null && Common.TryGet(key, out value));
    }
}
