namespace VideoDyn.Events.Envelope.Formats;

/// <summary>The formats besides CloudEvents, for programs that expect the messages of another product.</summary>
public static class EventFormats
{
    /// <summary>As Frigate publishes tracked objects under <c>frigate/events</c>.</summary>
    public static IEventFormat Frigate { get; } = new FrigateFormat();

    /// <summary>The minimal schema of DeepStream's message converter.</summary>
    public static IEventFormat DeepStreamMinimal { get; } = new DeepStreamFormat();

    /// <summary>As DL Streamer's metadata converter writes frames.</summary>
    public static IEventFormat DlStreamer { get; } = new DlStreamerFormat();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IEventFormat> All { get; } = [Frigate, DeepStreamMinimal, DlStreamer];

    /// <summary>The format of a name, e.g. <c>frigate</c>; null for <c>cloudevents</c>, which needs none, and unknown names.</summary>
    public static IEventFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
