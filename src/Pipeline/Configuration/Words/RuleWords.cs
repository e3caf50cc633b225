using System.Numerics;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Shapes;

namespace VideoDyn.Pipeline.Configuration.Words;

/// <summary>The keys of masks, zones, tripwires, filters and the ground.</summary>
internal static class RuleWords
{
    private static readonly TimeShape s_minute = new(TimeSpan.Zero, TimeSpan.FromMinutes(1));
    private static readonly TimeShape s_day = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1));
    private static readonly TimeShape s_anyTime = new(TimeSpan.Zero, TimeSpan.FromDays(1));
    private static readonly Dictionary<string, string> s_advice = new()
    {
        ["inertia"] = "write confirm, in seconds (inertia counts frames)",
        ["points"] = "write coordinates",
    };

    public static readonly Key<double> MinArea = Share("min_area", "Least area as a share of the picture, 0 to 1.");
    public static readonly Key<double> MaxArea = Share("max_area", "Greatest area as a share of the picture, 0 to 1.");
    public static readonly Key<double> MinRatio = new("min_ratio", new NumberShape(0.001, 1000), "Least width over height.");
    public static readonly Key<double> MaxRatio = new("max_ratio", new NumberShape(0.001, 1000), "Greatest width over height.");
    public static readonly Key<double> MinScore = Share("min_score", "Lowest score, 0 to 1.");
    public static readonly SectionShape Filter = new(MinArea, MaxArea, MinRatio, MaxRatio, MinScore)
    {
        Advice = new Dictionary<string, string> { ["threshold"] = "write min_score" },
    };

    public static readonly Key<ValueList<string>> Objects = new("objects", new ListShape<string>(new TextShape("a class name such as person")), "Classes that count; else all.");
    public static readonly Key<TimeSpan> Confirm = new("confirm", s_minute, "Stream time in the new state before it is believed.") { Default = TimeSpan.Zero };
    public static readonly Key<TimeSpan> Hysteresis = new("hysteresis", s_minute, "Stream time that a new state holds at least.") { Default = TimeSpan.Zero };

    public static readonly Key<ValueList<Vector2>> Area = new("coordinates", new PolygonShape(), "Corners in shares of the picture, 0 to 1 from its top left.") { IsRequired = true };
    public static readonly Key<TimeSpan> Dwell = new("dwell", s_day, "Stream time inside after which a dwell event is told; else none.");
    public static readonly Key<TimeSpan> LoiteringTime = new("loitering_time", s_day, "Stream time inside after which an object loiters; else never.");
    public static readonly Key<int> MaxObjects = new("max_objects", new WholeShape(0, 10_000), "Number of objects inside above which an event is told; else none.");
    public static readonly Key<ValueList<string>> LoiteringObjects = new("loitering_objects", new ListShape<string>(new TextShape("a class name such as person")), "Classes that loiter; else all that count.");
    public static readonly Key<int> CrowdSize = new("crowd_size", new WholeShape(1, 10_000), "Number of objects from which they are a crowd; else never.");
    public static readonly Key<TimeSpan> CrowdTime = new("crowd_time", s_anyTime, "Stream time for which they must be that many.") { Default = TimeSpan.Zero };
    public static readonly Key<TimeSpan> StationaryTime = new("stationary_time", s_day, "Stream time without moving after which an event is told; else none.");
    public static readonly Key<TimeSpan> AbandonedTime = new("abandoned_time", s_day, "Stream time without moving and without an owner nearby after which an event is told; else none.");
    public static readonly Key<ValueList<string>> Owners = new("owners", new ListShape<string>(new TextShape("a class name such as person")), "Classes that can own what stands around; else person.");
    public static readonly Key<TimeSpan> RemovedTime = new("removed_time", s_day, "Stream time without moving after which an object is missed when it goes; else never.");
    public static readonly Key<double> MaxSpeed = new("max_speed", new NumberShape(0, 1000), "Speed on the ground in km/h above which an event is told; needs the section ground.");
    public static readonly SectionShape ZoneKeys = new(Area, Objects, Confirm, Hysteresis, Dwell, LoiteringTime, LoiteringObjects, MaxObjects, CrowdSize, CrowdTime, StationaryTime, AbandonedTime, Owners, RemovedTime, MaxSpeed)
    {
        Advice = new Dictionary<string, string>(s_advice) { ["distances"] = "write ground in the camera", ["speed_threshold"] = "write max_speed, in km/h" },
    };

    public static readonly Key<ValueList<Vector2>> Line = new("coordinates", new LineShape(), "First and second point in shares of the picture, 0 to 1 from its top left.") { IsRequired = true };
    public static readonly Key<TripwireDirection> Direction = new("direction", new ChoiceShape<TripwireDirection>(("both", TripwireDirection.Both), ("in", TripwireDirection.In), ("out", TripwireDirection.Out)), "Which crossings count: both, in (from left to right, seen from the first point to the second) or out.") { Default = TripwireDirection.Both };
    public static readonly SectionShape TripwireKeys = new(Line, Direction, Objects, Confirm, Hysteresis) { Advice = s_advice };

    public static readonly Key<ValueList<ValueList<Vector2>>> Mask = new("mask", new ListShape<ValueList<Vector2>>(new PolygonShape(), 100), "Areas whose objects are not reported: polygons in shares of the picture.");
    public static readonly Key<ValueList<NamedSection>> Zones = new("zones", new MapShape("zone", ZoneKeys), "Areas that objects enter and leave, by name; an object is where the bottom centre of its box is.");
    public static readonly Key<ValueList<NamedSection>> Tripwires = new("tripwires", new MapShape("tripwire", TripwireKeys), "Lines that objects cross, by name.");

    public static readonly Key<ValueList<Vector2>> GroundPicture = new("coordinates", new FourPointsShape(), "Four points on the ground in shares of the picture, 0 to 1 from its top left; no three on a line.") { IsRequired = true };
    public static readonly Key<ValueList<Vector2>> GroundMetres = new("metres", new MetresShape(), "The same points on the ground, in metres to the right and ahead of any origin.") { IsRequired = true };
    public static readonly Key<Section> Ground = new("ground", new SectionShape(GroundPicture, GroundMetres), "Four points on the ground, from which speeds are computed.");

    /// <summary>What a file of rules has, for runs without a configuration.</summary>
    public static SectionShape File => s_file.Value;

    public static Key<Section> FileObjects => s_fileObjects.Value;

    public static Key<Section> FileEvents => s_fileEvents.Value;

    // Made when they are asked for: the common words need this class first.
    private static readonly Lazy<Key<Section>> s_fileObjects = new(() => new Key<Section>("objects", new SectionShape(CommonWords.Filters), "Which objects are reported."));
    private static readonly Lazy<Key<Section>> s_fileEvents = new(() => new Key<Section>("events", new SectionShape(CommonWords.EventTypes, CommonWords.UpdateInterval, CommonWords.Tamper), "Which events are published."));
    private static readonly Lazy<SectionShape> s_file = new(() => new SectionShape(Zones, Tripwires, Mask, Ground, s_fileObjects.Value, s_fileEvents.Value, RecordingWords.Snapshots, RecordingWords.Record)
    {
        Advice = new Dictionary<string, string> { ["cameras"] = "a file with cameras is run by --config", ["filters"] = "write objects: {filters: ...}" },
    });

    private static Key<double> Share(string name, string help) => new(name, new NumberShape(0, 1), help);
}
