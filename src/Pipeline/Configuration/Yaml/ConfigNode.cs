namespace VideoDyn.Pipeline.Configuration.Yaml;

/// <summary>One value of a YAML document, with the place it was written at.</summary>
/// <param name="Path">Keys from the top, e.g. <c>cameras.gate.zones</c>.</param>
/// <param name="Line">Line of its begin, from 1.</param>
/// <param name="Column">Column of its begin, from 1.</param>
internal abstract record ConfigNode(string Path, long Line, long Column)
{
    /// <summary>The value as messages show it, without secrets.</summary>
    public abstract string Shown { get; }
}

/// <summary>A single value.</summary>
/// <param name="Path">Keys from the top.</param>
/// <param name="Line">Line of its begin, from 1.</param>
/// <param name="Column">Column of its begin, from 1.</param>
/// <param name="Text">The value with environment variables put in.</param>
/// <param name="Written">The value as it stands in the file.</param>
/// <param name="IsNull">Whether nothing was written, or <c>null</c> or <c>~</c>.</param>
internal sealed record ScalarNode(string Path, long Line, long Column, string Text, string Written, bool IsNull) : ConfigNode(Path, Line, Column)
{
    /// <summary>Whether an environment variable is part of it.</summary>
    public bool IsExpanded => !ReferenceEquals(Text, Written);

    /// <summary>Whether an environment variable in it is missing, which is noted already.</summary>
    public bool IsBroken { get; init; }

    public override string Shown => IsNull ? "nothing" : $"'{Secrets.AddressText.Redact(Written)}'";
}

/// <summary>A list.</summary>
/// <param name="Path">Keys from the top.</param>
/// <param name="Line">Line of its begin, from 1.</param>
/// <param name="Column">Column of its begin, from 1.</param>
/// <param name="Items">What stands in it.</param>
internal sealed record ListNode(string Path, long Line, long Column, IReadOnlyList<ConfigNode> Items) : ConfigNode(Path, Line, Column)
{
    public override string Shown => "a list";
}

/// <summary>A section: keys with values, each key once.</summary>
/// <param name="Path">Keys from the top.</param>
/// <param name="Line">Line of its begin, from 1.</param>
/// <param name="Column">Column of its begin, from 1.</param>
/// <param name="Entries">The keys in the order of the file.</param>
internal sealed record MappingNode(string Path, long Line, long Column, IReadOnlyList<MappingEntry> Entries) : ConfigNode(Path, Line, Column)
{
    public override string Shown => "a section of keys";
}

/// <summary>One key of a section.</summary>
/// <param name="Key">The key.</param>
/// <param name="Line">Line of the key, from 1.</param>
/// <param name="Column">Column of the key, from 1.</param>
/// <param name="Value">Its value.</param>
internal sealed record MappingEntry(string Key, long Line, long Column, ConfigNode Value);
