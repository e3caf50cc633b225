using System.Text.Json;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Measuring;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Sinks;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>
/// Publishes what happened: objects that entered, moved and left when they are tracked; else one event per analyzed frame
/// with what was seen in it.
/// </summary>
public sealed class EventPublisher : IFrameObserver, IDisposable
{
    private readonly EventWriter _writer;
    private readonly IEventOutput _sink;
    private readonly ObjectEvents _objects;

    /// <summary>Publishes to a sink, which the caller disposes.</summary>
    public EventPublisher(EventContext context, IEventOutput sink)
    {
        _writer = new EventWriter(context);
        _sink = sink;
        _objects = new ObjectEvents(_writer, Publish);
    }

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
    public void OnFrame(FrameView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.IsTracked)
            _objects.OnFrame(view);
        if (!view.IsAnalyzed)
            return;
        Observations seen = view.Observations;
        (long frame, TimeSpan time) = (view.Frame.Index, view.Frame.StreamTime);
        if (!view.IsTracked && seen.Detections.Count > 0)
            Publish(_writer.FrameDetections(frame, time, seen.Detections));
        if (seen.Segments.Count > 0)
            Publish(_writer.FrameSegments(frame, time, seen.Segments));
        if (seen.Labels.Count > 0)
            Publish(_writer.FrameLabels(frame, time, seen.Labels));
    }

    /// <summary>Publishes that an action was recognised.</summary>
    /// <param name="action">Which, where and by what.</param>
    public void Recognized(ActionEvent action) => Publish(_writer.Action(action));

    /// <summary>Publishes that the objects still in view left with the end of the stream. Call it once, when no frame follows.</summary>
    public void Complete() => _objects.Complete("end-of-stream");

    /// <summary>Publishes that the objects in view left because the camera was lost: nobody knows what became of them.</summary>
    public void Interrupt() => _objects.Complete("outage");

    /// <summary>Publishes that the camera was lost.</summary>
    /// <param name="now">When it was noticed.</param>
    /// <param name="reason">Why.</param>
    public void Lost(DateTimeOffset now, OutageReason reason) =>
        Publish(_writer.CameraLost(now, JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString())));

    /// <summary>Publishes that the camera is back.</summary>
    /// <param name="now">When the first picture came.</param>
    /// <param name="gap">Time without pictures.</param>
    /// <param name="attempts">Connections tried in the gap, the successful one included.</param>
    public void Restored(DateTimeOffset now, TimeSpan gap, int attempts) => Publish(_writer.CameraRestored(now, gap, attempts));

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Publish(ReadOnlySpan<byte> json)
    {
        _sink.Write(json);
        Count++;
    }
}
