using System.Diagnostics;
using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Bench.Running;

/// <summary>One frame of a log.</summary>
/// <param name="Index">Position in the stream.</param>
/// <param name="StreamTime">Stream time.</param>
/// <param name="Outcome">What the gate decided.</param>
/// <param name="First">Place of its first box.</param>
/// <param name="Count">How many boxes it has.</param>
internal readonly record struct LoggedFrame(long Index, TimeSpan StreamTime, GateOutcome Outcome, int First, int Count);

/// <summary>
/// Keeps what a plan publishes for every frame: the boxes of this frame's analysis, or the last ones, which still stand.
/// Its own time goes to a stage outside every comparison, and its own memory is counted apart.
/// </summary>
internal sealed class BoxLog : IFrameObserver
{
    private readonly List<LoggedFrame> _frames = [];
    private readonly List<Detection> _boxes = [];
    private readonly int[]? _classes;

    /// <summary>Starts an empty log.</summary>
    /// <param name="classes">Class index of the reference by class index of this plan's model, -1 for none; null when they are the same.</param>
    public BoxLog(int[]? classes = null) => _classes = classes;

    /// <summary>Called with every frame after it was logged, e.g. to keep a picture; its cost is counted as the log's.</summary>
    public Action<FrameView>? Also { get; init; }

    public Stage Stage => Stage.Annotate;

    public IReadOnlyList<LoggedFrame> Frames => _frames;

    /// <summary>Wall-clock time that logging took so far, in stopwatch ticks.</summary>
    public long OwnTicks { get; private set; }

    /// <summary>Bytes that logging allocated so far.</summary>
    public long OwnBytes { get; private set; }

    public void OnFrame(FrameView view)
    {
        long ticks = Stopwatch.GetTimestamp();
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        int first = _boxes.Count;
        foreach (ref readonly Detection box in view.Observations.Span)
        {
            int classId = _classes is null ? box.ClassId : _classes[box.ClassId];
            if (classId >= 0)
                _boxes.Add(box with { ClassId = classId });
        }

        _frames.Add(new(view.Frame.Index, view.Frame.StreamTime, view.Decision.Outcome, first, _boxes.Count - first));
        Also?.Invoke(view);
        OwnBytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
        OwnTicks += Stopwatch.GetTimestamp() - ticks;
    }

    /// <summary>The boxes published for a frame of this log.</summary>
    public ReadOnlySpan<Detection> Boxes(int frame) =>
        CollectionsMarshal.AsSpan(_boxes).Slice(_frames[frame].First, _frames[frame].Count);

    /// <summary>Whether another log has the same frames with the same boxes.</summary>
    public bool Repeats(BoxLog other) => _frames.SequenceEqual(other._frames) && _boxes.SequenceEqual(other._boxes);
}
