namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>A key of a section.</summary>
/// <param name="name">The key.</param>
/// <param name="help">What it means, with its unit, in one sentence.</param>
internal abstract class Key(string name, string help)
{
    /// <summary>The key.</summary>
    public string Name => name;

    /// <summary>What it means.</summary>
    public string Help => help;

    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What its value looks like.</summary>
    public abstract Shape Value { get; }

    /// <summary>What holds when it is absent; null for nothing.</summary>
    public abstract object? Fallback { get; }
}

/// <summary>A key whose value has a type.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <param name="name">The key.</param>
/// <param name="shape">What its value looks like.</param>
/// <param name="help">What it means.</param>
internal sealed class Key<T>(string name, Shape<T> shape, string help) : Key(name, help)
    where T : notnull
{
    private bool _hasDefault;
    private T? _default;

    /// <summary>What holds when it is absent.</summary>
    public T Default
    {
        get => _hasDefault ? _default! : throw new InvalidOperationException($"key '{Name}' has no default");
        init => (_default, _hasDefault) = (value, true);
    }

    /// <summary>What its value looks like.</summary>
    public Shape<T> Shape => shape;

    public override Shape Value => shape;

    public override object? Fallback => _hasDefault ? _default : null;
}
