using VideoDyn.Core.Sources;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding.Gating;

/// <summary>
/// The pictures that are not handed out yet, in the order in which they are shown, and how far that order is final: packets
/// come in the order of decoding, and a later packet may hold an earlier picture.
/// </summary>
/// <param name="isInOrder">Whether pictures are shown as they are decoded, as far as is known beforehand.</param>
internal sealed class PictureOrder(bool isInOrder)
{
    private readonly List<PacketSlot> _slots = [];
    private long _lastDts = AvUtil.NoTime;
    private long _latestPts = AvUtil.NoTime;
    private long _finalPts = AvUtil.NoTime;
    private bool _hidesOrder;

    /// <summary>Whether pictures of the stream were ever shown in another order than decoded.</summary>
    public bool Reorders { get; private set; } = !isInOrder;

    /// <summary>How many there are.</summary>
    public int Count => _slots.Count;

    /// <summary>How many of them, from the front, have their place.</summary>
    public int Placed { get; private set; }

    /// <summary>One of them, by its place.</summary>
    public PacketSlot this[int index] => _slots[index];

    /// <summary>
    /// Whether a packet's times leave no doubt about its place: presentation not before decoding, both rising, no two the same.
    /// </summary>
    public bool Accepts(long pts, long dts, in PacketFacts facts)
    {
        if (!facts.HasPicture)
            return true;
        if (pts == AvUtil.NoTime)
            return false;
        bool isLatest = _latestPts == AvUtil.NoTime || pts > _latestPts;
        if (dts == AvUtil.NoTime)
        {
            // Without times of decoding nobody can tell beforehand which picture is the next.
            _hidesOrder |= !isLatest;
            return !_hidesOrder;
        }

        return pts >= dts && (_finalPts == AvUtil.NoTime || pts > _finalPts) && (_lastDts == AvUtil.NoTime || dts > _lastDts) && !_slots.Exists(slot => slot.Pts == pts);
    }

    /// <summary>Adds a packet's picture at its place.</summary>
    public void Add(PacketSlot slot, long dts)
    {
        if (slot.Facts.StartsAnew && _slots.Count > 0 && slot.Pts > _latestPts)
            _finalPts = _latestPts; // nothing that comes from here on is shown before them
        bool isLatest = _latestPts == AvUtil.NoTime || slot.Pts > _latestPts;
        Reorders |= !isLatest;
        _latestPts = isLatest ? slot.Pts : _latestPts;
        // A later packet is decoded later and never shown before that.
        if (dts != AvUtil.NoTime)
            _lastDts = dts;
        _finalPts = Math.Max(_finalPts, dts != AvUtil.NoTime ? dts : Reorders ? AvUtil.NoTime : slot.Pts);
        int at = _slots.Count;
        while (at > Placed && _slots[at - 1].Pts > slot.Pts)
            at--;
        _slots.Insert(at, slot);
    }

    /// <summary>Nothing more will come: what is there is final.</summary>
    public void End() => _finalPts = long.MaxValue;

    /// <summary>The picture after those that have their place, where it is known to be the next one; else null.</summary>
    public PacketSlot? Next => IsFinal(Placed) ? _slots[Placed] : null;

    /// <summary>The next picture whose place has become final; it counts as placed from then on. Null when there is none.</summary>
    /// <param name="withNext">Whether the one after it must be known as well, unless nothing more will come.</param>
    public PacketSlot? PlaceNext(bool withNext = false) =>
        IsFinal(Placed) && (!withNext || _finalPts == long.MaxValue || IsFinal(Placed + 1)) ? Place() : null;

    /// <summary>Gives the next picture its place, final or not.</summary>
    public PacketSlot Place() => _slots[Placed++];

    /// <summary>The place of the picture with a time; -1 where none has it.</summary>
    public int Find(long pts)
    {
        for (int index = 0; index < _slots.Count; index++)
        {
            if (_slots[index].Pts == pts)
                return index;
        }

        return -1;
    }

    /// <summary>Takes one out.</summary>
    public PacketSlot TakeAt(int index)
    {
        PacketSlot slot = _slots[index];
        _slots.RemoveAt(index);
        Placed -= index < Placed ? 1 : 0;
        return slot;
    }

    private bool IsFinal(int place) => place < _slots.Count && _slots[place].Pts <= _finalPts;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _slots.Clear();
        Placed = 0;
        Reorders = !isInOrder;
        _lastDts = _latestPts = _finalPts = AvUtil.NoTime;
    }
}
