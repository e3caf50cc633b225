using VideoDyn.Core.Errors;
using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Events.Rules.Geometry;
using VideoDyn.Events.Rules.Watching;

namespace VideoDyn.Events.Rules;

/// <summary>The rules of one camera, checked and bound to the classes of its model.</summary>
/// <remarks>Belongs to one <see cref="RuleEngine"/>, which counts in it.</remarks>
public sealed class RuleSet
{
    /// <summary>Most zones, and most tripwires, of a camera.</summary>
    public const int MostRules = 64;

    private RuleSet(RuleDefinitions definitions, RuleBinder binder)
    {
        Definitions = definitions;
        Zones = [.. definitions.Zones.Select(binder.Bind)];
        Wires = [.. definitions.Tripwires.Select(binder.Bind)];
        Masks = [.. definitions.Masks.Select(binder.Mask)];
        Limits = binder.Limits(definitions.Limits);
        Ground = binder.Ground(definitions);
        WatchesOwners = definitions.Zones.Any(zone => zone.Abandoned is not null);
    }

    /// <summary>What the user wrote.</summary>
    public RuleDefinitions Definitions { get; }

    /// <summary>Names of the zones, in the order of the bits of <see cref="RuleEvent.CurrentZones"/>.</summary>
    public IReadOnlyList<string> ZoneNames => [.. Definitions.Zones.Select(zone => zone.Name)];

    internal BoundZone[] Zones { get; }

    internal BoundTripwire[] Wires { get; }

    internal Polygon[] Masks { get; }

    /// <summary>Limits by class index; null where a class has none.</summary>
    internal ObjectLimits?[] Limits { get; }

    internal GroundPlane? Ground { get; }

    /// <summary>Whether anything needs to know who stands near what.</summary>
    internal bool WatchesOwners { get; }

    /// <summary>Checks rules and binds them to a model.</summary>
    /// <param name="definitions">What the user wrote.</param>
    /// <param name="labels">Class names by class index.</param>
    /// <exception cref="VideoDynException">Something is wrong; the message names all of it (kind Configuration).</exception>
    public static RuleSet Create(RuleDefinitions definitions, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(labels);
        var problems = new List<string>();
        Count(problems, "zones", definitions.Zones.Select(zone => zone.Name));
        Count(problems, "tripwires", definitions.Tripwires.Select(wire => wire.Name));
        var rules = new RuleSet(definitions, new RuleBinder(labels, problems));
        return problems.Count == 0 ? rules : throw VideoDynException.Configuration(string.Join("; ", problems));
    }

    private static void Count(List<string> problems, string what, IEnumerable<string> names)
    {
        string[] all = [.. names];
        if (all.Length > MostRules)
            problems.Add($"found {all.Length} {what}, expected at most {MostRules}");
        foreach (string name in all.Where(name => name.Length is 0 or > 64))
            problems.Add($"{what}: the name '{name}' has {name.Length} letters, expected 1 to 64");
        foreach (IGrouping<string, string> same in all.GroupBy(name => name).Where(group => group.Count() > 1))
            problems.Add($"{what}: the name '{same.Key}' stands {same.Count()} times, expected once");
    }
}
