using System.Text.Json;
using VideoDyn.Core.Measuring;
using VideoDyn.Events.Envelope;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Temporal.Clips;
using VideoDyn.Temporal.Focus;

namespace VideoDyn.Pipeline.Actions;

/// <summary>A focus model at work on one stream: an event for every clip that shows an action.</summary>
internal sealed class FocusPart : IActionPart
{
    private static readonly string[] s_exits = [.. Enum.GetNames<ClipExitReason>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
    private readonly FocusNetworks _networks;
    private readonly FocusFollower _clips;
    private readonly ActionSpans _spans = new();
    private readonly long[] _exits = new long[s_exits.Length];

    /// <summary>Opens a model.</summary>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: the folder cannot be used.</exception>
    public FocusPart(string folder, int threads)
    {
        _networks = FocusNetworks.Open(folder, threads);
        _clips = new FocusFollower(_networks, new FrameTensorizer());
    }

    public Action<ActionEvent>? Recognized { get; set; }

    public Stage Stage => Stage.Policy;

    public FocusNetworks Networks => _networks;

    public IEnumerable<string> Notes => _clips.Note is { } note ? [$"focus model '{_networks.Model.Name}': {note}"] : [];

    public void OnFrame(FrameView view) => Tell(_clips.Add(view.Frame, view.Observations.Clock));

    public void Complete(StageClock clock) => Tell(_clips.Complete(clock));

    public void Reset() => _clips.Reset();

    public void Close()
    {
        // Clips end with their stream; nothing of them is worth keeping.
    }

    public ActionSummary Summarize()
    {
        ClipCounters counters = _clips.Counters;
        return new ActionSummary
        {
            Kind = "focus",
            Model = _networks.Model.Name,
            Sha256 = _networks.Sha256,
            Frames = counters.Frames,
            FramesUsed = counters.FramesUsed,
            Runs = counters.BackboneRuns,
            Macs = _clips.Macs,
            Clips = new ClipSummary(counters.Answered, counters.Idle, counters.CutOff, Exits()),
            Counts = _spans.Counts,
            Seconds = _spans.Seconds,
            Spans = _spans.List,
            Truncated = _spans.IsTruncated,
        };
    }

    public void Dispose()
    {
        _clips.Dispose();
        _networks.Dispose();
    }

    private void Tell(IReadOnlyList<ClipResult> results)
    {
        for (int index = 0; index < results.Count; index++)
        {
            ClipResult result = results[index];
            string label = _networks.Model.Labels[result.ClassId];
            _exits[(int)result.Reason]++;
            _spans.Add(label, result.Start, result.End, result.Score);
            if (result.IsReported)
            {
                Recognized?.Invoke(new ActionEvent(
                    "clip", _networks.Model.Name, label, result.Score, result.FrameIndex, result.AnsweredAt, result.Start, result.End,
                    result.FramesUsed, result.Frames, s_exits[(int)result.Reason]));
            }
        }
    }

    private Dictionary<string, long> Exits() =>
        s_exits.Zip(_exits).Where(exit => exit.Second > 0).ToDictionary(exit => exit.First, exit => exit.Second);
}
