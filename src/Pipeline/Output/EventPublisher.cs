using System.Text.Json;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Measuring;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Rules;
using VideoDyn.Events.Sinks;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Recording;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>
/// Publishes what happened: objects that entered, moved and left and what the rules tell of them when they are tracked;
/// else one event per analyzed frame with what was seen in it.
/// </summary>
public sealed class EventPublisher : IFrameObserver, IEventForesight, IRuleTeller, IDisposable
{
    private readonly EventWriter _writer;
    private readonly IEventOutput _sink;
    private readonly RuleEngine _rules;
    private readonly ObjectEvents _objects;
    private readonly IReadOnlyList<string> _labels;
    private readonly EventRecorder? _recorder;
    private readonly SceneEvents _scene;
    private bool _watchesScene;
    private TypeFilter _types;
    private (RuleSet Rules, EventOptions Options)? _offered;

    /// <summary>Publishes to a sink, which the caller disposes.</summary>
    /// <param name="context">What the events have in common.</param>
    /// <param name="sink">Where they go.</param>
    /// <param name="options">Which events; null for the default.</param>
    /// <exception cref="Core.Errors.VideoDynException">A rule is wrong, or names a class that the model does not know (kind Configuration).</exception>
    public EventPublisher(EventContext context, IEventOutput sink, EventOptions? options = null)
        : this(context, sink, options, null)
    {
    }

    /// <summary>The same, with pictures and clips; the recorder becomes the publisher's.</summary>
    internal EventPublisher(EventContext context, IEventOutput sink, EventOptions? options, EventRecorder? recorder)
    {
        ArgumentNullException.ThrowIfNull(context);
        options ??= EventOptions.Default;
        _labels = context.Labels;
        _sink = sink;
        _rules = new RuleEngine(RuleSet.Create(options.Rules, _labels));
        _writer = new EventWriter(context) { Zones = _rules.Rules.ZoneNames, Media = recorder };
        _objects = new ObjectEvents(_writer, _rules, Publish) { Interval = options.UpdateInterval };
        _types = new TypeFilter(options.Types);
        _scene = new SceneEvents(_writer, Publish);
        _watchesScene = options.WatchesScene;
        _recorder = recorder;
        if (recorder is not null)
            recorder.IsPublished = type => _types.Allows(type);
    }

    /// <summary>What was recorded; null when nothing was asked for.</summary>
    internal RecordingCounts? Recorded => _recorder?.Counts;

    /// <summary>Events published so far.</summary>
    public long Count { get; private set; }

    /// <summary>The instant of stream time 0; set it before the first frame of a live camera is published.</summary>
    public DateTimeOffset StartTime
    {
        get => _writer.StartTime;
        set => _writer.StartTime = value;
    }

    /// <inheritdoc/>
    public Stage Stage => Stage.Events;

    /// <inheritdoc/>
    bool IEventForesight.IsEventExpected => _rules.IsChangeExpected;

    /// <inheritdoc/>
    bool IRuleTeller.HasRules => _rules.Rules.Definitions.Zones.Count + _rules.Rules.Definitions.Tripwires.Count > 0;

    /// <inheritdoc/>
    bool IRuleTeller.HasTold => _rules.Events.Count > 0;

    /// <inheritdoc/>
    public bool NeedsPixels => false;

    /// <summary>
    /// Publishes by other choices from the next frame on, without losing sight of objects. May be called from any thread;
    /// the last call before a frame counts.
    /// </summary>
    /// <exception cref="Core.Errors.VideoDynException">A rule is wrong; the old choices stay (kind Configuration).</exception>
    public void Change(EventOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var rules = RuleSet.Create(options.Rules, _labels);
        lock (_rules)
            _offered = (rules, options);
    }

    /// <inheritdoc/>
    public void OnFrame(FrameView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        TakeOver();
        _recorder?.Look(view);
        _writer.FrameSize = (view.Frame.Format.Width, view.Frame.Format.Height);
        if (_watchesScene && view.IsInspected)
            _scene.OnFrame(view.Frame);
        if (view.IsTracked)
            _objects.OnFrame(view);
        _recorder?.Told(view);
        if (!view.IsAnalyzed)
            return;
        Observations seen = view.Observations;
        (long frame, TimeSpan time) = (view.Frame.Index, view.Frame.StreamTime);
        if (!view.IsTracked && seen.Detections.Count > 0)
            Publish(EventTypes.FrameDetections, _writer.FrameDetections(frame, time, seen.Detections));
        if (seen.Segments.Count > 0)
            Publish(EventTypes.FrameSegments, _writer.FrameSegments(frame, time, seen.Segments));
        if (seen.Labels.Count > 0)
            Publish(EventTypes.FrameLabels, _writer.FrameLabels(frame, time, seen.Labels));
    }

    /// <summary>Publishes that an action was recognised.</summary>
    /// <param name="action">Which, where and by what.</param>
    public void Recognized(ActionEvent action) => Publish(EventTypes.ActionDetected, _writer.Action(action));

    /// <summary>Publishes that the objects still in view left with the end of the stream. Call it once, when no frame follows.</summary>
    public void Complete() => End("end-of-stream");

    /// <summary>Publishes that the objects in view left because the camera was lost: nobody knows what became of them.</summary>
    public void Interrupt()
    {
        End("outage");
        _scene.Interrupt();
    }

    /// <summary>Publishes that the camera was lost.</summary>
    /// <param name="now">When it was noticed.</param>
    /// <param name="reason">Why.</param>
    public void Lost(DateTimeOffset now, OutageReason reason) => Publish(
        EventTypes.CameraLost, _writer.CameraLost(now, JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString())));

    /// <summary>Publishes that the camera is back.</summary>
    /// <param name="now">When the first picture came.</param>
    /// <param name="gap">Time without pictures.</param>
    /// <param name="attempts">Connections tried in the gap, the successful one included.</param>
    public void Restored(DateTimeOffset now, TimeSpan gap, int attempts) =>
        Publish(EventTypes.CameraRestored, _writer.CameraRestored(now, gap, attempts));

    /// <inheritdoc/>
    public void Dispose()
    {
        _recorder?.Dispose();
        _writer.Dispose();
    }

    private void End(string reason)
    {
        _objects.Complete(reason);
        _recorder?.Complete();
    }

    private void TakeOver()
    {
        (RuleSet Rules, EventOptions Options)? offered;
        lock (_rules)
            (offered, _offered) = (_offered, null);
        if (offered is not { } next)
            return;
        _rules.Replace(next.Rules);
        _writer.Zones = next.Rules.ZoneNames;
        _objects.Interval = next.Options.UpdateInterval;
        _types = new TypeFilter(next.Options.Types);
        _watchesScene = next.Options.WatchesScene;
    }

    private void Publish(string type, ReadOnlySpan<byte> json)
    {
        if (!_types.Allows(type))
            return;
        _sink.Write(json);
        Count++;
    }
}
