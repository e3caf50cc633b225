using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Rules;
using VideoDyn.Events.Rules.Definitions;

namespace VideoDyn.Events.Tests.Rules;

/// <summary>
/// A picture of 100 x 100 pixels with things on it, taken through rules frame by frame. The right half is a zone, and the
/// line between the halves is a tripwire whose right side is the right half.
/// </summary>
internal sealed class Stage(RuleDefinitions rules)
{
    public static readonly ZoneRule Half = new() { Name = "half", Corners = [new(0.5f, 0), new(1, 0), new(1, 1), new(0.5f, 1)] };
    public static readonly TripwireRule Middle = new() { Name = "middle", From = new(0.5f, 1), To = new(0.5f, 0) };

    private readonly Dictionary<long, TrackedObject> _things = [];
    private readonly List<TrackedObject> _ended = [];
    private long _frame;

    public Stage(ZoneRule zone)
        : this(new RuleDefinitions { Zones = [zone] })
    {
    }

    public Stage(TripwireRule wire)
        : this(new RuleDefinitions { Tripwires = [wire] })
    {
    }

    public static string[] Labels { get; } = ["person", "car", "bag"];

    public RuleEngine Engine { get; } = new(RuleSet.Create(rules, Labels));

    public List<RuleEvent> Told { get; } = [];

    public IEnumerable<string> Types => Told.Select(told => told.Type["videodyn.".Length..]);

    /// <summary>Something is seen with the middle of its lower edge at a place, 10 wide and 20 high.</summary>
    public Stage Put(float x, float y = 50, long id = 1, int kind = 0, TrackState state = TrackState.Confirmed, Provenance provenance = Provenance.Detected, float height = 20, float score = 1)
    {
        _things[id] = TruthClip.Thing(id, kind, new BoundingBox(x - 5, y - height, x + 5, y), TimeSpan.Zero, state, provenance) with { Score = score };
        return this;
    }

    /// <summary>Something is given up.</summary>
    public Stage Drop(long id = 1)
    {
        _things.Remove(id, out TrackedObject thing);
        _ended.Add(thing);
        return this;
    }

    /// <summary>The picture at a time.</summary>
    public Stage At(double seconds)
    {
        Engine.Advance(new RuleFrame(_frame++, TimeSpan.FromSeconds(seconds), 100, 100), [.. _things.Values.OrderBy(thing => thing.Id)], [.. _ended]);
        _ended.Clear();
        Told.AddRange(Engine.Events);
        return this;
    }

    public Stage End(string reason = "end-of-stream")
    {
        Engine.Complete(reason);
        Told.AddRange(Engine.Events);
        return this;
    }

    public static Vector2[] Square(float left, float top, float right, float bottom) => [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];
}
