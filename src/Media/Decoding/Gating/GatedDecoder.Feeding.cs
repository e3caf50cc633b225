using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding.Gating;

/// <content>What the decoder is given, and when it is drained instead.</content>
internal sealed unsafe partial class GatedDecoder
{
    private GatedStep? Feed()
    {
        if (_backlog.First is not { } first)
        {
            if (!_ended && (_newStart is null || !IsIdle))
                return GatedStep.NeedsPacket;
            Drain();
            return null;
        }

        if (!IsOff && !_ended && first is { IsPlaced: false, IsWanted: false, Facts.IsDisposable: true })
            return GatedStep.NeedsPacket; // perhaps nobody wants it
        if (IsOff || _awaited == 0 || _backlog.HasWanted)
            return LeavesOut(first) ? null : Send(first);

        // Everything wanted is inside the decoder: get it out without decoding on, where that is possible.
        int droppable = _newStart is not null && IsIdle ? 0 : _backlog.Droppable(_ended);
        if (droppable < 0)
        {
            bool looksFurther = _gate.KnowsAhead && !_ended && _backlog.Count < _limits.Packets && _backlog.Bytes < _limits.Bytes;
            return looksFurther ? GatedStep.NeedsPacket : LeavesOut(first) ? null : Send(first);
        }

        for (; droppable > 0; droppable--)
            Drop(_backlog.TakeFirst());
        Drain();
        return null;
    }

    private bool LeavesOut(PacketSlot first)
    {
        if (IsOff || first is not { IsPlaced: true, IsWanted: false, Facts: { IsDisposable: true, HasPicture: true } })
            return false;
        Drop(_backlog.TakeFirst());
        return true;
    }

    private GatedStep? Send(PacketSlot slot)
    {
        int sent = _decoder.Send(slot.Packet);
        if (sent == AvError.OutOfMemory)
            throw new InsufficientMemoryException("the decoder found no memory");
        if (sent == AvError.Again)
            return null; // there is a picture to receive first
        _backlog.TakeFirst();
        ForgetNewStart();
        bool isCounted = _lastIsCounted = slot.IsApart || (slot.IsWanted && !slot.IsDone);
        if (sent < 0)
        {
            TurnOff();
            Drop(slot);
            return isCounted ? GatedStep.Failed : null;
        }

        slot.IsInside = true;
        if (slot.IsApart)
            _apart++;
        else if (slot is { IsDone: true, Facts.HasPicture: true })
            _unshown++;
        if (slot.Facts.StartsAnew && IsIdle && !IsOff)
            _newStart = slot;
        else
            Drop(slot);
        return null;
    }

    private void Drain()
    {
        _ = _decoder.Send(null);
        if (_newStart is not { } start || _ended)
            return;
        _newStart = null; // those that refer to it may be wanted later
        _backlog.PutBack(start);
    }

    private void Drained()
    {
        _decoder.Flush();
        _isOver = _ended && _backlog.First is null;
        _unshown = _apart = 0;
        ForgetNewStart();
        for (int index = _order.Count - 1; index >= 0; index--)
        {
            PacketSlot slot = _order[index];
            if (slot is { IsInside: true, IsWanted: true })
                GiveUp(index);
            slot.IsInside = false;
        }
    }

    // Gives up what nobody needs: pictures that nothing refers to, and all before a new start.
    private void LeaveOut()
    {
        if (IsOff || _awaited > 0)
            return;
        while (_backlog.First is { } first && LeavesOut(first))
        {
        }

        for (int droppable = _backlog.Droppable(_ended); droppable > 0; droppable--)
            Drop(_backlog.TakeFirst());
        if (_gate.KnowsAhead || (_backlog.Count <= _limits.Packets && _backlog.Bytes <= _limits.Bytes))
            return;
        // Too long without a new start: until the next one nothing can be decoded whole.
        while (_backlog.First is { } lost)
        {
            lost.IsLost = true;
            Drop(_backlog.TakeFirst());
        }

        _awaitsNewStart = true;
    }
}
