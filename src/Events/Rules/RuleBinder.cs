using System.Numerics;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Events.Rules.Geometry;
using VideoDyn.Events.Rules.Watching;

namespace VideoDyn.Events.Rules;

/// <summary>Checks single rules, and turns class names into class indices.</summary>
/// <param name="labels">Class names by class index.</param>
/// <param name="problems">Receives what is wrong, a line each.</param>
internal sealed class RuleBinder(IReadOnlyList<string> labels, List<string> problems)
{
    // Stands in for a shape that is wrong; the set is refused then.
    private static readonly Vector2[] s_any = [Vector2.Zero, Vector2.UnitX, Vector2.UnitY];

    public BoundZone Bind(ZoneRule zone)
    {
        string path = $"zone '{zone.Name}'";
        string? problem = ShapeCheck.ProblemOfPolygon(zone.Corners);
        Note(path, problem);
        foreach ((string key, TimeSpan? time) in new (string, TimeSpan?)[]
        {
            ("confirm", zone.Confirm), ("hysteresis", zone.Hysteresis), ("dwell", zone.Dwell), ("loitering_time", zone.Loitering), ("crowd_time", zone.CrowdTime),
            ("stationary_time", zone.Stationary), ("abandoned_time", zone.Abandoned), ("removed_time", zone.Removed),
        })
        {
            Note(path, time < TimeSpan.Zero ? $"{key} is {time:c}, expected a time of at least 0" : null);
        }

        Note(path, zone.MaxObjects < 0 ? $"max_objects is {zone.MaxObjects}, expected at least 0" : null);
        Note(path, zone.CrowdSize < 1 ? $"crowd_size is {zone.CrowdSize}, expected at least 1" : null);
        Note(path, zone.MaxSpeed is { } speed && !(speed >= 0) ? $"max_speed is {speed}, expected km/h of at least 0" : null);
        return new BoundZone(
            zone,
            new Polygon(problem is null ? zone.Corners : s_any),
            Classes(path, "objects", zone.Objects),
            zone.Loitering is null ? null : Classes(path, "loitering_objects", zone.LoiteringObjects),
            zone.Abandoned is null ? null : Classes(path, "owners", zone.Owners));
    }

    public BoundTripwire Bind(TripwireRule wire)
    {
        string path = $"tripwire '{wire.Name}'";
        string? problem = ShapeCheck.ProblemOfLine(wire.From, wire.To);
        Note(path, problem);
        Note(path, wire.Confirm < TimeSpan.Zero || wire.Hysteresis < TimeSpan.Zero ? "confirm and hysteresis are times of at least 0" : null);
        return new BoundTripwire(wire, new Line(wire.From, problem is null ? wire.To : wire.From + Vector2.One), Classes(path, "objects", wire.Objects));
    }

    public Polygon Mask(IReadOnlyList<Vector2> corners)
    {
        string? problem = ShapeCheck.ProblemOfPolygon(corners);
        Note("mask", problem);
        return new Polygon(problem is null ? corners : s_any);
    }

    public ObjectLimits?[] Limits(IReadOnlyList<ObjectLimits> limits)
    {
        var byClass = new ObjectLimits?[labels.Count];
        foreach (ObjectLimits limit in limits)
        {
            bool[] meant = Classes("filters", limit.Label, [limit.Label])!;
            for (int index = 0; index < meant.Length; index++)
                byClass[index] = meant[index] ? limit : byClass[index];
        }

        return byClass;
    }

    public GroundPlane? Ground(RuleDefinitions definitions)
    {
        if (definitions.Ground is null)
        {
            foreach (ZoneRule zone in definitions.Zones.Where(zone => zone.MaxSpeed is not null))
                Note($"zone '{zone.Name}'", "max_speed needs the ground of the camera: four points in the picture and in metres");
            return null;
        }

        if (!GroundPlane.TryCreate(definitions.Ground, out GroundPlane? plane, out string? problem))
            Note("ground", problem);
        return plane;
    }

    private bool[]? Classes(string path, string key, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return null;
        bool[] counts = new bool[labels.Count];
        foreach (string name in names)
        {
            bool known = false;
            for (int index = 0; index < labels.Count; index++)
            {
                if (string.Equals(labels[index], name, StringComparison.OrdinalIgnoreCase))
                    counts[index] = known = true;
            }

            Note($"{path}: {key}", known ? null : $"class '{name}' is not among the model's {labels.Count} labels{NearestName.Hint(name, labels)}");
        }

        return counts;
    }

    private void Note(string path, string? problem)
    {
        if (problem is not null)
            problems.Add($"{path}: {problem}");
    }
}
