using System.Numerics;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Rules;
using VideoDyn.Events.Rules.Definitions;

namespace VideoDyn.Events.Tests.Rules;

public class RuleSetTests
{
    private static readonly string[] s_labels = ["person", "car", "dog"];
    private static readonly Vector2[] s_square = [new(0.2f, 0.2f), new(0.8f, 0.2f), new(0.8f, 0.8f), new(0.2f, 0.8f)];
    private static readonly ZoneRule s_zone = new() { Name = "yard", Corners = s_square };
    private static readonly TripwireRule s_wire = new() { Name = "door", From = new(0, 0.5f), To = new(1, 0.5f) };

    public static TheoryData<string, RuleDefinitions> Wrong => new()
    {
        { "zone 'yard': the area crosses itself", Zone(s_zone with { Corners = [new(0, 0), new(1, 1), new(1, 0), new(0, 1)] }) },
        { "zone 'yard': a point lies outside the picture", Zone(s_zone with { Corners = [new(0, 0), new(1.5f, 0), new(1, 1)] }) },
        { "zone 'yard': a point lies outside the picture", Zone(s_zone with { Corners = [new(0, 0), new(float.NaN, 0), new(1, 1)] }) },
        { "zone 'yard': the area is empty", Zone(s_zone with { Corners = [new(0, 0), new(0.5f, 0.5f), new(1, 1)] }) },
        { "zone 'yard': found 2 corners, expected 3 to 200", Zone(s_zone with { Corners = [new(0, 0), new(1, 1)] }) },
        { "zone 'yard': objects: class 'persn' is not among the model's 3 labels; did you mean 'person'?", Zone(s_zone with { Objects = ["persn"] }) },
        { "zone 'yard': owners: class 'human' is not among the model's 3 labels", Zone(s_zone with { Abandoned = TimeSpan.FromSeconds(3), Owners = ["human"] }) },
        { "zone 'yard': dwell is -00:00:01, expected a time of at least 0", Zone(s_zone with { Dwell = TimeSpan.FromSeconds(-1) }) },
        { "zone 'yard': max_speed needs the ground", Zone(s_zone with { MaxSpeed = 30 }) },
        { "zones: the name 'yard' stands 2 times, expected once", new RuleDefinitions { Zones = [s_zone, s_zone] } },
        { "found 65 zones, expected at most 64", new RuleDefinitions { Zones = [.. Enumerable.Range(0, 65).Select(number => s_zone with { Name = $"z{number}" })] } },
        { "tripwire 'door': the line has no length", Wire(s_wire with { To = s_wire.From }) },
        { "tripwire 'door': a point lies outside", Wire(s_wire with { To = new(1, -0.1f) }) },
        { "tripwire 'door': objects: class 'cars' is not among the model's 3 labels; did you mean 'car'?", Wire(s_wire with { Objects = ["cars"] }) },
        { "filters: cta: class 'cta' is not", new RuleDefinitions { Limits = [new ObjectLimits { Label = "cta" }] } },
        { "mask: the area is empty", new RuleDefinitions { Masks = [[new(0, 0), new(0.5f, 0), new(1, 0)]] } },
        { "ground: three of the four points lie on a line", new RuleDefinitions { Ground = new GroundPoints([new(0, 0), new(0.5f, 0), new(1, 0), new(1, 1)], s_square) } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Create_FromBadInput_NamesIt(string message, RuleDefinitions definitions)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => RuleSet.Create(definitions, s_labels));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void Create_FromSeveralMistakes_NamesAll()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => RuleSet.Create(
            new RuleDefinitions { Zones = [s_zone with { Objects = ["kat"] }], Tripwires = [s_wire with { To = s_wire.From }] }, s_labels));

        Assert.Contains("'kat'", error.Message);
        Assert.Contains("no length", error.Message);
    }

    [Fact]
    public void Create_OwnersThatTheModelLacks_MatterOnlyWhereTheyAreAskedFor() =>
        Assert.NotNull(RuleSet.Create(Zone(s_zone), ["ball"]));

    private static RuleDefinitions Zone(ZoneRule zone) => new() { Zones = [zone] };

    private static RuleDefinitions Wire(TripwireRule wire) => new() { Tripwires = [wire] };
}
