using VideoDyn.Core.Measuring;
using VideoDyn.Evaluation.Truth;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Gates.Change;

namespace VideoDyn.Benchmarks.Gates;

/// <summary>Counts analyzed frames in which nothing is other than in the one before.</summary>
/// <param name="truth">Boxes by frame.</param>
internal sealed class WakeUps(ILookup<int, MotRecord> truth) : IFrameObserver
{
    private const float Still = 1;
    private Dictionary<int, MotRecord>? _before;

    public Stage Stage => Stage.Annotate;

    public int False { get; private set; }

    public void OnFrame(FrameView view)
    {
        if (!view.IsAnalyzed)
            return;
        Dictionary<int, MotRecord> now = truth[(int)view.Frame.Index].ToDictionary(record => record.Id);
        if (_before is { } before && view.Decision.Reason != ChangeReasons.Age && IsSame(before, now))
            False++;
        _before = now;
    }

    private static bool IsSame(Dictionary<int, MotRecord> before, Dictionary<int, MotRecord> now) =>
        before.Count == now.Count && now.Values.All(record => before.TryGetValue(record.Id, out MotRecord old)
            && MathF.Abs(old.Box.X1 - record.Box.X1) <= Still && MathF.Abs(old.Box.Y1 - record.Box.Y1) <= Still
            && MathF.Abs(old.Box.X2 - record.Box.X2) <= Still && MathF.Abs(old.Box.Y2 - record.Box.Y2) <= Still);
}
