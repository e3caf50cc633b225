using System.Text.Json;
using VideoDyn.Core.Measuring;
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
    private static readonly string[] s_exits = [.. Enum.GetNames<ClipExitReason>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
    private readonly ClipNetworks _networks;
    private readonly ClipFollower _clips;
    private readonly ActionSpans _spans = new();
    private readonly long[] _exits = new long[s_exits.Length];

    /// <summary>Opens a model.</summary>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: the folder cannot be used.</exception>
    public ClipPart(string folder, int threads)
    {
        _networks = ClipNetworks.Open(folder, threads);
        _clips = new ClipFollower(_networks, new FrameTensorizer());
    }

    public Action<ActionEvent>? Recognized { get; set; }

    public Stage Stage => Stage.Policy;

    public ClipNetworks Networks => _networks;

    public IEnumerable<string> Notes => _clips.Note is { } note ? [$"clip model '{_networks.Model.Name}': {note}"] : [];

    public void OnFrame(FrameView view) => Tell(_clips.Add(view.Frame, _networks.Model.Trigger == ClipTrigger.Track && HasTrack(view.Tracks), view.Observations.Clock));

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
            Kind = "clip",
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

    private static bool HasTrack(IReadOnlyList<TrackedObject> tracks)
    {
        for (int index = 0; index < tracks.Count; index++)
        {
            if (tracks[index].State == TrackState.Confirmed)
                return true;
        }

        return false;
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
