using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Events.Envelope;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.State;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Temporal.Sequences;

namespace VideoDyn.Pipeline.Actions;

/// <summary>A sequence model at work on one stream: an event whenever an action begins.</summary>
internal sealed class SequencePart : IActionPart
{
    private readonly SequenceNetworks _networks;
    private readonly SequenceFollower _sequence;
    private readonly StreamState _state;
    private readonly ActionSpans _spans = new();
    private LabelChange? _holding;
    private TimeSpan _last;

    /// <summary>Opens a model, with what an earlier run kept of the stream.</summary>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: the folder cannot be used.</exception>
    public SequencePart(string folder, int threads, StateStore states, string stream)
    {
        _networks = SequenceNetworks.Open(folder, threads);
        _sequence = new SequenceFollower(_networks, new FrameTensorizer());
        // State of its own: it belongs to this model, not to the detector's.
        _state = states.Open(stream, _networks.Sha256);
        _state.Add(_sequence);
    }

    public Action<ActionEvent>? Recognized { get; set; }

    public Stage Stage => Stage.Policy;

    public SequenceNetworks Networks => _networks;

    public IEnumerable<string> Notes =>
        [.. _state.Warnings, .. _sequence.Notes.Select(note => $"sequence model '{_networks.Model.Name}': {note}")];

    public IFrameForecast Forecast(bool inStep) => _sequence.Forecast();

    public void OnFrame(FrameView view)
    {
        _last = view.Frame.StreamTime;
        if (!view.Frame.HasPixels)
        {
            _sequence.Pass(_last);
            return;
        }

        _sequence.Add(view.Frame, view.Observations.Clock);
        if (_sequence.Change is not { } change)
            return;
        End(change.At);
        _holding = change.ClassId >= 0 ? change : null;
        if (change.IsReported)
        {
            Recognized?.Invoke(new ActionEvent(
                "sequence", _networks.Model.Name, _networks.Model.Labels[change.ClassId], change.Score, change.FrameIndex, change.ToldAt, change.At));
        }
    }

    public void Complete(StageClock clock) => End(_last);

    public void Reset()
    {
        End(_last);
        _state.Reset(Core.State.StateReset.Outage);
    }

    public void Close() => _state.Close();

    public ActionSummary Summarize()
    {
        SequenceCounters counters = _sequence.Counters;
        return new ActionSummary
        {
            Kind = "sequence",
            Model = _networks.Model.Name,
            Sha256 = _networks.Sha256,
            Frames = counters.Steps,
            FramesUsed = counters.Updates,
            Runs = counters.Updates,
            Macs = counters.Macs,
            Sequence = new SequenceSummary(counters.Steps, counters.Updates, counters.PartialUpdates, counters.Wakes, counters.Cuts),
            Counts = _spans.Counts,
            Seconds = _spans.Seconds,
            Spans = _spans.List,
            Truncated = _spans.IsTruncated,
        };
    }

    public void Dispose()
    {
        _state.Dispose();
        _networks.Dispose();
    }

    private void End(TimeSpan time)
    {
        if (_holding is { } holding)
            _spans.Add(_networks.Model.Labels[holding.ClassId], holding.At, time, holding.Score);
        _holding = null;
    }
}
