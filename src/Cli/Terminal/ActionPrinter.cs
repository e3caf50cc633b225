using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Cli.Terminal;

/// <summary>Prints what a clip or sequence model did and recognised.</summary>
internal static class ActionPrinter
{
    public static void Print(TextWriter output, ActionSummary action)
    {
        if (action.Clips is { } clips)
        {
            string labels = string.Join(", ", action.Counts.OrderByDescending(entry => entry.Value).Take(8).Select(entry => Line($"{entry.Key} {entry.Value}")));
            output.WriteLine(Line($"  clips    {clips.Answered} answered{Also(clips.Idle, "idle")}{Also(clips.CutOff, "cut off")}{(labels.Length > 0 ? ": " : "")}{labels}"));
            if (clips.Answered > 0)
                output.WriteLine(Line($"  looked   at {action.FramesUsed} of {action.Frames} frames of the clips ({string.Join(", ", clips.Exits.Select(exit => Line($"{exit.Key} {exit.Value}")))}), {action.Macs / 1e9:F2} GMAC"));
        }
        else if (action.Sequence is { } sequence)
        {
            string labels = string.Join(", ", action.Seconds.OrderByDescending(entry => entry.Value).Take(8).Select(entry => Line($"{entry.Key} {entry.Value:F1} s")));
            output.WriteLine(Line($"  sequence {(labels.Length > 0 ? labels : "no label")}"));
            output.WriteLine(Line($"  looked   at {sequence.Updates} of {sequence.Steps} steps{Also(sequence.Wakes, "early")}{Also(sequence.PartialUpdates, "partly")}{Also(sequence.Cuts, "scene cuts")}, {action.Macs / 1e9:F2} GMAC"));
        }
    }

    private static string Also(long count, string what) => count > 0 ? Line($", {count} {what}") : "";

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
