using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Pipeline.Actions;

/// <summary>Labels over time for a summary: the first ones by themselves, all of them by their sums.</summary>
internal sealed class ActionSpans
{
    /// <summary>Most labels that a summary lists one by one.</summary>
    public const int Most = 1000;

    private readonly List<ActionSpan> _spans = [];
    private readonly SortedDictionary<string, double> _seconds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The labels, oldest first.</summary>
    public IReadOnlyList<ActionSpan> List => _spans;

    /// <summary>Whether there were more of them than are listed.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Seconds of stream time by label.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds.ToDictionary(entry => entry.Key, entry => Math.Round(entry.Value, 3));

    /// <summary>How often each label came.</summary>
    public IReadOnlyDictionary<string, long> Counts => new Dictionary<string, long>(_counts);

    /// <summary>Adds a label.</summary>
    public void Add(string label, TimeSpan start, TimeSpan end, float score)
    {
        _counts[label] = _counts.GetValueOrDefault(label) + 1;
        _seconds[label] = _seconds.GetValueOrDefault(label) + (end - start).TotalSeconds;
        if (_spans.Count < Most)
            _spans.Add(new ActionSpan(label, Math.Round(start.TotalSeconds, 3), Math.Round(end.TotalSeconds, 3), Math.Round(score, 4)));
        else
            IsTruncated = true;
    }
}
