using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Events.Rules.Geometry;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Shapes;
using VideoDyn.Pipeline.Configuration.Words;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>Makes zones, tripwires, filters and the ground.</summary>
internal static class RuleBuilder
{
    public static ValueList<Zone> Zones(Layers camera) => [.. All(camera, RuleWords.Zones, RuleWords.Area).Select(pair => new Zone
    {
        Name = pair.Name,
        Coordinates = pair.Values.Reference(RuleWords.Area)!,
        Objects = pair.Values.Reference(RuleWords.Objects) ?? [],
        Confirm = pair.Values.Get(RuleWords.Confirm),
        Hysteresis = pair.Values.Get(RuleWords.Hysteresis),
        Dwell = pair.Values.Value(RuleWords.Dwell),
        LoiteringTime = pair.Values.Value(RuleWords.LoiteringTime),
        LoiteringObjects = pair.Values.Reference(RuleWords.LoiteringObjects) ?? [],
        MaxObjects = pair.Values.Value(RuleWords.MaxObjects),
        CrowdSize = pair.Values.Value(RuleWords.CrowdSize),
        CrowdTime = pair.Values.Get(RuleWords.CrowdTime),
        StationaryTime = pair.Values.Value(RuleWords.StationaryTime),
        AbandonedTime = pair.Values.Value(RuleWords.AbandonedTime),
        Owners = pair.Values.Reference(RuleWords.Owners) ?? ["person"],
        RemovedTime = pair.Values.Value(RuleWords.RemovedTime),
        MaxSpeed = pair.Values.Value(RuleWords.MaxSpeed),
    })];

    public static ValueList<Tripwire> Tripwires(Layers camera) => [.. All(camera, RuleWords.Tripwires, RuleWords.Line).Select(pair => new Tripwire
    {
        Name = pair.Name,
        Coordinates = pair.Values.Reference(RuleWords.Line)!,
        Direction = pair.Values.Get(RuleWords.Direction),
        Objects = pair.Values.Reference(RuleWords.Objects) ?? [],
        Confirm = pair.Values.Get(RuleWords.Confirm),
        Hysteresis = pair.Values.Get(RuleWords.Hysteresis),
    })];

    /// <summary>The ground; null where there is none, or it is wrong, which is noted.</summary>
    public static GroundSettings? Ground(Layers camera, ReadContext context)
    {
        Layers ground = camera.Below(RuleWords.Ground);
        if (ground.Own is null || ground.Reference(RuleWords.GroundPicture) is not { } picture || ground.Reference(RuleWords.GroundMetres) is not { } metres)
            return null;
        if (!GroundPlane.TryCreate(new GroundPoints(picture, metres), out _, out string? problem))
            context.Problems.Add(ground.Own.Node, problem);
        return new GroundSettings { Coordinates = picture, Metres = metres };
    }

    public static ValueList<ObjectFilter> Filters(Layers objects) => [.. All<string>(objects, CommonWords.Filters, null).Select(pair => new ObjectFilter
    {
        Label = pair.Name,
        MinArea = pair.Values.Value(RuleWords.MinArea),
        MaxArea = pair.Values.Value(RuleWords.MaxArea),
        MinRatio = pair.Values.Value(RuleWords.MinRatio),
        MaxRatio = pair.Values.Value(RuleWords.MaxRatio),
        MinScore = pair.Values.Value(RuleWords.MinScore),
    })];

    // An entry whose needed key is wrong is left out: the problem is noted, and the set will not be used.
    private static IEnumerable<(string Name, Layers Values)> All<T>(Layers layers, Key<ValueList<NamedSection>> key, Key<T>? needed)
        where T : notnull => (layers.Reference(key) ?? [])
            .Where(section => needed is null || section.Values.TryGet(needed, out _))
            .Select(section => (section.Name, new Layers(section.Values, null)));
}
