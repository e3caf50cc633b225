using System.Diagnostics.Metrics;
using FsCheck;
using FsCheck.Fluent;
using VideoDyn.Server.Prometheus;

namespace VideoDyn.Server.Tests;

public sealed class PrometheusExporterTests : IDisposable
{
    private readonly Meter _meter = new("test-" + Guid.NewGuid());
    private readonly PrometheusExporter _exporter;

    public PrometheusExporterTests() => _exporter = new PrometheusExporter(meter => ReferenceEquals(meter, _meter));

    public void Dispose()
    {
        _exporter.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Counter_Gauge_AndHistogram_AreWrittenByTheStandard()
    {
        Counter<long> counter = _meter.CreateCounter<long>("a.requests", "{request}", "Requests so far.");
        counter.Add(2, new KeyValuePair<string, object?>("path", "/x"));
        counter.Add(3, new KeyValuePair<string, object?>("path", "/x"));
        _meter.CreateObservableGauge("b.memory", () => 1.5, "By", "Line one\nand \\ two.");
        Histogram<double> histogram = _meter.CreateHistogram("c.duration", "s", "", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (double value in (double[])[0.05, 0.1, 0.5, 7])
            histogram.Record(value);

        Assert.Equal("""
            # HELP a_requests_total Requests so far.
            # TYPE a_requests_total counter
            a_requests_total{path="/x"} 5
            # HELP b_memory_bytes Line one\nand \\ two.
            # TYPE b_memory_bytes gauge
            b_memory_bytes 1.5
            # TYPE c_duration_seconds histogram
            c_duration_seconds_bucket{le="0.1"} 2
            c_duration_seconds_bucket{le="1"} 3
            c_duration_seconds_bucket{le="+Inf"} 4
            c_duration_seconds_sum 7.65
            c_duration_seconds_count 4

            """, _exporter.Scrape());
    }

    [Theory]
    [InlineData("videodyn.camera.fps", "{frame}/s", "videodyn_camera_fps")]
    [InlineData("videodyn.stage", "s", "videodyn_stage_seconds")]
    [InlineData("x_seconds", "s", "x_seconds")]
    [InlineData("9.lives-of/cats", null, "_9_lives_of_cats")]
    [InlineData("ümlaut", null, "_mlaut")]
    public void Names_AreThoseOfPrometheus(string name, string? unit, string expected)
    {
        _meter.CreateObservableGauge(name, () => 1, unit);

        Assert.Equal(expected, Assert.Single(PrometheusText.Read(_exporter.Scrape())).Name);
    }

    [Fact]
    public void ObservedSeriesThatIsGone_IsNotTold()
    {
        Measurement<long>[] now = [new(1, new KeyValuePair<string, object?>("camera", "a")), new(2, new KeyValuePair<string, object?>("camera", "b"))];
        _meter.CreateObservableCounter("frames", () => now);
        Assert.Equal(2, PrometheusText.Read(_exporter.Scrape()).Count);

        now = now[1..];
        Assert.Equal("b", Assert.Single(PrometheusText.Read(_exporter.Scrape())).Labels["camera"]);
        now = [];
        Assert.Equal("", _exporter.Scrape());
    }

    [Fact]
    public void TooManySeries_AreCountedAndLeftOut()
    {
        using var meter = new Meter("many-" + Guid.NewGuid());
        using var exporter = new PrometheusExporter(other => ReferenceEquals(other, meter), mostSeries: 3);
        Counter<long> counter = meter.CreateCounter<long>("c");
        for (int number = 0; number < 5; number++)
            counter.Add(1, new KeyValuePair<string, object?>("number", number));

        List<PrometheusText.Sample> samples = PrometheusText.Read(exporter.Scrape());
        Assert.Equal(3, samples.Count(sample => sample.Name == "c_total"));
        Assert.Equal(2, Assert.Single(samples, sample => sample.Name == "videodyn_metrics_refused_total").Value);
    }

    [Fact]
    public void TagsThatCleanUpToOneName_GiveOneLabel()
    {
        _meter.CreateCounter<long>("c").Add(1, new KeyValuePair<string, object?>("a.b", 1), new KeyValuePair<string, object?>("a_b", 2));

        Assert.Equal("2", Assert.Single(Assert.Single(PrometheusText.Read(_exporter.Scrape())).Labels).Value);
    }

    [Fact]
    public void AnyLabelValue_ComesBackAsItWas()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(7, 15),
            Prop.ForAll<NonNull<string>, NonNull<string>, double>((first, second, value) =>
            {
                // Lone halves of surrogate pairs are no text; carriage returns would end the line of this reader only.
                using var meter = new Meter("any-" + Guid.NewGuid());
                using var exporter = new PrometheusExporter(other => ReferenceEquals(other, meter));
                meter.CreateObservableGauge("g", () => new Measurement<double>(value, new("b", first.Get), new("a", second.Get)));
                PrometheusText.Sample sample = Assert.Single(PrometheusText.Read(exporter.Scrape()));
                return sample.Labels["b"] == first.Get && sample.Labels["a"] == second.Get && sample.Value.Equals(value);
            }));
    }

    [Fact]
    public void HistogramBuckets_NeverFall_AndEndWithTheCount()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(3, 5),
            Prop.ForAll<double[]>(values =>
            {
                using var meter = new Meter("histogram-" + Guid.NewGuid());
                using var exporter = new PrometheusExporter(other => ReferenceEquals(other, meter));
                Histogram<double> histogram = meter.CreateHistogram<double>("h");
                foreach (double value in values)
                    histogram.Record(value);
                List<PrometheusText.Sample> samples = PrometheusText.Read(exporter.Scrape());
                double[] buckets = [.. samples.Where(sample => sample.Name == "h_bucket").Select(sample => sample.Value)];
                return values.Length == 0 ? samples.Count == 0
                    : buckets.SequenceEqual(buckets.Order()) && buckets[^1] == values.Length && samples.Single(sample => sample.Name == "h_count").Value == values.Length;
            }));
    }

    [Fact]
    public void ScrapesAndCounts_FromManyThreads_LoseNothing()
    {
        Counter<long> counter = _meter.CreateCounter<long>("c");
        Parallel.For(0, 4, number =>
        {
            for (int times = 0; times < 1000; times++)
            {
                counter.Add(1, new KeyValuePair<string, object?>("number", number));
                if (times % 100 == 0)
                    PrometheusText.Read(_exporter.Scrape());
            }
        });

        Assert.Equal([1000, 1000, 1000, 1000], PrometheusText.Read(_exporter.Scrape()).Select(sample => sample.Value));
    }
}
