namespace VideoDyn.Media.Decoding.Gating;

/// <summary>
/// Packets that the decoder does not have, in the order of decoding: they follow on what it has, or the first one starts
/// anew. So decoding can catch up at any time.
/// </summary>
internal sealed class PacketBacklog
{
    private readonly List<PacketSlot> _slots = [];

    /// <summary>How many.</summary>
    public int Count => _slots.Count;

    /// <summary>Bytes of them.</summary>
    public long Bytes { get; private set; }

    /// <summary>The next one to decode; null when there is none.</summary>
    public PacketSlot? First => _slots.Count > 0 ? _slots[0] : null;

    /// <summary>Whether a wanted picture is among them.</summary>
    public bool HasWanted
    {
        get
        {
            foreach (PacketSlot slot in _slots)
            {
                if (slot is { IsWanted: true, IsDone: false })
                    return true;
            }

            return false;
        }
    }

    /// <summary>
    /// How many can be left out because decoding starts anew after them and nobody wants them; -1 when that cannot be said.
    /// </summary>
    /// <param name="isEnd">Whether nothing more will come, so that nothing needs to follow them.</param>
    public int Droppable(bool isEnd)
    {
        int droppable = -1;
        for (int index = 0; index < _slots.Count; index++)
        {
            PacketSlot slot = _slots[index];
            if (slot.Facts.StartsAnew)
                droppable = index;
            if (!slot.IsPlaced || (slot.IsWanted && !slot.IsDone) || !slot.Facts.HasPicture)
                return droppable;
        }

        return isEnd ? _slots.Count : droppable;
    }

    /// <summary>Adds the packet that came last.</summary>
    public void Add(PacketSlot slot)
    {
        _slots.Add(slot);
        Bytes += slot.Facts.Size;
    }

    /// <summary>Puts a packet back that the decoder has forgotten.</summary>
    public void PutBack(PacketSlot slot)
    {
        _slots.Insert(0, slot);
        Bytes += slot.Facts.Size;
    }

    /// <summary>Takes the first one out.</summary>
    public PacketSlot TakeFirst()
    {
        PacketSlot slot = _slots[0];
        _slots.RemoveAt(0);
        Bytes -= slot.Facts.Size;
        return slot;
    }
}
