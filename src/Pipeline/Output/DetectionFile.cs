using VideoDyn.Core.Measuring;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>
/// Writes one <see cref="EventTypes.FrameDetections"/> document per analyzed frame, also of frames without any object, so
/// that a reader knows which frames were looked at.
/// </summary>
internal sealed class DetectionFile : IFrameObserver, IDisposable
{
    private readonly JsonLinesSink _sink;
    private readonly EventWriter _writer;

    public DetectionFile(string path, EventContext context)
    {
        _sink = JsonLinesSink.Create(path);
        _writer = new EventWriter(context);
    }

    /// <inheritdoc/>
    public Stage Stage => Stage.Events;

    /// <inheritdoc/>
    public bool NeedsPixels => false;

    /// <inheritdoc/>
    public void OnFrame(FrameView view)
    {
        if (view.IsAnalyzed)
            _sink.Write(_writer.FrameDetections(view.Frame.Index, view.Frame.StreamTime, view.Observations.Detections, view.Tracks));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _sink.Dispose();
    }
}
