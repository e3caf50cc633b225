using VideoDyn.Media.Encoding;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Bench.Logging;

/// <summary>Keeps a few small pictures, evenly spread over the video.</summary>
internal sealed class SnapshotTaker : IDisposable
{
    private const int Pictures = 4;
    private const int Width = 480;
    private readonly JpegEncoder _encoder = new(70);
    private readonly HashSet<long> _wanted;
    private readonly List<Snapshot> _into;
    private int _frame;

    /// <summary>Chooses the pictures.</summary>
    /// <param name="frames">About how many frames there will be.</param>
    /// <param name="into">Where they go.</param>
    public SnapshotTaker(long frames, List<Snapshot> into)
    {
        _into = into;
        // One frame after an even place: neither the first frame of an interval nor always the same distance from one.
        _wanted = [.. Enumerable.Range(0, Pictures).Select(picture => (((2 * picture) + 1) * frames / (2 * Pictures)) + picture)];
    }

    public void OnFrame(FrameView view)
    {
        int frame = _frame++;
        if (!_wanted.Contains(frame))
            return;
        (int width, int height) = (view.Frame.Format.Width, view.Frame.Format.Height);
        int shown = Math.Min(Width, width);
        byte[] jpeg = _encoder.Encode(view.Frame, shown, Math.Max(1, (int)((long)height * shown / width))).ToArray();
        _into.Add(new Snapshot(frame, view.Frame.StreamTime, width, height, jpeg));
    }

    public void Dispose() => _encoder.Dispose();
}
