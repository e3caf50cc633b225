using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Events.Rules.Geometry;

namespace VideoDyn.Events.Rules.Watching;

/// <summary>A zone with its classes as indices, and how full it is.</summary>
internal sealed class BoundZone(ZoneRule rule, Polygon area, bool[]? classes, bool[]? loiterers, bool[]? owners)
{
    private Settled _full;
    private Settled _crowded;

    public ZoneRule Rule => rule;

    public Polygon Area => area;

    /// <summary>Whether anything needs to know who stands still.</summary>
    public bool WatchesStanding { get; } = (rule.Stationary ?? rule.Abandoned ?? rule.Removed) is not null;

    /// <summary>Objects inside.</summary>
    public int Count { get; set; }

    /// <summary>Whether it is over its number.</summary>
    public ref Settled Full => ref _full;

    /// <summary>Whether a crowd is in it.</summary>
    public ref Settled Crowded => ref _crowded;

    public bool Counts(int classId) => Has(classes, classId);

    public bool Loiters(int classId) => Has(loiterers, classId);

    public bool Owns(int classId) => Has(owners, classId);

    /// <summary>Whether another zone asks for the same, so that what is known of one holds for the other.</summary>
    public bool IsSameAs(BoundZone other)
    {
        ZoneRule theirs = other.Rule;
        return rule.Corners.SequenceEqual(theirs.Corners) && rule.Objects.SequenceEqual(theirs.Objects)
            && rule.LoiteringObjects.SequenceEqual(theirs.LoiteringObjects) && rule.Owners.SequenceEqual(theirs.Owners)
            && rule == theirs with { Corners = rule.Corners, Objects = rule.Objects, LoiteringObjects = rule.LoiteringObjects, Owners = rule.Owners };
    }

    /// <summary>Goes on where another zone was.</summary>
    public void TakeOver(BoundZone other) => (Count, _full, _crowded) = (other.Count, other._full, other._crowded);

    public static bool Has(bool[]? classes, int classId) => classes is null || ((uint)classId < (uint)classes.Length && classes[classId]);
}
