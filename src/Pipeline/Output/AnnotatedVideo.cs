using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Media.Drawing;
using VideoDyn.Media.Encoding;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>
/// Writes the stream with boxes and labels. Frames that were not analyzed show the last boxes. The size of the first
/// picture is kept: later ones of another size are scaled to it.
/// </summary>
internal sealed class AnnotatedVideo : IFrameObserver, IDisposable
{
    private readonly string _path;
    private readonly DetectionPainter _painter;
    private readonly List<Detection> _last = [];
    private Detection[] _scaled = [];
    private VideoEncoder? _encoder;

    /// <summary>Prepares a video; the file appears with the first picture.</summary>
    public AnnotatedVideo(string path, IReadOnlyList<string> labels)
    {
        _path = path;
        _painter = new DetectionPainter(labels);
    }

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
        if (view.IsAnalyzed)
        {
            _last.Clear();
            _last.AddRange(view.Observations.Span);
        }

        _encoder.Load(view.Frame);
        var canvas = new FrameCanvas(
            Plane(_encoder.Luma), Plane(_encoder.ChromaU), Plane(_encoder.ChromaV), _encoder.Format.Matrix, _encoder.Format.Range);
        if (view.Blocks is { } blocks)
            BlockOverlay.Draw(canvas, blocks, view.IsAnalyzed);
        _painter.Paint(canvas, Scale(format));
        _encoder.Submit(view.Frame.StreamTime);
    }

    /// <inheritdoc/>
    public void Dispose() => _encoder?.Dispose();

    private ReadOnlySpan<Detection> Scale(FrameFormat format)
    {
        float x = (float)_encoder!.Format.Width / format.Width, y = (float)_encoder.Format.Height / format.Height;
        if (_scaled.Length < _last.Count)
            _scaled = new Detection[_last.Count * 2];
        for (int index = 0; index < _last.Count; index++)
        {
            BoundingBox box = _last[index].Box;
            _scaled[index] = _last[index] with { Box = new(box.X1 * x, box.Y1 * y, box.X2 * x, box.Y2 * y) };
        }

        return _scaled.AsSpan(0, _last.Count);
    }

    private static CanvasPlane Plane(FramePlane plane) => new(plane.Data, plane.Stride, plane.Width, plane.Height);
}
