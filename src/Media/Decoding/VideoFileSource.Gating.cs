using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding.Gating;
using VideoDyn.Media.Decoding.Pictures;

namespace VideoDyn.Media.Decoding;

/// <content>Reading by a gate that says which pictures are wanted.</content>
public sealed unsafe partial class VideoFileSource
{
    private readonly UnseenPool _unseen = new();
    private GatedDecoder? _gated;
    private IDecodeGate? _gate;
    private FrameFormat _format;
    private long _placed;

    /// <summary>How much may wait undecoded; null for the usual bounds.</summary>
    internal DecodeLimits? Limits { get; init; }

    /// <inheritdoc/>
    public void Use(IDecodeGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        if (_account.Packets > 0)
            throw new InvalidOperationException("the gate comes too late: reading has begun");
        if (PacketReader.For(_demuxer) is not { IsCountable: true } packets)
            return;
        _gate = gate;
        _gated?.Dispose();
        _gated = new GatedDecoder(_decoder, packets, gate, Place, Limits);
    }

    // Gives the next picture its time and asks whether it is wanted. What precedes the asked start is not the gate's
    // business, and the first picture brings the format of those that are not decoded.
    private bool Place(PacketSlot slot, PacketSlot? next)
    {
        slot.Time = _clock.Next(slot.Pts, slot.Duration);
        if (slot.Time < _start.Time)
            return true;
        if (slot.Time >= _end)
        {
            _gated!.EndOfPackets(); // what is wanted need not wait for more
            return false;
        }

        TimeSpan? until = next is null ? null : _clock.After(next.Pts);
        if (until >= _end)
            until = null; // it is the last one
        bool isWanted = _gate!.Wants(_placed, _firstIndex + _placed, slot.Time + TimeShift, until + TimeShift, slot.Facts);
        return isWanted | _placed++ == 0 | _start.IsUncertain;
    }

    // One step; true when it brought a frame.
    private bool StepGated(out FrameLease? frame, CancellationToken cancellationToken)
    {
        frame = null;
        switch (_gated!.Next(_frame, out PacketSlot? slot))
        {
            case GatedStep.NeedsPacket:
                if (Fetch(cancellationToken))
                    _gated.Add(_demuxer.Packet);
                return false;
            case GatedStep.Picture:
                return Accept(slot?.Time ?? NextTime(), out frame, cancellationToken);
            case GatedStep.Unseen:
                frame = Unseen(slot!);
                return frame is not null;
            case GatedStep.Spare:
                _account.PictureUnseen();
                return false;
            case GatedStep.Failed:
                _account.PacketFailed();
                return false;
            default:
                End(cancellationToken);
                return false;
        }
    }

    private UnseenFrameLease? Unseen(PacketSlot slot)
    {
        _account.FrameUnseen();
        if (slot.Time >= _end)
        {
            _account.PictureAfterEnd();
            _account.Stop(DropCauses.EndOfRange);
            _ended = true;
            return null;
        }

        _packets?.Picture(slot.Pts, slot.Time + TimeShift, _format.Width, _format.Height);
        UnseenFrameLease lease = _unseen.Take();
        TimeSpan duration = _clock.ToTime(slot.Duration);
        lease.Start(_format, _index++, slot.Time + TimeShift, duration, slot.IsKey, Pacer?.LastRelease ?? 0);
        return lease;
    }
}
