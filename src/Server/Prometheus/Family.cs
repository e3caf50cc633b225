using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace VideoDyn.Server.Prometheus;

/// <summary>All series of one name. Several instruments may share it, as the cameras' histograms do.</summary>
internal sealed class Family
{
    // As the .NET libraries for OpenTelemetry have it, for instruments without advice.
    private static readonly double[] s_bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly double[] _bounds;

    public Family(Instrument instrument)
    {
        Name = MetricName.Of(instrument);
        Type = MetricName.TypeOf(instrument);
        Help = instrument.Description ?? "";
        IsObserved = instrument.IsObservable;
        _bounds = Type != "histogram" ? []
            : (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries is { Count: > 0 } advised ? [.. advised] : s_bounds;
    }

    public string Name { get; }

    public string Type { get; }

    public string Help { get; }

    public bool IsObserved { get; }

    public int Count => _series.Count;

    /// <summary>The series of these labels; null when there is none and no room for it.</summary>
    public Series? Of(string labels, bool hasRoom)
    {
        if (!_series.TryGetValue(labels, out Series? series) && hasRoom)
            _series.Add(labels, series = new Series(_bounds));
        return series;
    }

    /// <summary>Begins a scrape: what is observed must be observed again to stay, as a camera that is gone is not.</summary>
    public void Begin()
    {
        foreach (Series series in _series.Values)
            series.IsFresh = !IsObserved;
    }

    /// <summary>Forgets what was not observed again.</summary>
    /// <returns>How many series that were.</returns>
    public int Forget()
    {
        string[] gone = [.. _series.Where(pair => !pair.Value.IsFresh).Select(pair => pair.Key)];
        foreach (string labels in gone)
            _series.Remove(labels);
        return gone.Length;
    }

    public void Write(StringBuilder text)
    {
        if (_series.Count == 0)
            return;
        if (Help.Length > 0)
            text.Append("# HELP ").Append(Name).Append(' ').Append(Help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(Type).Append('\n');
        foreach ((string labels, Series series) in _series)
        {
            if (Type == "histogram")
                WriteHistogram(text, labels, series);
            else
                Line(text, Name, labels, series.Value);
        }
    }

    private void WriteHistogram(StringBuilder text, string labels, Series series)
    {
        string before = labels.Length == 0 ? "" : labels + ",";
        for (int index = 0; index < series.Bounds.Count; index++)
            Line(text, Name + "_bucket", $"{before}le=\"{Number(series.Bounds[index])}\"", series.UpTo(index));
        Line(text, Name + "_bucket", before + "le=\"+Inf\"", series.Count);
        Line(text, Name + "_sum", labels, series.Value);
        Line(text, Name + "_count", labels, series.Count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
