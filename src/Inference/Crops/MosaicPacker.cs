using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Inference.Crops;

/// <summary>
/// Runs prepared crops on canvases that several of them share. A box belongs to the slot that holds its centre; one that
/// reaches across the slot's edge is no object but a mixture of neighbours, and refused.
/// </summary>
internal sealed class MosaicPacker
{
    private const float Slack = 2;

    private readonly SizedDetector _model;
    private readonly MosaicSlots _slots;
    private readonly MosaicCanvas _canvas;
    private readonly List<MosaicCrop> _halves = [];
    private readonly List<MosaicCrop> _quarters = [];
    private readonly Slot[] _used = new Slot[MosaicSlots.Units];
    private readonly Observations _scratch = new();

    /// <summary>Prepares it.</summary>
    /// <param name="model">The model at its own size; the caller disposes it.</param>
    /// <param name="slots">How the canvas is divided.</param>
    public MosaicPacker(SizedDetector model, MosaicSlots slots)
    {
        (_model, _slots) = (model, slots);
        _canvas = new MosaicCanvas(model.Input);
    }

    /// <summary>Boxes that were refused so far because they reach across a seam.</summary>
    public long Refused { get; private set; }

    /// <summary>Runs crops on as few canvases as hold them.</summary>
    public void Run(ReadOnlySpan<CropTicket> crops)
    {
        _halves.Clear();
        _quarters.Clear();
        foreach (CropTicket ticket in crops)
        {
            var crop = (MosaicCrop)ticket;
            (_slots.IsHalf(crop.Spec.Width, crop.Spec.Height) ? _halves : _quarters).Add(crop);
        }

        int half = 0, quarter = 0;
        while (half < _halves.Count || quarter < _quarters.Count)
            RunCanvas(ref half, ref quarter);
    }

    private void RunCanvas(ref int half, ref int quarter)
    {
        Span<byte> canvas = _model.Canvas;
        _canvas.Clear(canvas);
        int used = 0, units = 0;
        for (int place = 0; place < 4; place++)
        {
            if (half < _halves.Count)
            {
                (int x, int y) = _slots.At(place);
                _used[used++] = Put(_halves[half++], x, y, canvas);
                continue;
            }

            for (int part = 0; part < 4 && quarter < _quarters.Count; part++)
            {
                (int x, int y) = _slots.At(place, part);
                _used[used++] = Put(_quarters[quarter++], x, y, canvas);
            }
        }

        Span<Slot> slots = _used.AsSpan(0, used);
        _scratch.Clear();
        ReadOnlySpan<Detection> seen = _model.RunCanvas(_scratch);
        foreach (ref readonly Detection detection in seen)
            Sort(detection, slots);
        foreach (ref readonly Slot slot in slots)
            units += slot.Crop.Units;
        foreach (ref readonly Slot slot in slots)
            (slot.Crop.Macs, slot.Crop.Truncated) = (_scratch.Macs * slot.Crop.Units / units, _scratch.Truncated);
        slots[0].Crop.Malformed = _scratch.Malformed;
    }

    private Slot Put(MosaicCrop crop, int x, int y, Span<byte> canvas)
    {
        _canvas.Put(crop.Picture, crop.Spec.Width, crop.Spec.Height, x, y, canvas);
        return new Slot(crop, x, y);
    }

    private void Sort(in Detection detection, ReadOnlySpan<Slot> slots)
    {
        float x = (detection.Box.X1 + detection.Box.X2) / 2, y = (detection.Box.Y1 + detection.Box.Y2) / 2;
        foreach (ref readonly Slot slot in slots)
        {
            FrameToTensor fit = slot.Crop.Placement;
            int left = slot.X + fit.ContentX, top = slot.Y + fit.ContentY;
            if (x < left || x >= left + fit.ContentWidth || y < top || y >= top + fit.ContentHeight)
                continue;
            if (detection.Box.X1 < left - Slack || detection.Box.X2 > left + fit.ContentWidth + Slack
                || detection.Box.Y1 < top - Slack || detection.Box.Y2 > top + fit.ContentHeight + Slack)
            {
                break;
            }

            BoundingBox box = detection.Box;
            slot.Crop.Seen.Add(detection with { Box = new BoundingBox(box.X1 - slot.X, box.Y1 - slot.Y, box.X2 - slot.X, box.Y2 - slot.Y) });
            return;
        }

        Refused++;
    }

    private readonly record struct Slot(MosaicCrop Crop, int X, int Y);
}
