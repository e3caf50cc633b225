using VideoDyn.Synth.Actors;
using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;
using VideoDyn.Synth.Truth;

namespace VideoDyn.Synth.Scenes;

/// <summary>An office corridor seen from its end: people come, go, stop at doors and carry things.</summary>
internal static class CorridorScene
{
    private const float Half = 1.5f;
    private const float End = 24;

    public static Scene Build(SynthOptions options)
    {
        var schedule = new Schedule(options);
        schedule.Fill(options.People ?? 3, 1, 7, (dice, start, id) => Passer(dice, start, id, schedule.Speed));
        schedule.Fill(options.Dogs ?? 0, 2, 10, (dice, start, id) => new DogActor(
            id, Course.Walk(start, 1.6f * schedule.Speed, (0.5f, 0.9f, 0), (dice.Between(-1, 1), 10, 2), (0, End, 0)), Dog.Coat(dice), 0.5f));
        return new Scene
        {
            Camera = new CameraPlace(new Vec3(0.55f, -1.2f, 2.55f), (Trigonometry.Pi / 2) + 0.07f, 0.24f, 0.80f),
            Set = Build(),
            Actors = schedule.Actors,
            Day = Lights.Indoors(),
            Dusk = Lights.IndoorsLate(),
            Rules =
            [
                new Rule("corridor", RuleKind.Zone, [(0.3, 0.5), (0.7, 0.5), (0.95, 0.98), (0.05, 0.98)], Dwell: 4, Loiter: 10),
                new Rule("threshold", RuleKind.Tripwire, [(0.1, 0.6), (0.9, 0.6)]),
            ],
        };
    }

    private static Set Build()
    {
        var paint = new Plain(Paint.Linear(206, 202, 190), 0.2f, 301);
        var wall = new OfficeWall(3.4f, 302);
        List<Box> boxes =
        [
            new(new Vec3(-Half - 1, -6, 0), new Vec3(-Half, End + 2, 2.8f), wall, paint),
            new(new Vec3(Half, -6, 0), new Vec3(Half + 1, End + 2, 2.8f), new OfficeWall(3.4f, 303), paint),
            new(new Vec3(-4, End, 0), new Vec3(4, End + 1, 2.8f), new OfficeWall(3f, 304), paint),
            new(new Vec3(-4, -6, 2.8f), new Vec3(4, End + 2, 3.2f), paint, new Ceiling(3, 0.5f)),
            new(new Vec3(-Half, 6.2f, 0), new Vec3(-Half + 0.3f, 7.2f, 0.45f), new Plain(Paint.Linear(120, 90, 64), 0.4f, 305), new Plain(Paint.Linear(140, 106, 76), 0.4f, 305)),
            new(new Vec3(Half - 0.22f, 10.4f, 0.4f), new Vec3(Half, 10.7f, 1.1f), new Plain(Paint.Linear(170, 40, 36), 0.2f, 306), new Plain(Paint.Linear(170, 40, 36), 0.2f, 306)),
        ];
        return new Set(new Tiles(Paint.Linear(150, 146, 138), 0.5f, 3, 300), boxes, [], Indoors: true, Seed: 307);
    }

    private static Walker Passer(Dice dice, float start, int id, float pace)
    {
        float carried = dice.Unit();
        Look look = Look.Draw(dice) with { Hat = false };
        if (carried < 0.22f)
            look = look with { Carries = Luggage.Box };
        float near = dice.Between(0.4f, 1), x = dice.Between(-1, 1), x2 = dice.Between(-1, 1), wait = dice.Chance(0.35f) ? dice.Between(4, 12) : 0;
        // Doors are in the walls; the near end lies under the camera.
        bool fromDoor = dice.Chance(0.35f);
        float door = 1.7f + (3.4f * dice.Below(6)) - 6 + 6.8f;
        (float, float, float) there = fromDoor ? ((dice.Chance(0.5f) ? -Half : Half) - 0f, Math.Clamp(door, 5, 20), 0) : (dice.Between(-1, 1), End - 0.3f, 0);
        (float, float, float)[] way = [there, (x2, (there.Item2 * 0.6f) + 1, 0), (x, dice.Between(4, 8), wait), (near * (dice.Chance(0.5f) ? 1 : -1), -0.9f, 0)];
        if (dice.Chance(0.5f))
            Array.Reverse(way);
        return new Walker(id, Course.Walk(start, dice.Between(1.05f, 1.5f) * pace, way), look, dice.Unit());
    }
}
