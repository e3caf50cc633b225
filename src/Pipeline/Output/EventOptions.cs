using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Pipeline.Recording;

namespace VideoDyn.Pipeline.Output;

/// <summary>Which events of a stream are published. They may change while it runs.</summary>
public sealed record EventOptions
{
    /// <summary>All events of objects, and no rules.</summary>
    public static EventOptions Default { get; } = new();

    /// <summary>What is asked about objects. Default nothing.</summary>
    public RuleDefinitions Rules { get; init; } = RuleDefinitions.None;

    /// <summary>Least stream time between two updates of an object, at least zero. Default 1 s.</summary>
    public TimeSpan UpdateInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Types to publish, <c>*</c> for the rest of a name, e.g. <c>videodyn.zone.*</c>. Default all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Whether scene cuts and tampering with the camera are watched for. Default true.</summary>
    public bool WatchesScene { get; init; } = true;

    /// <summary>Pictures and clips of events; they hold from the opening of the stream on. Default none.</summary>
    public RecordingOptions Recording { get; init; } = RecordingOptions.None;

    /// <summary>Whether something is asked that needs tracked objects.</summary>
    internal bool NeedsTracks => Rules != RuleDefinitions.None
        && Rules.Zones.Count + Rules.Tripwires.Count + Rules.Limits.Count + Rules.Masks.Count > 0;
}
