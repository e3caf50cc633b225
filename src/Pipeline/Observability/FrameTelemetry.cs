using System.Diagnostics;
using System.Diagnostics.Metrics;
using VideoDyn.Core.Measuring;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Observability;

/// <summary>
/// Follows one stream frame by frame: how long each analysis took, as a histogram, and one of many as a span with the time
/// of its stages. Put it last among the observers, so that the work of the others counts.
/// </summary>
/// <remarks>Allocates nothing for frames that become no span.</remarks>
public sealed class FrameTelemetry : IFrameObserver, IDisposable
{
    private static readonly Stage[] s_stages = Enum.GetValues<Stage>();
    private static readonly string[] s_tags = [.. s_stages.Select(stage => $"videodyn.stage.{stage.ToString().ToLowerInvariant()}_ms")];
    private static readonly double[] s_bounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

    private readonly KeyValuePair<string, object?> _camera;
    private readonly TimeProvider _time;
    private readonly int _period;
    private readonly Meter _meter = new(Telemetry.MeterName);
    private readonly Histogram<double> _durations;
    private readonly TimeSpan[] _before = new TimeSpan[s_stages.Length];
    private readonly TimeSpan[] _spent = new TimeSpan[s_stages.Length];
    private long _analyzed;

    /// <summary>Begins with the next frame.</summary>
    /// <param name="camera">Name of the camera.</param>
    /// <param name="options">How much is told; null for the defaults.</param>
    /// <param name="time">The clock of the spans; null for the system's.</param>
    public FrameTelemetry(string camera, FrameTelemetryOptions? options = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(camera);
        options ??= new FrameTelemetryOptions();
        options.Validate();
        _camera = new("camera", camera);
        _time = time ?? TimeProvider.System;
        _period = options.SamplingPeriod;
        _durations = _meter.CreateHistogram(
            "videodyn.analysis", "s", "Time spent on an analyzed frame, from the gate's decision to its published result, without decoding, waiting and drawing.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = s_bounds });
    }

    /// <inheritdoc/>
    public Stage Stage => Stage.Rest;

    /// <inheritdoc/>
    public bool NeedsPixels => false;

    /// <inheritdoc/>
    public void OnFrame(FrameView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        StageClock clock = view.Observations.Clock;
        TimeSpan sum = TimeSpan.Zero;
        for (int index = 0; index < s_stages.Length; index++)
        {
            TimeSpan now = clock.Wall(s_stages[index]);
            _spent[index] = now - _before[index];
            _before[index] = now;
            // Decoding is another thread's, the rest includes waiting, drawing is for people to look at, and audits publish nothing.
            if (s_stages[index] is not (Stage.Rest or Stage.Decode or Stage.Annotate or Stage.Audit))
                sum += _spent[index];
        }

        if (!view.IsAnalyzed)
            return;
        _durations.Record(sum.TotalSeconds, _camera);
        if (_analyzed++ % _period == 0 && Telemetry.Activities.HasListeners())
            Tell(view, sum);
    }

    /// <summary>Removes the instrument.</summary>
    public void Dispose() => _meter.Dispose();

    // The frame is over when it is told, so that its span is made backwards from its stages.
    private void Tell(FrameView view, TimeSpan spent)
    {
        DateTimeOffset end = _time.GetUtcNow();
        using Activity? span = Telemetry.Activities.StartActivity("analyze frame", ActivityKind.Internal, default(ActivityContext), startTime: end - spent);
        if (span is null)
            return;
        span.SetTag("videodyn.camera", _camera.Value);
        span.SetTag("videodyn.frame", view.Frame.Index);
        span.SetTag("videodyn.stream_time", view.Frame.StreamTime.TotalSeconds);
        span.SetTag("videodyn.reason", view.Decision.Reason);
        span.SetTag("videodyn.objects", view.Observations.Detections.Count);
        span.SetTag("videodyn.executed_share", view.Observations.ExecutedShare);
        for (int index = 0; index < s_stages.Length; index++)
        {
            if (_spent[index] > TimeSpan.Zero)
                span.SetTag(s_tags[index], Math.Round(_spent[index].TotalMilliseconds, 3));
        }

        span.SetEndTime(end.UtcDateTime);
    }
}
