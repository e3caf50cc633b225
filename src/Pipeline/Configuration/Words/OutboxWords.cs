using VideoDyn.Events.Outbox;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Shapes;

namespace VideoDyn.Pipeline.Configuration.Words;

/// <summary>The keys of the outbox.</summary>
internal static class OutboxWords
{
    private static readonly OutboxSettings s_standard = new();

    public static readonly Key<string> Path = new("path", new TextShape("the path of a file"), "Where events wait for their sinks; else outbox.db in the folder of --out, or in videodyn-out.");
    public static readonly Key<long> MaxSize = new("max_size", new SizeShape(1L << 20, 1L << 40), "Bytes that events and their history may take.") { Default = s_standard.MaxBytes };
    public static readonly Key<TimeSpan> MaxAge = new("max_age", new TimeShape(TimeSpan.FromMinutes(1), TimeSpan.FromDays(3650)), "How long events are kept, delivered or not.") { Default = s_standard.MaxAge };
    public static readonly Key<OutboxOverflow> Overflow = new("overflow", new ChoiceShape<OutboxOverflow>(("drop-oldest", OutboxOverflow.DropOldest), ("block-analysis", OutboxOverflow.BlockAnalysis)), "What happens when it is full: drop-oldest (counted, and told by an event) or block-analysis.") { Default = s_standard.Overflow };
    public static readonly Key<OutboxDurability> Synchronous = new("synchronous", new ChoiceShape<OutboxDurability>(("normal", OutboxDurability.Normal), ("full", OutboxDurability.Full)), "What a stored event survives: normal (the end of the process) or full (loss of power, too).") { Default = s_standard.Durability };

    public static readonly Key<Section> Outbox = new("outbox", new SectionShape(Path, MaxSize, MaxAge, Overflow, Synchronous) { Shorthand = Path }, "Where and how events wait for their sinks, or just its path.");

    public static OutboxSettings Build(Layers values, ReadContext context) => new()
    {
        Path = values.Reference(Path) is { } path ? context.Resolve(path) : null,
        MaxBytes = values.Get(MaxSize),
        MaxAge = values.Get(MaxAge),
        Overflow = values.Get(Overflow),
        Durability = values.Get(Synchronous),
    };
}
