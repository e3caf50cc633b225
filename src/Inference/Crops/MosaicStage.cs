using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Inference.Crops;

/// <summary>The crops of one stream's frame that are prepared for canvases; their memory is kept from frame to frame.</summary>
internal sealed class MosaicStage
{
    private readonly ICropLane _lane;
    private readonly MosaicSlots _slots;
    private readonly InputSpec _half;
    private readonly InputSpec _quarter;
    private readonly Stack<MosaicCrop> _halves = new();
    private readonly Stack<MosaicCrop> _quarters = new();
    private readonly List<CropTicket> _waiting = [];

    /// <summary>Prepares it.</summary>
    /// <param name="lane">Where the crops are run.</param>
    /// <param name="slots">How canvases are divided.</param>
    /// <param name="input">The canvas.</param>
    public MosaicStage(ICropLane lane, MosaicSlots slots, InputSpec input)
    {
        (_lane, _slots) = (lane, slots);
        _half = input with { Width = slots.Half.Width, Height = slots.Half.Height };
        _quarter = input with { Width = slots.Quarter.Width, Height = slots.Quarter.Height };
    }

    /// <summary>The crops of the frame.</summary>
    public List<CropTicket> Waiting => _waiting;

    /// <summary>Begins a frame.</summary>
    public void Begin()
    {
        foreach (CropTicket ticket in _waiting)
        {
            var crop = (MosaicCrop)ticket;
            (ReferenceEquals(crop.Spec, _half) ? _halves : _quarters).Push(crop);
        }

        _waiting.Clear();
    }

    /// <summary>Prepares a crop, if it is of the size of a slot.</summary>
    /// <returns>The crop; null where it is of another size.</returns>
    public MosaicCrop? TryAdd(FrameLease frame, in CropArea crop, int index, IFrameTensorizer tensorizer)
    {
        if (!_slots.Has(crop.Width, crop.Height))
            return null;
        bool isHalf = _slots.IsHalf(crop.Width, crop.Height);
        if (!(isHalf ? _halves : _quarters).TryPop(out MosaicCrop? ticket))
            ticket = isHalf ? new MosaicCrop(_lane, _half, MosaicSlots.UnitsOfHalf) : new MosaicCrop(_lane, _quarter, 1);
        ticket.Prepare(frame, crop.Area, index, tensorizer);
        _waiting.Add(ticket);
        return ticket;
    }

    /// <summary>Reads what was seen in the crops, and forgets them.</summary>
    public void Read(FrameFormat format, List<CropFinding> found, Observations account)
    {
        foreach (CropTicket ticket in _waiting)
        {
            var crop = (MosaicCrop)ticket;
            crop.Read(format, found);
            account.Macs += crop.Macs;
            account.Malformed += crop.Malformed;
            account.Truncated |= crop.Truncated;
        }

        Begin();
    }
}
