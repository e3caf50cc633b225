using System.Buffers;
using System.Globalization;

namespace VideoDyn.Actors;

/// <summary>
/// Where an actor stands in its system, from the root down: <c>/cameras/gate-3/decoder</c>. Paths compare by value; an
/// actor that takes the name of a stopped one has an equal path but another reference.
/// </summary>
public sealed class ActorPath : IEquatable<ActorPath>
{
    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:@+~ ");

    private ActorPath(ActorPath? parent, string name)
    {
        Parent = parent;
        Name = name;
    }

    /// <summary>The path of the guardian above all actors, written <c>/</c>.</summary>
    public static ActorPath Root { get; } = new(null, string.Empty);

    /// <summary>The path one level up; null for the root.</summary>
    public ActorPath? Parent { get; }

    /// <summary>The last part; empty for the root.</summary>
    public string Name { get; }

    /// <summary>The path of a child.</summary>
    /// <param name="name">Letters, digits, blanks and <c>-_.:@+~</c>; at least one character, not only blanks.</param>
    /// <exception cref="ArgumentException">The name is empty or holds another character.</exception>
    public ActorPath Child(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        int stranger = name.AsSpan().IndexOfAnyExcept(s_allowed);
        if (stranger >= 0)
        {
            throw new ArgumentException(
                $"actor name '{name}' holds '{name[stranger]}'; expected letters, digits, blanks and -_.:@+~", nameof(name));
        }

        return new ActorPath(this, name);
    }

    /// <summary>The path of a child that its parent did not name; such names cannot collide with given ones.</summary>
    internal ActorPath Unnamed(long number) => new(this, string.Create(CultureInfo.InvariantCulture, $"${number}"));

    /// <inheritdoc/>
    public bool Equals(ActorPath? other)
    {
        for (ActorPath? mine = this; ; mine = mine.Parent, other = other.Parent)
        {
            if (ReferenceEquals(mine, other))
                return true;
            if (mine is null || other is null || mine.Name != other.Name)
                return false;
        }
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Parent?.GetHashCode() ?? 0, Name);

    /// <summary>The whole path, e.g. <c>/cameras/gate-3</c>.</summary>
    public override string ToString() => Parent switch
    {
        null => "/",
        { Parent: null } => "/" + Name,
        _ => $"{Parent}/{Name}",
    };
}
