using System.Diagnostics.Metrics;
using VideoDyn.Actors.TestKit;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Observability;
using VideoDyn.Pipeline.Running;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Observability;

public sealed class CameraMetricsTests : IDisposable
{
    private readonly VirtualTime _time = new();
    private readonly FrameLedger _ledger = new();
    private readonly StageClock _clock = new();
    private readonly CameraMetrics _metrics;
    private bool _gone;

    public CameraMetricsTests() => _metrics = new CameraMetrics(
        () => _gone ? [] : [new CameraReading(new CameraStatus("gate", CameraState.Running, _ledger.Snapshot(), null, CircuitState.Streaming, 2), [_clock], new RunTotals())], _time);

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public void Frames_BalanceAtEveryScrape()
    {
        string[] causes = ["every-n", "max-fps"];
        for (int frame = 0; frame < 100; frame++)
        {
            _ledger.Receive();
            if (frame % 10 == 0)
                continue;
            switch (frame % 5)
            {
                case 0: _ledger.Analyze(); break;
                case 1: _ledger.Reuse(); break;
                case 2: _ledger.Drop("superseded"); break;
                case 3: _ledger.Fail("decode"); break;
                default: _ledger.Skip(causes[frame % 2]); break;
            }
        }

        Dictionary<string, double> values = Scrape();

        Assert.Equal(100, values["videodyn.frames.received{camera=gate}"]);
        Assert.Equal(10, values["videodyn.frames.in_flight{camera=gate}"]);
        Assert.Equal(90, values.Where(pair => pair.Key.StartsWith("videodyn.frames{", StringComparison.Ordinal)).Sum(pair => pair.Value));
        Assert.Equal(10, values["videodyn.frames{camera=gate,outcome=skipped,cause=max-fps}"]);
        Assert.Equal(20, values["videodyn.frames{camera=gate,outcome=reused,cause=}"]);
    }

    [Fact]
    public void Rates_AreThoseOfTheLastTenSeconds()
    {
        for (int second = 0; second < 60; second++)
        {
            for (int frame = 0; frame < (second < 30 ? 25 : 10); frame++)
            {
                _ledger.Receive();
                if (frame % 5 == 0)
                    _ledger.Analyze();
                else
                    _ledger.Skip("every-n");
            }

            Advance(TimeSpan.FromSeconds(1));
            if (second == 29)
                Assert.Equal(25, Scrape()["videodyn.camera.fps{camera=gate}"], 1e-9);
        }

        Dictionary<string, double> values = Scrape();
        Assert.Equal(10, values["videodyn.camera.fps{camera=gate}"], 1e-9);
        Assert.Equal(2, values["videodyn.camera.process_fps{camera=gate}"], 1e-9);
        Assert.Equal(8, values["videodyn.camera.skipped_fps{camera=gate}"], 1e-9);
    }

    [Fact]
    public void StateAndConnection_AreOneOfSeveral()
    {
        Dictionary<string, double> values = Scrape();

        Assert.Equal(1, values["videodyn.camera.up{camera=gate}"]);
        Assert.Equal(1, values["videodyn.camera.state{camera=gate,state=running}"]);
        Assert.Equal(0, values["videodyn.camera.state{camera=gate,state=lost}"]);
        Assert.Equal(1, values.Where(pair => pair.Key.StartsWith("videodyn.camera.circuit_state{", StringComparison.Ordinal)).Sum(pair => pair.Value));
        Assert.Equal(2, values["videodyn.camera.outages{camera=gate}"]);
    }

    [Fact]
    public void StageTimes_AreTheClocks()
    {
        _clock.Enter(Stage.Inference);
        TestWork.Spin(TimeSpan.FromMilliseconds(5));
        _clock.Enter(Stage.Rest);

        Assert.Equal(_clock.Wall(Stage.Inference).TotalSeconds, Scrape()["videodyn.stage{camera=gate,stage=inference}"]);
        Assert.InRange(_clock.Wall(Stage.Inference).TotalSeconds, 0.005, 60);
    }

    [Fact]
    public void CameraThatIsGone_IsNotTold()
    {
        Advance(TimeSpan.FromSeconds(2));
        _gone = true;
        Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["videodyn.cameras{}"], Scrape().Keys);
        Assert.Equal(0, Scrape()["videodyn.cameras{}"]);
    }

    [Fact]
    public void EveryInstrument_IsInTheDocs_WithItsUnit()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "observability.md"));
        List<Instrument> instruments = [];
        using (var listener = new MeterListener { InstrumentPublished = (instrument, _) => instruments.Add(instrument) })
        {
            using var frames = new FrameTelemetry("gate");
            listener.Start();
        }

        Instrument[] ours = [.. instruments.Where(instrument => instrument.Meter.Name == Telemetry.MeterName)];
        Assert.NotEmpty(ours);
        Assert.All(ours, instrument =>
        {
            Assert.Contains($"| `{instrument.Name}` |", page);
            Assert.False(string.IsNullOrWhiteSpace(instrument.Description), instrument.Name);
        });
    }

    private Dictionary<string, double> Scrape()
    {
        Advance(TimeSpan.FromMilliseconds(300));
        var values = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, _metrics.Meter))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => values.Add(Name(instrument, tags), value));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => values.Add(Name(instrument, tags), value));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => values.Add(Name(instrument, tags), value));
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }

    private static string Name(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name}{{{string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}}}";

    private void Advance(TimeSpan by)
    {
        TimeSpan until = _time.Elapsed + by;
        while (_time.FireNext(until))
        {
        }

        _time.MoveTo(until);
    }
}
