using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Inference.Crops;

/// <summary>
/// Runs crops of a frame on canvases that several of them share. A box belongs to the slot that holds its centre; one that
/// reaches across the slot's edge is no object but a mixture of neighbours, and refused.
/// </summary>
internal sealed class MosaicRunner
{
    private const float Slack = 2;
    private const int MostSlots = 16;

    private readonly SizedDetector _model;
    private readonly MosaicSlots _slots;
    private readonly MosaicCanvas _canvas;
    private readonly InputSpec _half;
    private readonly InputSpec _quarter;
    private readonly byte[] _picture;
    private readonly List<int> _halves = [];
    private readonly List<int> _quarters = [];
    private readonly Slot[] _used = new Slot[MostSlots];

    /// <summary>Prepares it.</summary>
    /// <param name="model">The model at its own size; the caller disposes it.</param>
    /// <param name="slots">How the canvas is divided.</param>
    public MosaicRunner(SizedDetector model, MosaicSlots slots)
    {
        (_model, _slots) = (model, slots);
        _canvas = new MosaicCanvas(model.Input);
        _half = model.Input with { Width = slots.Half.Width, Height = slots.Half.Height };
        _quarter = model.Input with { Width = slots.Quarter.Width, Height = slots.Quarter.Height };
        _picture = new byte[_half.ByteLength];
    }

    /// <summary>Boxes that were refused so far because they reach across a seam.</summary>
    public long Refused { get; private set; }

    /// <summary>Runs those of the crops that have the size of a slot.</summary>
    /// <returns>How many these were.</returns>
    public int Run(FrameLease frame, IReadOnlyList<CropArea> crops, IFrameTensorizer tensorizer, List<CropFinding> found, Observations account)
    {
        _halves.Clear();
        _quarters.Clear();
        for (int index = 0; index < crops.Count; index++)
        {
            if (_slots.Has(crops[index].Width, crops[index].Height))
                (_slots.IsHalf(crops[index].Width, crops[index].Height) ? _halves : _quarters).Add(index);
        }

        int half = 0, quarter = 0;
        while (half < _halves.Count || quarter < _quarters.Count)
            RunCanvas(ref half, ref quarter, frame, crops, tensorizer, found, account);
        return _halves.Count + _quarters.Count;
    }

    private void RunCanvas(
        ref int half, ref int quarter, FrameLease frame, IReadOnlyList<CropArea> crops, IFrameTensorizer tensorizer, List<CropFinding> found, Observations account)
    {
        Stage caller = account.Clock.Enter(Stage.Preprocess);
        Span<byte> canvas = _model.Canvas;
        _canvas.Clear(canvas);
        int used = 0;
        for (int place = 0; place < 4; place++)
        {
            if (half < _halves.Count)
            {
                int crop = _halves[half++];
                (int x, int y) = _slots.At(place);
                _used[used++] = Put(frame, crops[crop].Area, crop, _half, x, y, tensorizer, canvas);
                continue;
            }

            for (int part = 0; part < 4 && quarter < _quarters.Count; part++)
            {
                int crop = _quarters[quarter++];
                (int x, int y) = _slots.At(place, part);
                _used[used++] = Put(frame, crops[crop].Area, crop, _quarter, x, y, tensorizer, canvas);
            }
        }

        account.Clock.Enter(caller);
        foreach (ref readonly Detection detection in _model.RunCanvas(account))
            Sort(detection, _used.AsSpan(0, used), frame.Format, found);
    }

    private Slot Put(
        FrameLease frame, in BoundingBox area, int crop, InputSpec spec, int x, int y, IFrameTensorizer tensorizer, Span<byte> canvas)
    {
        FrameToTensor fit = tensorizer.Write(frame, area, spec, _picture);
        _canvas.Put(_picture, spec.Width, spec.Height, x, y, canvas);
        fit = fit with { ContentX = fit.ContentX + x, ContentY = fit.ContentY + y };
        return new Slot(crop, fit);
    }

    private void Sort(in Detection detection, ReadOnlySpan<Slot> slots, FrameFormat format, List<CropFinding> found)
    {
        float x = (detection.Box.X1 + detection.Box.X2) / 2, y = (detection.Box.Y1 + detection.Box.Y2) / 2;
        foreach (ref readonly Slot slot in slots)
        {
            FrameToTensor fit = slot.Fit;
            if (x < fit.ContentX || x >= fit.ContentX + fit.ContentWidth || y < fit.ContentY || y >= fit.ContentY + fit.ContentHeight)
                continue;
            if (detection.Box.X1 < fit.ContentX - Slack || detection.Box.X2 > fit.ContentX + fit.ContentWidth + Slack
                || detection.Box.Y1 < fit.ContentY - Slack || detection.Box.Y2 > fit.ContentY + fit.ContentHeight + Slack)
            {
                break;
            }

            BoundingBox box = fit.ToFrame(detection.Box).ClampTo(format.Width, format.Height);
            if (box.Area > 0)
                found.Add(new CropFinding(detection with { Box = box }, slot.Crop));
            return;
        }

        Refused++;
    }

    private readonly record struct Slot(int Crop, FrameToTensor Fit);
}
