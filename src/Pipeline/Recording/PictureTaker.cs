using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tracks;
using VideoDyn.Media.Drawing;
using VideoDyn.Media.Encoding;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Recording;

/// <summary>
/// Keeps the best picture of every object in view, coded: a frame cannot be held for as long as an object is there. A
/// picture is taken anew when one is better by a quarter, so that their number grows with the logarithm of the quality.
/// </summary>
internal sealed class PictureTaker(SnapshotOptions options) : IDisposable
{
    private const float Better = 1.25f;
    private const float Margin = 0.15f; // of the object's size, on each side of its crop
    private const int LeastMargin = 8;
    private const int MostObjects = 256;

    private readonly Dictionary<long, BestPicture> _best = [];
    private readonly JpegEncoder _whole = new(options.Quality);
    private readonly JpegEncoder _part = new(options.Quality);

    /// <summary>Objects of which no picture was kept because there were too many at once.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Looks at the objects of a frame.</summary>
    public void Look(FrameView view)
    {
        if (!view.IsAnalyzed)
            return;
        byte[]? whole = null;
        IReadOnlyList<TrackedObject> tracks = view.Tracks;
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            if (track.State != TrackState.Confirmed || track.Provenance == Provenance.Predicted)
                continue;
            float quality = PictureQuality.Of(view.Frame, track);
            bool known = _best.TryGetValue(track.Id, out BestPicture? best);
            if (quality <= 0 || (known && quality < best!.Quality * Better))
                continue;
            if (!known && _best.Count >= MostObjects)
            {
                LeftOut++;
                continue;
            }

            best ??= _best[track.Id] = new BestPicture();
            (best.Quality, best.Time, best.Box) = (quality, view.Frame.StreamTime, track.Box);
            if (options.Full)
                best.Full = options.BoundingBox ? Draw(view.Frame, track) : whole ??= _whole.Encode(view.Frame).ToArray();
            if (options.Crop)
                best.Crop = Cut(view.Frame, track.Box);
        }
    }

    /// <summary>The best picture of an object; null when there is none.</summary>
    public BestPicture? Of(long track) => _best.GetValueOrDefault(track);

    /// <summary>Objects that are gone need no picture any more.</summary>
    public void Forget(IReadOnlyList<TrackedObject> ended)
    {
        for (int index = 0; index < ended.Count; index++)
            _best.Remove(ended[index].Id);
    }

    /// <summary>Nothing that was in view is any more.</summary>
    public void Clear() => _best.Clear();

    public void Dispose()
    {
        _whole.Dispose();
        _part.Dispose();
    }

    private byte[] Draw(FrameLease frame, TrackedObject track) => _whole.Encode(frame, canvas =>
        BoxPainter.Outline(canvas, track.Box, 2 * DetectionPainter.ScaleFor(canvas.Height), new ClassPalette(canvas.Matrix, canvas.Range)[track.ClassId])).ToArray();

    private byte[] Cut(FrameLease frame, in BoundingBox box)
    {
        float across = Math.Max(LeastMargin, box.Width * Margin), down = Math.Max(LeastMargin, box.Height * Margin);
        BoundingBox area = new BoundingBox(box.X1 - across, box.Y1 - down, box.X2 + across, box.Y2 + down).ClampTo(frame.Format.Width, frame.Format.Height);
        return _part.EncodePart(frame, (int)area.X1, (int)area.Y1, Math.Max(1, (int)area.X2 - (int)area.X1), Math.Max(1, (int)area.Y2 - (int)area.Y1)).ToArray();
    }
}
