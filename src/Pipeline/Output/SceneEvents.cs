using VideoDyn.Core.Frames;
using VideoDyn.Events.Envelope;
using VideoDyn.Temporal.Tampering;

namespace VideoDyn.Pipeline.Output;

/// <summary>Turns what a watch sees of the whole picture into events: scene cuts and tampering.</summary>
internal sealed class SceneEvents(EventWriter writer, ObjectEvents.Publisher publish)
{
    private readonly SceneWatch _watch = new();

    /// <summary>Looks at a frame.</summary>
    public void OnFrame(FrameLease frame)
    {
        SceneNews news = _watch.See(frame);
        if (news.IsCut)
            publish(EventTypes.SceneChanged, writer.SceneChanged(frame.Index, frame.StreamTime));
        if (news.Ended is { } ended)
        {
            publish(EventTypes.CameraTampered, writer.CameraTampered(new TamperEvent
            {
                FrameIndex = frame.Index,
                StreamTime = news.EndedAt,
                Known = frame.StreamTime,
                Kind = Name(ended.Kind),
                Begins = false,
                Duration = news.EndedAt - ended.Since,
                Reason = ended.Why.ToString().ToLowerInvariant(),
            }));
        }

        if (news.Began is { } began)
        {
            publish(EventTypes.CameraTampered, writer.CameraTampered(new TamperEvent
            {
                FrameIndex = frame.Index,
                StreamTime = news.BeganAt,
                Known = frame.StreamTime,
                Kind = Name(began),
                Begins = true,
                Shift = news.Shift,
            }));
        }
    }

    /// <summary>The camera was lost: what comes next is no cut.</summary>
    public void Interrupt() => _watch.Interrupt();

    private static string Name(TamperKind kind) => kind.ToString().ToLowerInvariant();
}
