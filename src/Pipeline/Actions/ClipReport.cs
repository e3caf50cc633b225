using System.Text.Json;
using VideoDyn.Events.Envelope;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Temporal.Clips;

namespace VideoDyn.Pipeline.Actions;

/// <summary>What the clips of one stream have shown: an event for each action, and sums for the summary.</summary>
/// <param name="kind">Kind of the model, for the summary.</param>
/// <param name="model">Its name.</param>
/// <param name="sha256">Its hash.</param>
/// <param name="labels">Its labels.</param>
internal sealed class ClipReport(string kind, string model, string sha256, IReadOnlyList<string> labels)
{
    private static readonly string[] s_exits = [.. Enum.GetNames<ClipExitReason>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
    private readonly ActionSpans _spans = new();
    private readonly long[] _exits = new long[s_exits.Length];

    /// <summary>Told about every action.</summary>
    public Action<ActionEvent>? Recognized { get; set; }

    /// <summary>Takes in answers.</summary>
    public void Tell(IReadOnlyList<ClipResult> results)
    {
        for (int index = 0; index < results.Count; index++)
        {
            ClipResult result = results[index];
            string label = labels[result.ClassId];
            _exits[(int)result.Reason]++;
            _spans.Add(label, result.Start, result.End, result.Score);
            if (result.IsReported)
            {
                Recognized?.Invoke(new ActionEvent(
                    "clip", model, label, result.Score, result.FrameIndex, result.AnsweredAt, result.Start, result.End,
                    result.FramesUsed, result.Frames, s_exits[(int)result.Reason]));
            }
        }
    }

    /// <summary>The part of the summary.</summary>
    /// <param name="counters">What the clips cost.</param>
    /// <param name="macs">Their multiply-accumulates.</param>
    public ActionSummary Summarize(ClipCounters counters, long macs) => new()
    {
        Kind = kind,
        Model = model,
        Sha256 = sha256,
        Frames = counters.Frames,
        FramesUsed = counters.FramesUsed,
        Runs = counters.BackboneRuns,
        Macs = macs,
        Clips = new ClipSummary(counters.Answered, counters.Idle, counters.CutOff, Exits()),
        Counts = _spans.Counts,
        Seconds = _spans.Seconds,
        Spans = _spans.List,
        Truncated = _spans.IsTruncated,
    };

    private Dictionary<string, long> Exits() =>
        s_exits.Zip(_exits).Where(exit => exit.Second > 0).ToDictionary(exit => exit.First, exit => exit.Second);
}
