using System.Numerics;
using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Pipeline.Configuration.Settings;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>Says zones, tripwires, filters and masks of a configuration in the words of the rules.</summary>
internal static class RuleTranslation
{
    public static RuleDefinitions Definitions(
        ValueList<Zone> zones, ValueList<Tripwire> tripwires, ValueList<ObjectFilter> filters, ValueList<ValueList<Vector2>> masks, GroundSettings? ground) =>
        zones.Count + tripwires.Count + filters.Count + masks.Count == 0 && ground is null ? RuleDefinitions.None : new()
        {
            Zones = [.. zones.Select(Of)],
            Tripwires = [.. tripwires.Select(Of)],
            Limits = [.. filters.Select(Of)],
            Masks = [.. masks],
            Ground = ground is null ? null : new GroundPoints(ground.Coordinates, ground.Metres),
        };

    private static ZoneRule Of(Zone zone) => new()
    {
        Name = zone.Name,
        Corners = zone.Coordinates,
        Objects = zone.Objects,
        Confirm = zone.Confirm,
        Hysteresis = zone.Hysteresis,
        Dwell = zone.Dwell,
        Loitering = zone.LoiteringTime,
        LoiteringObjects = zone.LoiteringObjects,
        MaxObjects = zone.MaxObjects,
        CrowdSize = zone.CrowdSize,
        CrowdTime = zone.CrowdTime,
        Stationary = zone.StationaryTime,
        Abandoned = zone.AbandonedTime,
        Owners = zone.Owners,
        Removed = zone.RemovedTime,
        MaxSpeed = zone.MaxSpeed,
    };

    private static TripwireRule Of(Tripwire wire) => new()
    {
        Name = wire.Name,
        From = wire.Coordinates[0],
        To = wire.Coordinates[1],
        Direction = wire.Direction switch
        {
            TripwireDirection.In => CrossingDirection.In,
            TripwireDirection.Out => CrossingDirection.Out,
            _ => CrossingDirection.Both,
        },
        Objects = wire.Objects,
        Confirm = wire.Confirm,
        Hysteresis = wire.Hysteresis,
    };

    private static ObjectLimits Of(ObjectFilter filter) => new()
    {
        Label = filter.Label,
        MinArea = filter.MinArea ?? 0,
        MaxArea = filter.MaxArea ?? double.PositiveInfinity,
        MinRatio = filter.MinRatio ?? 0,
        MaxRatio = filter.MaxRatio ?? double.PositiveInfinity,
        MinScore = filter.MinScore ?? 0,
    };
}
