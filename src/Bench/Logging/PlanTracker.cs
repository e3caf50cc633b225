using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Bench.Logging;

/// <summary>
/// The tracker of a plan, as a run has it, beside the raw detections: a run drops weak detections once its tracker has
/// seen them, but the agreement still needs those within the score band.
/// </summary>
/// <param name="confidence">Score from which detections count as seen.</param>
internal sealed class PlanTracker(float confidence) : IFrameObserver, ITrackView
{
    private readonly FrameTracker _tracker = new(confidence);
    private readonly Observations _seen = new();

    /// <summary>What it costs belongs to the plan.</summary>
    public Stage Stage => Stage.Tracking;

    /// <inheritdoc/>
    public bool NeedsPixels => false;

    /// <summary>Confirmed and lost tracks, by rising id.</summary>
    public IReadOnlyList<TrackedObject> Tracks => _tracker.Tracks;

    /// <inheritdoc/>
    public float Confidence => _tracker.Confidence;

    /// <inheritdoc/>
    public IReadOnlyList<TrackedObject> Tentative => _tracker.Tentative;

    /// <summary>Once confirmed tracks that ended with the last frame.</summary>
    public IReadOnlyList<TrackedObject> Ended => _tracker.Ended;

    public void OnFrame(FrameView view)
    {
        if (view.IsAnalyzed)
        {
            _seen.Clear();
            foreach (ref readonly Detection detection in view.Observations.Span)
                _seen.Add(detection);
        }

        _tracker.Advance(view.Frame, view.Decision, _seen);
    }
}
