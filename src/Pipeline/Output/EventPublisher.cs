using VideoDyn.Core.Analysis;
using VideoDyn.Core.Measuring;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>
/// Publishes what happened: objects that entered, moved and left when they are tracked; else one event per analyzed frame
/// with what was seen in it.
/// </summary>
public sealed class EventPublisher : IFrameObserver, IDisposable
{
    private readonly EventWriter _writer;
    private readonly IEventSink _sink;
    private readonly ObjectEvents _objects;

    /// <summary>Publishes to a sink, which the caller disposes.</summary>
    public EventPublisher(EventContext context, IEventSink sink)
    {
        _writer = new EventWriter(context);
        _sink = sink;
        _objects = new ObjectEvents(_writer, Publish);
    }

    /// <summary>Events published so far.</summary>
    public long Count { get; private set; }

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

    /// <summary>Publishes that the objects still in view left with the end of the stream. Call it once, when no frame follows.</summary>
    public void Complete() => _objects.Complete();

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Publish(ReadOnlySpan<byte> json)
    {
        _sink.Write(json);
        Count++;
    }
}
