using System.Diagnostics;

namespace VideoDyn.Pipeline.Configuration.Secrets;

/// <summary>A text that must not be printed. Whatever prints it by accident prints <see cref="Shown"/>.</summary>
[DebuggerDisplay("{Shown}")]
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _text;

    /// <summary>Wraps a text.</summary>
    /// <param name="text">The secret.</param>
    /// <param name="shown">What may be printed in its place.</param>
    public Secret(string text, string shown = "***") => (_text, Shown) = (text, shown);

    /// <summary>What may be printed.</summary>
    public string Shown { get; }

    /// <summary>The text itself, for the call that needs it and for nothing else.</summary>
    public string Reveal() => _text;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>What may be printed.</summary>
    public override string ToString() => Shown;
}
