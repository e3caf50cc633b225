using VideoDyn.Core.Frames;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding.Gating;
using VideoDyn.Media.Decoding.Pictures;

namespace VideoDyn.Media.Live;

/// <content>Reading by a gate that says which pictures are wanted.</content>
internal sealed unsafe partial class ConnectedCamera
{
    private readonly UnseenPool _unseen = new();
    private GatedDecoder? _gated;
    private IDecodeGate? _gate;
    private FrameFormat _format;
    private long _first;
    private long _placed;
    private TimeSpan _shownAt = TimeSpan.MinValue;

    /// <inheritdoc/>
    public void Use(IDecodeGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        // A camera may send its parameter sets with the pictures only, so that what it sends is known later.
        if (_account.Packets > 0 || PacketReader.For(_demuxer) is not { } packets)
            return;
        (_gate, _first) = (gate, _index);
        _gated = new GatedDecoder(_decoder, packets, gate, Place);
    }

    private bool Place(PacketSlot slot, PacketSlot? next)
    {
        TimeSpan before = _clock.Last;
        slot.Time = _clock.Next(slot.Pts, out long arrival);
        slot.Arrival = arrival;
        slot.Step = slot.Time - before;
        bool isWanted = _gate!.Wants(_placed, _first + _placed, slot.Time, slot.Facts);
        return isWanted | _placed++ == 0;
    }

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
                frame = slot is null ? Accept() : Accept(InOrder(slot.Time), slot.Step, slot.Arrival);
                _shownAt = frame.StreamTime;
                return true;
            case GatedStep.Unseen:
                frame = Unseen(slot!);
                _shownAt = frame.StreamTime;
                return true;
            case GatedStep.Spare:
                _account.PictureUnseen();
                return false;
            case GatedStep.Failed:
                Refused();
                return false;
            default:
                End();
                return false;
        }
    }

    // A picture that came out before one whose time was known already has taken a later time than it should.
    private TimeSpan InOrder(TimeSpan time) => time > _shownAt ? time : _shownAt;

    private UnseenFrameLease Unseen(PacketSlot slot)
    {
        _watch.Picture(); // packets come, and none of them was asked for a picture
        _account.FrameUnseen();
        _options.Packets?.Picture(slot.Pts, slot.Time, _format.Width, _format.Height);
        UnseenFrameLease lease = _unseen.Take();
        lease.Start(_format, _index++, InOrder(slot.Time), _clock.Duration(slot.Duration, slot.Step), slot.IsKey, slot.Arrival);
        return lease;
    }
}
