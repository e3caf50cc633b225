using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Envelope;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Temporal.Clips;

namespace VideoDyn.Pipeline.Actions;

/// <summary>A clip model at work on one stream: an event for every clip that shows an action.</summary>
internal sealed class ClipPart : IActionPart
{
    private readonly ClipNetworks _networks;
    private readonly ClipFollower _clips;
    private readonly ClipReport _report;

    /// <summary>Opens a model.</summary>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: the folder cannot be used.</exception>
    public ClipPart(string folder, int threads)
    {
        _networks = ClipNetworks.Open(folder, threads);
        _clips = new ClipFollower(_networks, new FrameTensorizer());
        _report = new ClipReport("clip", _networks.Model.Name, _networks.Sha256, _networks.Model.Labels);
    }

    public Action<ActionEvent>? Recognized
    {
        get => _report.Recognized;
        set => _report.Recognized = value;
    }

    public Stage Stage => Stage.Policy;

    public ClipNetworks Networks => _networks;

    /// <summary>Who says that a rule told something; null for nobody.</summary>
    public IRuleTeller? Rules { get; set; }

    public IEnumerable<string> Notes
    {
        get
        {
            if (_clips.Note is { } note)
                yield return $"clip model '{_networks.Model.Name}': {note}";
            if (_networks.Model.Trigger == ClipTrigger.Rule && Rules is not { HasRules: true })
                yield return $"clip model '{_networks.Model.Name}' waits for rules to tell something, and the stream has none: no clip is looked at";
        }
    }

    public IFrameForecast Forecast(bool inStep) => _clips.Forecast(heedsAnswers: inStep);

    public void OnFrame(FrameView view) => _report.Tell(_clips.Add(view.Frame, IsTriggered(view), view.Observations.Clock));

    public void Complete(StageClock clock) => _report.Tell(_clips.Complete(clock));

    public void Reset() => _clips.Reset();

    public void Close()
    {
        // Clips end with their stream; nothing of them is worth keeping.
    }

    public ActionSummary Summarize() => _report.Summarize(_clips.Counters, _clips.Macs);

    public void Dispose()
    {
        _clips.Dispose();
        _networks.Dispose();
    }

    // The rules go through a frame after this: what is known here is what they made of the frame before.
    private bool IsTriggered(FrameView view) => _networks.Model.Trigger switch
    {
        ClipTrigger.Track => HasTrack(view.Tracks),
        ClipTrigger.Rule => Rules is { HasTold: true },
        _ => false,
    };

    private static bool HasTrack(IReadOnlyList<TrackedObject> tracks)
    {
        for (int index = 0; index < tracks.Count; index++)
        {
            if (tracks[index].State == TrackState.Confirmed)
                return true;
        }

        return false;
    }
}
