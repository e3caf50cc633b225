namespace VideoDyn.Actors.Cells;

/// <summary>An actor's children, by name and in order of creation. Thread-safe, because anyone may look.</summary>
internal sealed class Children
{
    private readonly Dictionary<string, LinkedListNode<ActorCell>> _byName = new(StringComparer.Ordinal);
    private readonly LinkedList<ActorCell> _inOrder = new();
    private long _unnamed;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_byName)
                return _byName.Count;
        }
    }

    public ActorCell? Last
    {
        get
        {
            lock (_byName)
                return _inOrder.Last?.Value;
        }
    }

    public TCell Add<TCell>(ActorPath parent, string? name, Func<ActorPath, TCell> create)
        where TCell : ActorCell
    {
        ActorPath? named = name is null ? null : parent.Child(name);
        lock (_byName)
        {
            if (_closed)
                throw new InvalidOperationException($"{parent} is stopping or restarting and takes no new child{(name is null ? "" : $" '{name}'")}");
            ActorPath path = named ?? parent.Unnamed(++_unnamed);
            if (_byName.ContainsKey(path.Name))
                throw new ArgumentException($"{parent} already has a child named '{name}'", nameof(name));
            TCell cell = create(path);
            _byName.Add(path.Name, _inOrder.AddLast(cell));
            return cell;
        }
    }

    public void Remove(ActorCell child)
    {
        lock (_byName)
        {
            if (_byName.Remove(child.Path.Name, out LinkedListNode<ActorCell>? node))
                _inOrder.Remove(node);
        }
    }

    /// <summary>Refuses new children, or takes them again.</summary>
    public void Close(bool closed)
    {
        lock (_byName)
            _closed = closed;
    }

    public ActorCell[] ToArray()
    {
        lock (_byName)
            return [.. _inOrder];
    }
}
