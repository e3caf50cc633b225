using System.Diagnostics;
using System.Diagnostics.Metrics;
using VideoDyn.Core.Detections;
using VideoDyn.Pipeline.Observability;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Gates;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Observability;

public class FrameTelemetryTests : LeaseGuard
{
    [Fact]
    public void AnalyzedFrames_AreRecorded_AndOneOfManyIsASpan()
    {
        string camera = "cam-" + Guid.NewGuid();
        List<Activity> spans = [];
        List<double> durations = [];
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(activities);
        using MeterListener meters = Listen(camera, durations);

        Run(camera, frames: 100, new FrameTelemetryOptions { SamplingPeriod = 10 });

        Assert.Equal(50, durations.Count);
        Assert.All(durations, duration => Assert.InRange(duration, 0, 10));
        Activity[] ours = [.. spans.Where(span => (string?)span.GetTagItem("videodyn.camera") == camera)];
        Assert.Equal([0L, 20, 40, 60, 80], ours.Select(span => (long)span.GetTagItem("videodyn.frame")!));
        Assert.All(ours, span =>
        {
            Assert.Equal(2, span.GetTagItem("videodyn.objects"));
            Assert.Equal(1.0, span.GetTagItem("videodyn.executed_share"));
            Assert.NotEqual(default, span.TraceId);
            Assert.Null(span.Parent);
            Assert.InRange(span.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        });
    }

    [Fact]
    public void WithoutListeners_NothingIsAllocated()
    {
        var meter = new AllocationMeter(new FrameTelemetry("quiet"));

        Run(100, meter);

        Assert.Equal(0, meter.Bytes.Skip(20).Sum());
    }

    [Fact]
    public void WithAHistogramThatIsListenedTo_NothingIsAllocated()
    {
        List<double> durations = new(1000);
        using MeterListener meters = Listen("heard", durations);
        var meter = new AllocationMeter(new FrameTelemetry("heard"));

        Run(100, meter);

        Assert.Equal(50, durations.Count);
        Assert.Equal(0, meter.Bytes.Skip(20).Sum());
    }

    private static MeterListener Listen(string camera, List<double> durations)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.MeterName && instrument.Name == "videodyn.analysis")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            if (ReferenceEquals(tags[0].Value, camera))
                durations.Add(value);
        });
        listener.Start();
        return listener;
    }

    private static void Run(string camera, int frames, FrameTelemetryOptions options)
    {
        using var telemetry = new FrameTelemetry(camera, options);
        Run(frames, telemetry);
    }

    private static void Run(int frames, IFrameObserver observer)
    {
        using var source = new ScriptedSource(frames);
        using var analyzer = new ScriptedAnalyzer(_ =>
        [
            new Detection(new BoundingBox(1, 1, 3, 3), 0, 0.9f),
            new Detection(new BoundingBox(5, 5, 9, 9), 1, 0.8f),
        ]);
        new StreamRun(source, new EveryNGate(2), new DenseRegion(), analyzer, [observer]).Run(CancellationToken.None);
    }

    private sealed class AllocationMeter(FrameTelemetry inner) : IFrameObserver
    {
        public List<long> Bytes { get; } = new(1000);

        public Core.Measuring.Stage Stage => inner.Stage;

        public void OnFrame(FrameView view)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            inner.OnFrame(view);
            Bytes.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
