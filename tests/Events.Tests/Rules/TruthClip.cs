using System.Globalization;
using System.Numerics;
using System.Text.Json;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Rules;
using VideoDyn.Events.Rules.Definitions;
using VideoDyn.TestKit;

namespace VideoDyn.Events.Tests.Rules;

/// <summary>A sample clip's truth: its rules and events as written, and its objects as tracks.</summary>
internal sealed class TruthClip
{
    private readonly JsonElement _root;
    private readonly ILookup<int, TrackedObject> _objects;

    public TruthClip(string name)
    {
        string path = Path.Combine(RepositoryRoot.Path, "samples", "videos", name);
        _root = JsonDocument.Parse(File.ReadAllBytes(path + ".events.json")).RootElement;
        Labels = ["", .. _root.GetProperty("classes").EnumerateObject().Select(item => item.Value.GetString()!)];
        _objects = File.ReadLines(path + ".truth.csv").Where(line => char.IsDigit(line[0]))
            .Select(line => line.Split(',').Select(part => float.Parse(part, CultureInfo.InvariantCulture)).ToArray())
            .ToLookup(part => (int)part[0] - 1, part => Track((int)part[0] - 1, part));
    }

    public IReadOnlyList<string> Labels { get; }

    public int Frames => _root.GetProperty("frames").GetInt32();

    public int Width => _root.GetProperty("width").GetInt32();

    public int Height => _root.GetProperty("height").GetInt32();

    public RuleDefinitions Rules => new()
    {
        Zones = [.. OfKind("zone").Select(rule => new ZoneRule
        {
            Name = rule.GetProperty("name").GetString()!,
            Corners = Points(rule),
            Dwell = Seconds(rule, "dwell"),
            Loitering = Seconds(rule, "loiter"),
            LoiteringObjects = ["person"],
        })],
        Tripwires = [.. OfKind("tripwire").Select(rule => new TripwireRule { Name = rule.GetProperty("name").GetString()!, From = Points(rule)[0], To = Points(rule)[1] })],
    };

    /// <summary>What must be told, without objects that enter and leave the picture.</summary>
    public IEnumerable<Told> Expected => _root.GetProperty("events").EnumerateArray().Where(happened => happened.TryGetProperty("rule", out _)).Select(happened => new Told(
        happened.GetProperty("frame").GetInt64(),
        happened.GetProperty("type").GetString()!,
        happened.GetProperty("rule").GetString()!,
        happened.GetProperty("id").GetInt64(),
        happened.TryGetProperty("direction", out JsonElement direction) ? direction.GetInt32() : 0,
        happened.GetProperty("stream_time").GetDouble()));

    public TimeSpan TimeOf(int frame) => TimeSpan.FromSeconds(frame / _root.GetProperty("frames_per_second").GetDouble());

    /// <summary>Takes rules through the clip.</summary>
    public IEnumerable<RuleEvent> Run(RuleEngine engine)
    {
        TrackedObject[] before = [];
        for (int frame = 0; frame < Frames; frame++)
        {
            TrackedObject[] now = [.. _objects[frame].OrderBy(track => track.Id)];
            engine.Advance(new RuleFrame(frame, TimeOf(frame), Width, Height), now, [.. before.Where(was => !now.Any(track => track.Id == was.Id))]);
            before = now;
            foreach (RuleEvent happened in engine.Events)
                yield return happened;
        }
    }

    private IEnumerable<JsonElement> OfKind(string kind) => _root.GetProperty("rules").EnumerateArray().Where(rule => rule.GetProperty("kind").GetString() == kind);

    private static Vector2[] Points(JsonElement rule) => [.. rule.GetProperty("points").EnumerateArray().Select(number => number.GetSingle()).Chunk(2).Select(pair => new Vector2(pair[0], pair[1]))];

    private static TimeSpan? Seconds(JsonElement rule, string key) => rule.TryGetProperty(key, out JsonElement value) ? TimeSpan.FromSeconds(value.GetDouble()) : null;

    /// <summary>A zone that asks for everything that a zone can tell.</summary>
    public static ZoneRule AskingAll(ZoneRule zone) => zone with
    {
        MaxObjects = 0,
        CrowdSize = 2,
        Stationary = TimeSpan.FromSeconds(1),
        Abandoned = TimeSpan.FromSeconds(2),
        Removed = TimeSpan.FromSeconds(1),
        MaxSpeed = 1,
    };

    /// <summary>Ground that is about right for a street.</summary>
    public static GroundPoints Ground { get; } = new(
        [new Vector2(0.1f, 0.9f), new Vector2(0.9f, 0.9f), new Vector2(0.7f, 0.3f), new Vector2(0.3f, 0.3f)],
        [new Vector2(0, 0), new Vector2(8, 0), new Vector2(8, 30), new Vector2(0, 30)]);

    /// <summary>An object that is seen.</summary>
    public static TrackedObject Thing(long id, int classId, BoundingBox box, TimeSpan time, TrackState state = TrackState.Confirmed, Provenance provenance = Provenance.Detected) => new()
    {
        Id = id,
        ClassId = classId,
        Box = box,
        Score = 1,
        State = state,
        Provenance = provenance,
        StartTime = TimeSpan.Zero,
        LastDetected = time,
        Age = TimeSpan.Zero,
        VelocityX = 0,
        VelocityY = 0,
        PositionUncertainty = 0,
    };

    private TrackedObject Track(int frame, float[] part) =>
        Thing((long)part[1], (int)part[7], new BoundingBox(part[2], part[3], part[2] + part[4], part[3] + part[5]), TimeOf(frame));

    /// <summary>An event reduced to what truth tells.</summary>
    public sealed record Told(long Frame, string Type, string Rule, long Id, int Direction, double Seconds);
}
