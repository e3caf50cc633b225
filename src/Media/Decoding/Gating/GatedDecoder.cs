using VideoDyn.Core.Sources;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding.Gating;

/// <summary>
/// Decodes what a gate wants and what that refers to. Every picture is handed out at its place in the order of showing,
/// with pixels or without.
/// </summary>
/// <remarks>
/// <para>Packets wait undecoded until a picture is wanted; then decoding catches up through them, leaving out those that
/// nothing refers to. Where decoding starts anew (an IDR picture), what waited before it is given up undecoded. So a
/// picture that is wanted is never damaged, and none waits for the next key frame.</para>
/// <para>A decoder keeps pictures back to put them in order. The last wanted one before such a new start is got out by
/// draining the decoder instead of decoding on.</para>
/// <para>All this needs a stream whose packets can be told apart. At the first packet that does not fit (times that repeat
/// or go back, damage, interlaced coding) everything is decoded from there on; a gate that does not know ahead is followed
/// again from the next new start.</para>
/// </remarks>
internal sealed unsafe partial class GatedDecoder : IDisposable
{
    private readonly VideoDecoder _decoder;
    private readonly PacketReader _packets;
    private readonly IDecodeGate _gate;
    private readonly Func<PacketSlot, PacketSlot?, bool> _place;
    private readonly DecodeLimits _limits;
    private readonly PictureOrder _order;
    private readonly PacketBacklog _backlog = new();
    private readonly Stack<PacketSlot> _spare = new();
    private PacketSlot? _returned;
    private PacketSlot? _newStart; // the packet sent last, if decoding can start anew with it
    private bool _holds; // a picture has come out and waits for those before it
    private PacketSlot? _held;
    private long _heldPts;
    private long _shownPts = AvUtil.NoTime;
    private int _awaited; // wanted pictures that have not come out
    private int _unshown; // pictures inside the decoder whose place was handed out without them
    private int _apart; // pictures inside the decoder that had no known place when they went in
    private bool _lastIsCounted;
    private bool _ended;
    private bool _isOver;
    private bool _awaitsNewStart;

    /// <summary>Creates the decoder of a stream.</summary>
    /// <param name="decoder">The decoder; the caller disposes it.</param>
    /// <param name="packets">Tells packets apart.</param>
    /// <param name="gate">Says what is wanted.</param>
    /// <param name="place">
    /// Told of each picture in the order of showing, with the one after it where that is known; gives it its time, and says
    /// whether it is wanted.
    /// </param>
    /// <param name="limits">How much may wait.</param>
    public GatedDecoder(VideoDecoder decoder, PacketReader packets, IDecodeGate gate, Func<PacketSlot, PacketSlot?, bool> place, DecodeLimits? limits = null)
    {
        _decoder = decoder;
        _packets = packets;
        _order = new PictureOrder(packets.IsInOrder);
        _gate = gate;
        _place = place;
        _limits = limits ?? new DecodeLimits();
    }

    /// <summary>Whether everything is decoded because the stream cannot be told apart.</summary>
    public bool IsOff { get; private set; }

    private bool IsIdle => !_gate.KnowsAhead && !_gate.WantsAll;

    /// <summary>Takes the next packet over.</summary>
    public void Add(AVPacket* packet)
    {
        PacketFacts facts = _packets.Read(packet, _order.Reorders);
        (long pts, long dts) = (packet->Pts, packet->Dts);
        if (IsOff && !_gate.KnowsAhead && facts.StartsAnew && _order.Count == 0)
        {
            IsOff = false;
            _order.Clear();
        }

        if (!_packets.IsCountable || !_order.Accepts(pts, dts, facts))
            TurnOff();
        _gate.Observe(facts);

        PacketSlot slot = _spare.TryPop(out PacketSlot? spare) ? spare : new PacketSlot();
        slot.Fill(packet, facts);
        _awaitsNewStart &= !facts.StartsAnew;
        slot.IsLost = _awaitsNewStart;
        slot.IsQueued = true;
        if (IsOff)
            slot.IsApart = slot.IsDone = true;
        else if (facts.HasPicture)
            _order.Add(slot, dts);
        if (!IsOff && facts.HasPicture && (_gate.WantsAll || facts.ChangesCoding))
            Want(slot);
        if (slot.IsLost)
            Drop(slot);
        else
            _backlog.Add(slot);
        LeaveOut();
    }

    /// <summary>No more packets.</summary>
    public void EndOfPackets()
    {
        _ended = true;
        _order.End();
        LeaveOut();
    }

    /// <summary>Goes on until there is something to tell.</summary>
    /// <param name="frame">Receives a picture; nobody else may touch it until that step was told.</param>
    /// <param name="slot">What the step is about; valid until the next call. Null for a picture that cannot be told apart.</param>
    public GatedStep Next(AVFrame* frame, out PacketSlot? slot)
    {
        PacketSlot? done = _returned;
        _returned = null;
        if (done is not null)
            Recycle(done);
        GatedStep? step;
        do
        {
            step = Move(frame, out slot);
        }
        while (step is null);
        _returned = slot;
        return step.Value;
    }

    /// <summary>Forgets everything, before decoding at another place.</summary>
    public void Clear()
    {
        ForgetNewStart();
        while (_order.Count > 0)
        {
            PacketSlot slot = _order.TakeAt(0);
            Finish(slot);
            Recycle(slot);
        }

        while (_backlog.First is not null)
            Drop(_backlog.TakeFirst());
        _order.Clear();
        (_awaited, _unshown, _apart, _shownPts) = (0, 0, 0, AvUtil.NoTime);
        _holds = _ended = _isOver = _awaitsNewStart = IsOff = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Clear();
        if (_returned is { IsSpare: false } done)
            Keep(done);
        while (_spare.TryPop(out PacketSlot? slot))
            slot.Free();
    }

    private GatedStep? Move(AVFrame* frame, out PacketSlot? slot)
    {
        slot = TakeUnseen();
        if (slot is not null)
            return GatedStep.Unseen;
        if (_holds)
        {
            _holds = false;
            slot = _held;
            if (slot is not null)
                Finish(_order.TakeAt(0));
            return GatedStep.Picture;
        }

        if (_order.PlaceNext(_gate.NeedsNext) is { } placed)
        {
            Ask(placed);
            LeaveOut();
            return null;
        }

        if (_isOver || (_ended && _awaited == 0 && !IsOff && _order.Count == 0))
            return GatedStep.End;
        bool isBehind = _awaited > 0 || IsOff || _backlog.Count > _limits.Packets || _backlog.Bytes > _limits.Bytes;
        return isBehind ? Decode(frame) : _ended ? null : GatedStep.NeedsPacket;
    }

    // The first picture, if its place is to be handed out without it. Where a later picture has come out, a wanted one before
    // it never will.
    private PacketSlot? TakeUnseen()
    {
        while (_order.Count > 0)
        {
            PacketSlot first = _order[0];
            bool isOverdue = _holds ? first != _held && first.Pts <= _heldPts : _isOver;
            if (_order.Placed == 0)
            {
                if (!isOverdue)
                    return null;
                Ask(_order.Place());
            }

            if (!first.IsWanted && (!_holds || isOverdue))
            {
                _unshown += first.IsInside ? 1 : 0;
                _order.TakeAt(0);
                Finish(first);
                return first;
            }

            if (!isOverdue)
                return null;
            GiveUp(0);
        }

        return null;
    }

    private void Ask(PacketSlot slot)
    {
        slot.IsPlaced = true;
        if (_place(slot, _order.Next) && !slot.IsWanted)
            Want(slot);
    }

    private void Want(PacketSlot slot)
    {
        if (slot.IsLost)
            return;
        slot.IsWanted = true;
        _awaited++;
    }

    private void Finish(PacketSlot slot)
    {
        if (slot is { IsWanted: true, IsDone: false })
            _awaited--;
        slot.IsDone = true;
        _shownPts = slot.Pts;
    }

    // No picture will come of it.
    private void GiveUp(int index)
    {
        PacketSlot slot = _order.TakeAt(index);
        Finish(slot);
        Recycle(slot);
        TurnOff();
    }

    private GatedStep? Decode(AVFrame* frame)
    {
        int result = _decoder.Receive(frame);
        switch (result)
        {
            case >= 0:
                return Match(NativeFields.BestEffortTime(frame), frame);
            case AvError.Again:
                return Feed();
            case AvError.EndOfFile:
                Drained();
                return null;
            case AvError.OutOfMemory:
                throw new InsufficientMemoryException("the decoder found no memory");
            default:
                TurnOff();
                return _lastIsCounted ? GatedStep.Failed : null;
        }
    }

    private GatedStep? Match(long pts, AVFrame* frame)
    {
        int at = _order.Find(pts);
        if (at < 0 && _unshown > 0 && (pts <= _shownPts || (!IsOff && _apart == 0)))
        {
            _unshown--;
            AvUtil.av_frame_unref(frame);
            return GatedStep.Spare;
        }

        while (_order.Placed <= at)
            Ask(_order.Place());
        if (at >= 0)
            _order[at].IsInside = false;
        else if (_apart > 0)
            _apart--;
        else
            TurnOff(); // a picture that no packet announced
        if (at >= 0 && !_order[at].IsWanted)
        {
            AvUtil.av_frame_unref(frame); // its place is handed out without it, when its turn comes
            return GatedStep.Spare;
        }

        _held = at < 0 ? null : _order[at];
        _heldPts = pts;
        _holds = true;
        return null;
    }

    private void TurnOff()
    {
        if (IsOff)
            return;
        IsOff = true;
        for (int index = _order.Placed; index < _order.Count; index++)
        {
            if (!_order[index].IsWanted)
                Want(_order[index]);
        }
    }

    private void ForgetNewStart()
    {
        if (_newStart is { } start)
            Drop(start);
        _newStart = null;
    }

    // The packet is not needed any more.
    private void Drop(PacketSlot slot)
    {
        slot.Empty();
        slot.IsQueued = false;
        Recycle(slot);
    }

    private void Recycle(PacketSlot slot)
    {
        if (slot is { IsDone: true, IsQueued: false, IsSpare: false } && slot != _returned)
            Keep(slot);
    }

    private void Keep(PacketSlot slot)
    {
        slot.Empty();
        slot.IsSpare = true;
        _spare.Push(slot);
    }
}
