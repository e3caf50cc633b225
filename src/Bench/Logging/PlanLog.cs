using System.Diagnostics;
using System.Runtime.InteropServices;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Bench.Logging;

/// <summary>
/// Keeps what a plan publishes for every frame: boxes, tracks and events of a detector, the class map of a segmenter, the
/// first label of a classifier. Its own time goes to a stage outside every comparison, and its own memory is counted apart.
/// </summary>
internal sealed class PlanLog : IFrameObserver
{
    /// <summary>Label of a frame that has none.</summary>
    public const int NoLabel = -1;

    private readonly List<LoggedFrame> _frames = [];
    private readonly List<Detection> _boxes = [];
    private readonly List<LoggedTrack> _tracks = [];
    private readonly List<LoggedEvent> _events = [];
    private readonly List<int> _labels = [];
    private readonly HashSet<long> _present = [];
    private readonly PublishedBoxes _published = new();
    private readonly PlanTracker? _tracker;
    private int _results;

    /// <summary>Starts an empty log.</summary>
    /// <param name="tracker">The plan's tracker, which has seen each frame before; null for none.</param>
    public PlanLog(PlanTracker? tracker = null) => _tracker = tracker;

    /// <summary>Score below which boxes are left out, because no measure looks at them.</summary>
    public float LeastScore { get; init; }

    /// <summary>Added to every place, in pixels: for streams that lack their first rows and columns.</summary>
    public int Offset { get; init; }

    /// <summary>Called with every frame after it was logged, e.g. to keep a picture; its cost is counted as the log's.</summary>
    public Action<FrameView>? Also { get; init; }

    public Stage Stage => Stage.Annotate;

    /// <summary>A plan need not decode what its gate does not look at, as in a run, unless somebody keeps pictures of it.</summary>
    public bool NeedsPixels => Also is not null;

    public bool IsTracked => _tracker is not null;

    public IReadOnlyList<LoggedFrame> Frames => _frames;

    /// <summary>Objects that entered and left, in stream order. The end of the stream makes nobody leave.</summary>
    public IReadOnlyList<LoggedEvent> Events => _events;

    /// <summary>The class maps of the analyses.</summary>
    public MapLog Maps { get; } = new();

    /// <summary>Wall-clock time that logging took so far, in stopwatch ticks.</summary>
    public long OwnTicks { get; private set; }

    /// <summary>Bytes that logging allocated so far.</summary>
    public long OwnBytes { get; private set; }

    public void OnFrame(FrameView view)
    {
        long ticks = Stopwatch.GetTimestamp();
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        int first = _boxes.Count;
        int firstTrack = _tracks.Count;
        foreach (ref readonly Detection box in _published.Read(view, _tracker))
        {
            if (box.Score >= LeastScore)
                _boxes.Add(Offset == 0 ? box : box with { Box = Move(box.Box) });
        }

        if (view.IsAnalyzed)
            AddResult(view.Observations);
        if (_tracker is not null)
            Follow(view.Frame.StreamTime);
        _frames.Add(new(
            view.Frame.Index, view.Frame.StreamTime, view.Decision, first, _boxes.Count - first, firstTrack, _tracks.Count - firstTrack, _results - 1));
        Also?.Invoke(view);
        OwnBytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
        OwnTicks += Stopwatch.GetTimestamp() - ticks;
    }

    /// <summary>The boxes published for a frame of this log.</summary>
    public ReadOnlySpan<Detection> Boxes(int frame) =>
        CollectionsMarshal.AsSpan(_boxes).Slice(_frames[frame].First, _frames[frame].Count);

    /// <summary>The confirmed tracks at a frame of this log.</summary>
    public ReadOnlySpan<LoggedTrack> Tracks(int frame) =>
        CollectionsMarshal.AsSpan(_tracks).Slice(_frames[frame].FirstTrack, _frames[frame].TrackCount);

    /// <summary>The label that stands at a frame of this log; <see cref="NoLabel"/> when there is none.</summary>
    public int Label(int frame) => _frames[frame].Result >= 0 ? _labels[_frames[frame].Result] : NoLabel;

    /// <summary>Whether another log, which may end earlier, has the same frames with the same results.</summary>
    public bool Repeats(PlanLog other) => _frames.Count >= other._frames.Count
        && other._frames.SequenceEqual(_frames.Take(other._frames.Count))
        && other._boxes.SequenceEqual(_boxes.Take(other._boxes.Count))
        && other._tracks.SequenceEqual(_tracks.Take(other._tracks.Count))
        && other._labels.SequenceEqual(_labels.Take(other._labels.Count))
        && Maps.Begins(other.Maps);

    private void AddResult(Observations observations)
    {
        _results++;
        _labels.Add(observations.Labels.Count > 0 ? observations.Labels[0].ClassId : NoLabel);
        Maps.Add(observations.Map, Offset);
    }

    // Who enters and leaves is told as a run's events tell it.
    private void Follow(TimeSpan time)
    {
        IReadOnlyList<TrackedObject> ended = _tracker!.Ended;
        for (int index = 0; index < ended.Count; index++)
        {
            if (_present.Remove(ended[index].Id))
                _events.Add(new("left", ended[index].ClassId, time));
        }

        IReadOnlyList<TrackedObject> tracks = _tracker.Tracks;
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            if (_present.Add(track.Id))
                _events.Add(new("entered", track.ClassId, time));
            if (track.State == TrackState.Confirmed)
                _tracks.Add(new(track.Id, track.ClassId, Move(track.Box)));
        }
    }

    private BoundingBox Move(in BoundingBox box) => new(box.X1 + Offset, box.Y1 + Offset, box.X2 + Offset, box.Y2 + Offset);
}
