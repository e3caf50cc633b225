using System.Runtime.InteropServices;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Media.Drawing;
using VideoDyn.Media.Encoding;
using VideoDyn.Pipeline.Output.Explaining;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>
/// Writes the stream with boxes, labels and class colours. Tracked objects move on in frames that were not analyzed;
/// everything else stays as it was. The size of the first picture is kept: later ones of another size are scaled to it.
/// </summary>
internal sealed class AnnotatedVideo : IFrameObserver, IDisposable
{
    private readonly string _path;
    private readonly DetectionPainter _boxes;
    private readonly ClassMapPainter _classes = new();
    private readonly List<Detection> _shown = [];
    private readonly List<long> _ids = [];
    private readonly List<TrackLabel> _seen = [];
    private readonly CarriedBoxPainter? _carriedBoxes;
    private Detection[] _scaled = [];
    private VideoEncoder? _encoder;
    private int _seenNow;

    /// <summary>Prepares a video; the file appears with the first picture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labels">Names by class id.</param>
    /// <param name="explain">Whether the gate's decision is drawn, and boxes that were carried over look different.</param>
    public AnnotatedVideo(string path, IReadOnlyList<string> labels, bool explain = false)
    {
        _path = path;
        _boxes = new DetectionPainter(labels);
        _carriedBoxes = explain ? new CarriedBoxPainter(labels) : null;
    }

    /// <inheritdoc/>
    public bool WantsNumbers => _carriedBoxes is not null;

    /// <inheritdoc/>
    public Stage Stage => Stage.Annotate;

    /// <inheritdoc/>
    public void OnFrame(FrameView view)
    {
        FrameFormat format = view.Frame.Format;
        _encoder ??= new VideoEncoder(new VideoEncoderOptions
        {
            Path = _path,
            Width = Math.Max(2, format.Width),
            Height = Math.Max(2, format.Height),
            Matrix = format.Matrix,
        });
        Collect(view);
        _encoder.Load(view.Frame);
        var canvas = new FrameCanvas(
            Plane(_encoder.Luma), Plane(_encoder.ChromaU), Plane(_encoder.ChromaV), _encoder.Format.Matrix, _encoder.Format.Range);
        _classes.Paint(canvas, view.Observations.Map, Scale(view.Observations.Map.Area, format));
        if (view.Blocks is { } blocks)
            BlockOverlay.Draw(canvas, blocks, view.IsAnalyzed);
        if (view is { Crops: { } crops, IsAnalyzed: true })
            CropOverlay.Draw(canvas, crops);
        Paint(canvas, view, Scale(format), CollectionsMarshal.AsSpan(_ids), CollectionsMarshal.AsSpan(_seen));
        _encoder.Submit(view.Frame.StreamTime);
    }

    /// <inheritdoc/>
    public void Dispose() => _encoder?.Dispose();

    private void Paint(FrameCanvas canvas, FrameView view, ReadOnlySpan<Detection> boxes, ReadOnlySpan<long> ids, ReadOnlySpan<TrackLabel> seen)
    {
        if (_carriedBoxes is null)
        {
            _boxes.Paint(canvas, boxes, ids, seen);
            return;
        }

        int now = _seenNow;
        _carriedBoxes.Paint(canvas, boxes[now..], ids.IsEmpty ? ids : ids[now..]);
        _boxes.Paint(canvas, boxes[..now], ids.IsEmpty ? ids : ids[..now], seen.IsEmpty ? seen : seen[..now]);
        GateBanner.Draw(canvas, view);
    }

    private void Collect(FrameView view)
    {
        if (!view.IsTracked && !view.IsAnalyzed)
        {
            Carry(view.Decision.Outcome);
            return;
        }

        _shown.Clear();
        _ids.Clear();
        _seen.Clear();
        if (!view.IsTracked)
        {
            AddDetections(view.Observations.Span);
            // A class of the whole picture is drawn as a box around it.
            FrameFormat format = view.Frame.Format;
            if (view.Observations.Labels is [ClassScore label, ..])
            {
                _shown.Insert(0, new Detection(new BoundingBox(0, 0, format.Width, format.Height), label.ClassId, label.Score));
                _seenNow++;
            }

            return;
        }

        // What was seen in this frame stands first where the two are drawn differently.
        if (_carriedBoxes is null)
        {
            Collect(view.Tracks, null);
            return;
        }

        Collect(view.Tracks, true);
        _seenNow = _shown.Count;
        Collect(view.Tracks, false);
    }

    // Blocks that were not executed keep their boxes: those come last.
    private void AddDetections(ReadOnlySpan<Detection> boxes)
    {
        foreach (ref readonly Detection box in boxes)
        {
            if (box.Provenance == Provenance.Detected)
                _shown.Add(box);
        }

        _seenNow = _shown.Count;
        foreach (ref readonly Detection box in boxes)
        {
            if (box.Provenance != Provenance.Detected)
                _shown.Add(box);
        }
    }

    // Without a tracker the last result stays where it is.
    private void Carry(GateOutcome outcome)
    {
        if (_carriedBoxes is null)
            return;
        _seenNow = 0;
        Provenance provenance = outcome == GateOutcome.Reuse ? Provenance.Reused : Provenance.Predicted;
        foreach (ref Detection box in CollectionsMarshal.AsSpan(_shown))
            box = box with { Provenance = provenance };
    }

    private void Collect(IReadOnlyList<TrackedObject> tracks, bool? seenNow)
    {
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            if (track.State != TrackState.Confirmed || (seenNow is { } wanted && wanted != (track.Provenance == Provenance.Detected)))
                continue;
            _shown.Add(new Detection(track.Box, track.ClassId, track.Score, track.Provenance, track.Age));
            _ids.Add(track.Id);
            _seen.Add(track.Labels is [TrackLabel best, ..] ? best : default);
        }
    }

    private ReadOnlySpan<Detection> Scale(FrameFormat format)
    {
        if (_scaled.Length < _shown.Count)
            _scaled = new Detection[_shown.Count * 2];
        for (int index = 0; index < _shown.Count; index++)
            _scaled[index] = _shown[index] with { Box = Scale(_shown[index].Box, format) };
        return _scaled.AsSpan(0, _shown.Count);
    }

    private BoundingBox Scale(in BoundingBox box, FrameFormat format)
    {
        float x = (float)_encoder!.Format.Width / format.Width, y = (float)_encoder.Format.Height / format.Height;
        return new(box.X1 * x, box.Y1 * y, box.X2 * x, box.Y2 * y);
    }

    private static CanvasPlane Plane(FramePlane plane) => new(plane.Data, plane.Stride, plane.Width, plane.Height);
}
