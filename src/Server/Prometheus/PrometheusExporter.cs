using System.Diagnostics.Metrics;
using System.Text;

namespace VideoDyn.Server.Prometheus;

/// <summary>
/// Collects meters and writes them in Prometheus' text exposition format, version 0.0.4. Everything of a scrape happens on
/// the thread of the scrape, except counters and histograms, which are booked as they come.
/// </summary>
public sealed class PrometheusExporter : IDisposable
{
    /// <summary>The media type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly int _mostSeries;
    private int _series;
    private long _refused;

    /// <summary>Begins to listen.</summary>
    /// <param name="selects">Whether a meter is exported.</param>
    /// <param name="mostSeries">Most series kept, at least 1; what is beyond is counted and left out.</param>
    public PrometheusExporter(Func<Meter, bool> selects, int mostSeries = 50_000)
    {
        ArgumentNullException.ThrowIfNull(selects);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostSeries, 1);
        _mostSeries = mostSeries;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (selects(instrument.Meter))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<byte>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _listener.SetMeasurementEventCallback<short>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((instrument, value, tags, _) => Measure(instrument, (double)value, tags));
        _listener.Start();
    }

    /// <summary>Everything as it is now.</summary>
    public string Scrape()
    {
        // One scrape at a time, so that none sees a series before it was observed.
        lock (_gate)
        {
            foreach (Family family in _families.Values)
                family.Begin();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (Family family in _families.Values)
            {
                _series -= family.Forget();
                family.Write(text);
            }

            if (_refused > 0)
                text.Append("# TYPE videodyn_metrics_refused_total counter\nvideodyn_metrics_refused_total ").Append(_refused).Append('\n');
            return text.ToString();
        }
    }

    /// <summary>Ends the listening.</summary>
    public void Dispose() => _listener.Dispose();

    private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            string name = MetricName.Of(instrument);
            if (!_families.TryGetValue(name, out Family? family))
                _families.Add(name, family = new Family(instrument));
            int before = family.Count;
            Series? series = family.Of(LabelSet.Of(tags), _series < _mostSeries);
            _series += family.Count - before;
            if (series is null)
                _refused++;
            else if (MetricName.IsHistogram(instrument))
                series.Record(value);
            else if (MetricName.IsAdded(instrument))
                series.Add(value);
            else
                series.Set(value);
        }
    }
}
