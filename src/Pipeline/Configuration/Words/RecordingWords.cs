using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Shapes;
using VideoDyn.Pipeline.Recording;

namespace VideoDyn.Pipeline.Configuration.Words;

/// <summary>The keys of pictures and clips of events.</summary>
internal static class RecordingWords
{
    private static readonly SnapshotOptions s_pictures = new();
    private static readonly ClipOptions s_clips = new();
    private static readonly TimeShape s_hour = new(TimeSpan.Zero, TimeSpan.FromHours(1));

    public static readonly Key<bool> Enabled = new("enabled", new FlagShape(), "Whether any are taken; true when the section is there.") { Default = true };
    public static readonly Key<string> Folder = new("path", new TextShape("the path of a folder"), "Folder, with one for each camera in it; else one among the camera's outputs.");
    public static readonly Key<ValueList<string>> Types = new("types", new ListShape<string>(new TextShape("an event type such as videodyn.zone.*")), "Event types that get one, * for the rest of a name; else all about objects, rules and actions but updates.");
    public static readonly Key<ValueList<string>> Rules = new("rules", new ListShape<string>(new TextShape("the name of a zone or tripwire")), "Zones and tripwires whose events get one; else all, and events without any.");

    public static readonly Key<double> Days = new("days", new NumberShape(1.0 / 1440, 36_500), "Greatest age of a file in days.") { Default = Retention.Default.MaxAge.TotalDays };
    public static readonly Key<long> MaxSize = new("max_size", new SizeShape(1L << 20, 1L << 50), "Most bytes that the files of a camera may take; the oldest go first.") { Default = Retention.Default.MaxBytes };
    public static readonly Key<Section> Retain = new("retain", new SectionShape(Days, MaxSize)
    {
        Shorthand = Days,
        Advice = new Dictionary<string, string> { ["default"] = "write days", ["objects"] = "one time holds for all classes", ["mode"] = "only events are recorded" },
    }, "How long files are kept, or just the days.");

    public static readonly Key<bool> Full = new("full", new FlagShape(), "Whether the whole picture is written.") { Default = s_pictures.Full };
    public static readonly Key<bool> Crop = new("crop", new FlagShape(), "Whether the picture is written cut to the object, too.") { Default = s_pictures.Crop };
    public static readonly Key<bool> BoundingBox = new("bounding_box", new FlagShape(), "Whether the object's box is drawn on the whole picture.") { Default = s_pictures.BoundingBox };
    public static readonly Key<int> Quality = new("quality", new WholeShape(1, 100), "Quality of the JPEG files, 1 (smallest) to 100.") { Default = s_pictures.Quality };
    public static readonly Key<Section> Snapshots = new("snapshots", new SectionShape(Enabled, Folder, Types, Rules, Full, Crop, BoundingBox, Quality, Retain)
    {
        Shorthand = Enabled,
        Advice = new Dictionary<string, string> { ["required_zones"] = "write rules", ["timestamp"] = "the event tells the time", ["height"] = "pictures have the size of the stream", ["clean_copy"] = "write bounding_box: false" },
    }, "Pictures of the objects of events, or just true.");

    public static readonly Key<TimeSpan> PreCapture = new("pre_capture", new TimeShape(TimeSpan.Zero, TimeSpan.FromMinutes(5)), "Stream time before the event; the clip begins at the key frame before.") { Default = s_clips.PreCapture };
    public static readonly Key<TimeSpan> PostCapture = new("post_capture", s_hour, "Stream time after the event.") { Default = s_clips.PostCapture };
    public static readonly Key<TimeSpan> MaxLength = new("max_length", new TimeShape(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), "Longest stream time from the first event of a clip to its end; later events make it longer up to this.") { Default = s_clips.MaxLength };
    public static readonly Key<long> MaxMemory = new("max_memory", new SizeShape(1L << 20, 4L << 30), "Most bytes held in memory for what was before an event.") { Default = s_clips.MaxMemory };
    public static readonly Key<Section> Record = new("record", new SectionShape(Enabled, Folder, Types, Rules, PreCapture, PostCapture, MaxLength, MaxMemory, Retain)
    {
        Shorthand = Enabled,
        Advice = new Dictionary<string, string> { ["continuous"] = "only events are recorded", ["alerts"] = "write pre_capture and the rest directly into record", ["events"] = "write pre_capture and the rest directly into record", ["required_zones"] = "write rules" },
    }, "Clips of events, copied from the stream without coding it anew, or just true.");

    /// <summary>What was asked for.</summary>
    public static RecordingSettings Build(Layers camera, ReadContext context)
    {
        Layers pictures = camera.Below(Snapshots), clips = camera.Below(Record);
        return new RecordingSettings
        {
            Snapshots = !Wants(pictures) ? null : new SnapshotSettings
            {
                Folder = PathOf(pictures, context),
                Types = pictures.Reference(Types) ?? [],
                Rules = pictures.Reference(Rules) ?? [],
                Full = pictures.Get(Full),
                Crop = pictures.Get(Crop),
                BoundingBox = pictures.Get(BoundingBox),
                Quality = pictures.Get(Quality),
                Retention = Keep(pictures.Below(Retain)),
            },
            Clips = !Wants(clips) ? null : new ClipSettings
            {
                Folder = PathOf(clips, context),
                Types = clips.Reference(Types) ?? [],
                Rules = clips.Reference(Rules) ?? [],
                PreCapture = clips.Get(PreCapture),
                PostCapture = clips.Get(PostCapture),
                MaxLength = clips.Get(MaxLength),
                MaxMemory = clips.Get(MaxMemory),
                Retention = Keep(clips.Below(Retain)),
            },
        };
    }

    private static bool Wants(Layers section) => (section.Own ?? section.Common) is not null && section.Get(Enabled);

    private static string? PathOf(Layers section, ReadContext context) => section.Reference(Folder) is { } path ? context.Resolve(path) : null;

    private static Retention Keep(Layers retain) => new(retain.Get(MaxSize), TimeSpan.FromDays(retain.Get(Days)));
}
