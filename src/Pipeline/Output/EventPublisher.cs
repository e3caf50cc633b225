using VideoDyn.Core.Measuring;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>Publishes one <see cref="EventTypes.FrameDetections"/> event per analyzed frame that shows any object.</summary>
public sealed class EventPublisher : IFrameObserver, IDisposable
{
    private readonly EventWriter _writer;
    private readonly IEventSink _sink;

    /// <summary>Publishes to a sink, which the caller disposes.</summary>
    public EventPublisher(EventContext context, IEventSink sink)
    {
        _writer = new EventWriter(context);
        _sink = sink;
    }

    /// <summary>Events published so far.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public Stage Stage => Stage.Events;

    /// <inheritdoc/>
    public void OnFrame(FrameView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (!view.IsAnalyzed || view.Observations.Detections.Count == 0)
            return;
        _sink.Write(_writer.FrameDetections(view.Frame.Index, view.Frame.StreamTime, view.Observations.Detections));
        Count++;
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
