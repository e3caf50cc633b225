namespace VideoDyn.Core.Plans;

/// <summary>
/// The numbers behind a gate's decision, by name: what it measured and what it compared that with. Filled when somebody
/// asks why, and reused from frame to frame.
/// </summary>
public sealed class GateNumbers
{
    private readonly List<GateNumber> _all = [];
    private readonly Dictionary<(string Part, string Name), string> _names = [];
    private string _part = "";

    /// <summary>The numbers in the order in which they were added.</summary>
    public IReadOnlyList<GateNumber> All => _all;

    /// <summary>Forgets the numbers.</summary>
    public void Clear()
    {
        _all.Clear();
        _part = "";
    }

    /// <summary>Adds one.</summary>
    /// <param name="name">Lower case with underscores, e.g. <c>changed_share</c>; the same in every frame.</param>
    /// <param name="value">Its value; not finite means that there is none.</param>
    public void Add(string name, double value) => _all.Add(new GateNumber(Full(name), value));

    /// <summary>Puts a word before the names that follow, for gates that consist of others.</summary>
    /// <param name="part">E.g. <c>1</c>, which makes <c>age</c> to <c>1.age</c>; empty for none.</param>
    /// <returns>The word so far, to be given back afterwards.</returns>
    public string Enter(string part)
    {
        string before = _part;
        _part = before.Length == 0 ? part : Full(part);
        return before;
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    /// <param name="before">What it returned.</param>
    public void Leave(string before) => _part = before;

    // Names repeat with every frame, so each is put together once.
    private string Full(string name)
    {
        if (_part.Length == 0)
            return name;
        if (!_names.TryGetValue((_part, name), out string? full))
            _names.Add((_part, name), full = $"{_part}.{name}");
        return full;
    }
}

/// <summary>One number behind a decision.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value; not finite means that there is none.</param>
public readonly record struct GateNumber(string Name, double Value);
