using VideoDyn.Synth.Actors;
using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;
using VideoDyn.Synth.Truth;

namespace VideoDyn.Synth.Scenes;

/// <summary>A paved square before shops, seen from a mast: people cross, meet and wait, a cyclist, a dog.</summary>
internal static class PlazaScene
{
    // Lamps, benches and trees stand in these rows; nobody walks along them.
    private const float FrontRow = 13.2f;
    private const float BackRow = 20f;

    public static Scene Build(SynthOptions options)
    {
        var schedule = new Schedule(options);
        schedule.Fill(options.People ?? 7, 1, 5, (dice, start, id) => Pedestrian(dice, start, id, schedule.Speed));
        schedule.Fill(options.Bicycles ?? 1, 2, 16, (dice, start, id) => Cyclist(dice, start, id, schedule.Speed));
        schedule.Fill(options.Dogs ?? 1, 3, 14, (dice, start, id) => Stray(dice, start, id, schedule.Speed));
        schedule.Fill(options.Cars ?? 0, 4, 9, (dice, start, id) => Delivery(dice, start, id, schedule.Speed));
        Tree[] trees = [new(-7.6f, FrontRow + 0.6f, 5.6f, 2600, 11), new(8.6f, FrontRow + 1, 5.2f, 2400, 12), new(0.8f, BackRow + 2, 5.4f, 2000, 13), new(-15, BackRow + 2, 6, 1600, 14)];
        Vec3 toSun = new(-0.50f, -0.52f, 0.69f);
        return new Scene
        {
            Camera = new CameraPlace(new Vec3(0, 0, 3.5f), Trigonometry.Pi / 2, 0.205f, 0.84f),
            Set = Build(trees, options.Foliage > 0),
            Trees = trees,
            Actors = schedule.Actors,
            Day = Lights.Day(toSun),
            Dusk = Lights.Dusk(toSun),
            Rules =
            [
                new Rule("square", RuleKind.Zone, [(0.25, 0.45), (0.78, 0.45), (0.92, 0.85), (0.1, 0.85)], Dwell: 5, Loiter: 12),
                new Rule("passage", RuleKind.Tripwire, [(0.5, 0.98), (0.5, 0.35)]),
            ],
        };
    }

    private static Set Build(Tree[] trees, bool leavesMove)
    {
        List<Box> boxes =
        [
            House.Of(-44, -9, 29, 42, 8.8f, 142, 84, 66, bricks: true, shops: true, seed: 101),
            House.Of(-9, 6.5f, 29.5f, 42, 6.9f, 196, 182, 156, bricks: false, shops: true, seed: 102),
            House.Of(6.5f, 44, 29, 42, 10.2f, 158, 116, 86, bricks: true, shops: true, seed: 103, bay: 2.3f),
            House.Of(-34, -17.5f, 8, 29, 9, 176, 160, 140, bricks: false, shops: false, seed: 104),
            .. Props.Bench(-3.8f, FrontRow), .. Props.Bench(4.6f, FrontRow), Props.Bin(-2.2f, FrontRow),
            .. Props.Planter(-11, BackRow, 0.9f, 105), .. Props.Planter(6.2f, BackRow, 0.9f, 106),
        ];
        List<Mesh> props = [Props.Lamp(-1.2f, FrontRow + 0.1f, 3.7f), Props.Lamp(11.6f, BackRow, 3.7f), Props.Lamp(-9.2f, BackRow, 3.7f)];
        foreach (Tree tree in trees)
        {
            var mesh = new Mesh();
            tree.Trunk(mesh);
            if (!leavesMove)
                tree.Foliage(mesh, 0, 0);
            props.Add(mesh);
        }

        return new Set(new Paving(Paint.Linear(158, 150, 138), 0.9f, 0.6f, 100), boxes, props, Indoors: false, Seed: 107);
    }

    private static Walker Pedestrian(Dice dice, float start, int id, float pace)
    {
        var look = Look.Draw(dice);
        bool runs = dice.Chance(0.08f);
        float speed = (runs ? dice.Between(2.7f, 3.3f) : dice.Between(1.1f, 1.6f)) * pace;
        float y = Lane(dice), direction = dice.Chance(0.5f) ? 1 : -1, kind = dice.Unit();
        (float, float, float)[] way;
        if (kind < 0.45f || runs)
        {
            way = [(-direction * Edge(y), y, 0), (direction * Edge(y), y + dice.Between(-0.6f, 0.6f), 0)];
        }
        else if (kind < 0.68f)
        {
            // To or from a shop.
            float door = dice.Between(-10, 10), near = dice.Between(7.5f, 11.5f);
            way = [(door, 28.6f, 0), (door + (direction * 2), 24, 0), (direction * Edge(near), near, 0)];
            if (dice.Chance(0.5f))
                Array.Reverse(way);
        }
        else
        {
            float x = dice.Between(-0.32f, 0.32f) * y, wait = dice.Between(6, 16);
            way = [(-direction * Edge(y), y, 0), (x, y, wait), (direction * Edge(y), y + dice.Between(-0.4f, 0.4f), 0)];
        }

        return new Walker(id, Course.Walk(start, speed, way), look, dice.Unit());
    }

    private static Rider Cyclist(Dice dice, float start, int id, float pace)
    {
        float y = Lane(dice), direction = dice.Chance(0.5f) ? 1 : -1;
        var course = Course.Walk(start, dice.Between(3.4f, 4.6f) * pace, (-direction * (Edge(y) + 0.6f), y, 0), (direction * (Edge(y) + 0.6f), y, 0));
        Paint frame = dice.Pick([Paint.Of(160, 34, 32, 0.3f), Paint.Of(36, 60, 110, 0.3f), Paint.Of(30, 30, 32, 0.3f), Paint.Of(200, 200, 196, 0.3f)]);
        return new Rider(id, course, Look.Draw(dice) with { Carries = Luggage.None, Coat = false, Skirt = false }, frame);
    }

    private static DogActor Stray(Dice dice, float start, int id, float pace)
    {
        float y = dice.Between(7, 11.5f), direction = dice.Chance(0.5f) ? 1 : -1;
        var course = Course.Walk(
            start, dice.Between(1.4f, 2.4f) * pace, (-direction * Edge(y), y, 0), (dice.Between(-2, 2), y + 0.5f, dice.Between(0, 4)), (direction * Edge(y), y, 0));
        return new DogActor(id, course, Dog.Coat(dice), dice.Between(0.46f, 0.62f));
    }

    private static Vehicle Delivery(Dice dice, float start, int id, float pace)
    {
        float y = dice.Between(15.6f, 17.6f), direction = dice.Chance(0.5f) ? 1 : -1;
        bool van = dice.Chance(0.6f);
        var course = Course.Walk(start, 3.4f * pace, (-direction * (Edge(y) + 3.5f), y, 0), (direction * (Edge(y) + 3.5f), y, 0));
        (Mesh body, CarProfile profile) = Car.Draw(dice, van);
        return new Vehicle(id, course, body, profile, van);
    }

    private static float Lane(Dice dice) =>
        dice.Unit() switch { < 0.55f => dice.Between(7, FrontRow - 0.9f), < 0.85f => dice.Between(FrontRow + 1.8f, BackRow - 1.4f), _ => dice.Between(BackRow + 3.4f, 27) };

    /// <summary>Just outside the picture at a depth.</summary>
    private static float Edge(float y) => (0.605f * y) + 1.3f;
}
