using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Events.Rules.Geometry;

namespace VideoDyn.Events.Rules.Watching;

/// <summary>A tripwire with its classes as indices, and who crossed it.</summary>
internal sealed class BoundTripwire(TripwireRule rule, Line line, bool[]? classes)
{
    public TripwireRule Rule => rule;

    public Line Line => line;

    public long CountIn { get; set; }

    public long CountOut { get; set; }

    public bool Counts(int classId) => BoundZone.Has(classes, classId);

    /// <summary>Whether crossings to a side are told: 1 to the right, -1 to the left.</summary>
    public bool Tells(int direction) => rule.Direction switch
    {
        CrossingDirection.In => direction > 0,
        CrossingDirection.Out => direction < 0,
        _ => true,
    };

    public bool IsSameAs(BoundTripwire other) =>
        rule.Objects.SequenceEqual(other.Rule.Objects) && rule == other.Rule with { Objects = rule.Objects };

    public void TakeOver(BoundTripwire other) => (CountIn, CountOut) = (other.CountIn, other.CountOut);
}
