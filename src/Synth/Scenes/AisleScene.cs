using VideoDyn.Synth.Actors;
using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;
using VideoDyn.Synth.Truth;

namespace VideoDyn.Synth.Scenes;

/// <summary>A shop aisle seen from above its end: customers walk in, stop before shelves, carry baskets.</summary>
internal static class AisleScene
{
    private const float Half = 1.35f;
    private const float Depth = 13;

    public static Scene Build(SynthOptions options)
    {
        var schedule = new Schedule(options);
        schedule.Fill(options.People ?? 3, 1, 6, (dice, start, id) => Customer(dice, start, id, schedule.Speed));
        return new Scene
        {
            Camera = new CameraPlace(new Vec3(-0.3f, -1.6f, 2.9f), (Trigonometry.Pi / 2) - 0.05f, 0.32f, 0.78f),
            Set = Build(),
            Actors = schedule.Actors,
            Day = Lights.Indoors(),
            Dusk = Lights.IndoorsLate(),
            Rules =
            [
                new Rule("shelves", RuleKind.Zone, [(0.3, 0.3), (0.7, 0.3), (0.85, 0.95), (0.15, 0.95)], Dwell: 5, Loiter: 12),
                new Rule("entry", RuleKind.Tripwire, [(0.15, 0.7), (0.85, 0.7)]),
            ],
        };
    }

    private static Set Build()
    {
        var top = new Plain(Paint.Linear(190, 188, 184), 0.2f, 401);
        var wall = new Plain(Paint.Linear(212, 208, 198), 0.25f, 402);
        List<Box> boxes =
        [
            new(new Vec3(-Half - 0.9f, 1.2f, 0), new Vec3(-Half, Depth, 2.0f), new Shelf(403), top),
            new(new Vec3(Half, 1.2f, 0), new Vec3(Half + 0.9f, Depth, 2.0f), new Shelf(404), top),
            new(new Vec3(-5.4f, 1.2f, 0), new Vec3(-4.4f, Depth, 2.0f), new Shelf(405), top),
            new(new Vec3(4.4f, 1.2f, 0), new Vec3(5.4f, Depth, 2.0f), new Shelf(406), top),
            new(new Vec3(-12, Depth + 2.6f, 0), new Vec3(12, Depth + 3.4f, 2.1f), new Shelf(407), top),
            new(new Vec3(-12, Depth + 3.5f, 0), new Vec3(12, Depth + 4, 4), wall, wall),
            new(new Vec3(-12, -4, 0), new Vec3(-11, Depth + 4, 4), wall, wall),
            new(new Vec3(11, -4, 0), new Vec3(12, Depth + 4, 4), wall, wall),
            new(new Vec3(-12, -4, 3.6f), new Vec3(12, Depth + 4, 4), wall, new Ceiling(2.6f, 9)),
        ];
        return new Set(new Tiles(Paint.Linear(188, 184, 176), 0.6f, 2.6f, 400), boxes, [], Indoors: true, Seed: 408);
    }

    private static Walker Customer(Dice dice, float start, int id, float pace)
    {
        Look look = Look.Draw(dice) with { Hat = false, Carries = dice.Chance(0.4f) ? Luggage.Basket : dice.Chance(0.3f) ? Luggage.Bag : Luggage.None };
        float side = dice.Chance(0.5f) ? 1 : -1, first = dice.Between(2.6f, 6), second = dice.Between(6, 11);
        float away = Half - 0.55f;
        (float, float, float)[] way =
        [
            (side * dice.Between(1.7f, 2.6f), -0.6f, 0), (dice.Between(-0.6f, 0.6f), 0.9f, 0), (side * away * 0.8f, first, 0), (side * away, first + 0.4f, dice.Between(3, 11)),
            (dice.Between(-0.5f, 0.5f), second, dice.Chance(0.5f) ? dice.Between(2, 8) : 0), (dice.Between(-0.6f, 0.6f), Depth + 0.6f, 0), (-side * 5.5f, Depth + 1.3f, 0),
        ];
        if (dice.Chance(0.4f))
            Array.Reverse(way);
        return new Walker(id, Course.Walk(start, dice.Between(0.8f, 1.2f) * pace, way), look, dice.Unit());
    }
}
