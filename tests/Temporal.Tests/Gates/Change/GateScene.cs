using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Temporal.Gates.Change;
using VideoDyn.Temporal.Signals;
using VideoDyn.Temporal.Tests.Signals;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.Temporal.Tracking;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Gates.Change;

/// <summary>A gate with signals and a tracker as a stream has them, and a network that sees what the test says.</summary>
internal sealed class GateScene : IDisposable
{
    private readonly StreamSignals _signals = new(Scene.Input, 32, new ChangeSignalOptions());
    private readonly ByteTracker _tracker = new();
    private readonly IGate _gate;
    private readonly GateNumbers _numbers = new();

    public GateScene(IGate? gate = null)
    {
        _gate = gate ?? new ChangeGate();
        _gate.Attach(_signals);
    }

    /// <summary>Takes a frame through gate, analysis and tracker.</summary>
    public GateDecision Step(long index, Func<int, int, int> luma, IReadOnlyList<Detection>? seen = null, TimeSpan? time = null, bool isTracked = true, bool isEventExpected = false)
    {
        TimeSpan now = time ?? Scene.Time((int)index);
        using TestFrame frame = new TestFrame(
            new FrameFormat(Scene.Width, Scene.Height, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Limited), index: index, streamTime: now)
            .Fill((_, x, y) => (byte)Math.Clamp(luma(x, y), 0, 255));
        GateDecision decision = _gate.Decide(index, frame);
        _numbers.Clear();
        _gate.Explain(_numbers);
        if (decision.Outcome == GateOutcome.Analyze)
        {
            _signals.MarkProcessed(frame, null);
            _tracker.Update(now, seen ?? []);
        }
        else if (decision.Outcome == GateOutcome.Reuse)
        {
            _tracker.Reuse(now);
        }
        else
        {
            _tracker.Predict(now);
        }

        Learn(now, decision, isTracked, isEventExpected);
        return decision;
    }

    /// <summary>Takes a frame past the gate that was not decoded.</summary>
    public GateDecision Pass(long index)
    {
        TimeSpan now = Scene.Time((int)index);
        using var frame = new UnseenFrame(new FrameFormat(Scene.Width, Scene.Height, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Limited), index, now);
        GateDecision decision = _gate.DecideUnseen(index, frame);
        _tracker.Predict(now);
        Learn(now, decision, isTracked: true, isEventExpected: false);
        return decision;
    }

    private void Learn(TimeSpan now, GateDecision decision, bool isTracked, bool isEventExpected)
    {
        IReadOnlyList<TrackedObject> none = [];
        _gate.Learn(new GateFeedback
        {
            StreamTime = now,
            FrameWidth = Scene.Width,
            FrameHeight = Scene.Height,
            Decision = decision,
            IsTracked = isTracked,
            IsEventExpected = isEventExpected,
            Confidence = 0.35f,
            Tracks = isTracked ? _tracker.Tracks : none,
            Tentative = isTracked ? _tracker.Tentative : none,
        });
    }

    /// <summary>The numbers behind the last decision.</summary>
    public Dictionary<string, double> Explain() => _numbers.All.ToDictionary(number => number.Name, number => number.Value);

    public void Dispose() => _signals.Dispose();
}
