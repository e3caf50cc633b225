using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;

namespace VideoDyn.Temporal.Gates.Recorded;

/// <summary>
/// What a gate decided about each frame of a stream, as a text file: <c>videodyn-decisions 1</c>, then a line
/// <c>INDEX OUTCOME [REASON]</c> per frame by rising index, with outcome <c>analyze</c>, <c>reuse</c> or <c>skip</c>.
/// </summary>
public sealed class DecisionRecording
{
    private const string Header = "videodyn-decisions 1";
    private const string Form = "INDEX analyze|reuse|skip [REASON]";
    private readonly Dictionary<long, GateDecision> _decisions = [];
    private readonly string _path;

    private DecisionRecording(string path) => _path = path;

    /// <summary>Frames in the recording.</summary>
    public int Count => _decisions.Count;

    /// <summary>Reads a file.</summary>
    /// <exception cref="VideoDynException">It cannot be read, or is damaged; the message names the line (kind Input).</exception>
    public static DecisionRecording Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var reader = new StreamReader(path);
            string? first = reader.ReadLine();
            if (first != Header)
                throw VideoDynException.Input($"{path}:1: found '{Shorten(first)}', expected '{Header}'");
            var recording = new DecisionRecording(path);
            long last = -1;
            for (int line = 2; reader.ReadLine() is { } text; line++)
                last = recording.Add(text, line, last);
            return recording;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Input($"{path}: the decisions file cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Whether a frame is analyzed; also true of a frame that the recording does not hold.</summary>
    internal bool MayAnalyze(long index) => !_decisions.TryGetValue(index, out GateDecision decision) || decision.Outcome == GateOutcome.Analyze;

    /// <summary>Writes decisions in the form that <see cref="Read"/> reads.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="decisions">Frame index and decision, by rising index.</param>
    public static void Write(TextWriter writer, IEnumerable<(long Index, GateDecision Decision)> decisions)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(decisions);
        writer.Write(Header + "\n");
        foreach ((long index, GateDecision decision) in decisions)
        {
            string outcome = decision.Outcome.ToString().ToLowerInvariant();
            string reason = decision.Reason.Length > 0 ? " " + decision.Reason : "";
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{index} {outcome}{reason}\n"));
        }
    }

    /// <summary>The decision about a frame.</summary>
    /// <param name="frameIndex">Position in the stream, from 0.</param>
    /// <exception cref="VideoDynException">The recording does not hold that frame (kind Input).</exception>
    public GateDecision DecisionOn(long frameIndex) => _decisions.TryGetValue(frameIndex, out GateDecision decision)
        ? decision
        : throw VideoDynException.Input($"{_path}: there is no decision about frame {frameIndex} among the {Count} recorded ones");

    private long Add(string text, int line, long last)
    {
        string[] words = text.Split(' ', 3);
        if (words.Length >= 2
            && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out long index) && index > last
            && OutcomeOf(words[1]) is { } outcome)
        {
            _decisions.Add(index, new GateDecision(outcome, words.Length > 2 ? words[2] : ""));
            return index;
        }

        throw VideoDynException.Input($"{_path}:{line}: found '{Shorten(text)}', expected {Form} with an index above {last}");
    }

    private static GateOutcome? OutcomeOf(string word) => word switch
    {
        "analyze" => GateOutcome.Analyze,
        "reuse" => GateOutcome.Reuse,
        "skip" => GateOutcome.Skip,
        _ => null,
    };

    private static string Shorten(string? line) => line is null ? "" : line.Length <= 60 ? line : line[..60] + "...";
}
