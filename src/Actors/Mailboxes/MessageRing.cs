using System.Numerics;
using System.Runtime.CompilerServices;

namespace VideoDyn.Actors.Mailboxes;

/// <summary>A first-in-first-out ring that takes no memory before its first message and doubles as it fills.</summary>
/// <remarks>Not thread-safe. A mutable struct, so that an idle mailbox is one object; never copy it.</remarks>
internal struct MessageRing<T>
{
    private const int FirstLength = 4;
    private T[]? _items;
    private int _head;

    public int Count { get; private set; }

    public void Enqueue(T message)
    {
        T[]? items = _items;
        if (items is null || Count == items.Length)
            items = Grow();
        items[(_head + Count) & (items.Length - 1)] = message;
        Count++;
    }

    public T Dequeue()
    {
        T[] items = _items!;
        ref T slot = ref items[_head];
        T message = slot;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            slot = default!;
        _head = (_head + 1) & (items.Length - 1);
        Count--;
        return message;
    }

    /// <summary>Forgets the memory as well.</summary>
    public void Release() => this = default;

    private T[] Grow()
    {
        var longer = new T[Math.Max(FirstLength, (int)BitOperations.RoundUpToPowerOf2((uint)Count + 1))];
        for (int i = 0; i < Count; i++)
            longer[i] = _items![(_head + i) & (_items.Length - 1)];
        _head = 0;
        return _items = longer;
    }
}
