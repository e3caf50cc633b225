using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Events.Envelope;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Temporal.Focus;

namespace VideoDyn.Pipeline.Actions;

/// <summary>A focus model at work on one stream: an event for every clip that shows an action.</summary>
internal sealed class FocusPart : IActionPart
{
    private readonly FocusNetworks _networks;
    private readonly FocusFollower _clips;
    private readonly ClipReport _report;

    /// <summary>Opens a model.</summary>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: the folder cannot be used.</exception>
    public FocusPart(string folder, int threads)
    {
        _networks = FocusNetworks.Open(folder, threads);
        _clips = new FocusFollower(_networks, new FrameTensorizer());
        _report = new ClipReport("focus", _networks.Model.Name, _networks.Sha256, _networks.Model.Labels);
    }

    public Action<ActionEvent>? Recognized
    {
        get => _report.Recognized;
        set => _report.Recognized = value;
    }

    public Stage Stage => Stage.Policy;

    public FocusNetworks Networks => _networks;

    public IEnumerable<string> Notes => _clips.Note is { } note ? [$"focus model '{_networks.Model.Name}': {note}"] : [];

    public IFrameForecast Forecast(bool inStep) => _clips.Forecast();

    public void OnFrame(FrameView view) => _report.Tell(_clips.Add(view.Frame, view.Observations.Clock));

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
}
