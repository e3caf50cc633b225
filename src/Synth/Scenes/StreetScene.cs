using VideoDyn.Synth.Actors;
using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;
using VideoDyn.Synth.Truth;

namespace VideoDyn.Synth.Scenes;

/// <summary>A two-way street with a crossing, seen from a house: cars wait while people cross.</summary>
internal static class StreetScene
{
    private const float Near = 9.5f;
    private const float Far = 16.5f;
    private const float Crossing = 7.5f;
    private const float SignalCycle = 22;
    private const float RedFrom = 12.5f;

    public static Scene Build(SynthOptions options)
    {
        var schedule = new Schedule(options);
        int cars = options.Cars ?? 4;
        AddLane(schedule, (cars + 1) / 2, 1, 5);
        AddLane(schedule, cars / 2, -1, 6);
        int people = options.People ?? 7;
        schedule.Fill(people - (people / 3), 1, 5, (dice, start, id) => Pedestrian(dice, start, id, schedule.Speed));
        schedule.Fill(people / 3, 2, 6, (dice, start, id) => Crosser(dice, start, id, schedule.Speed));
        schedule.Fill(options.Bicycles ?? 1, 3, 12, (dice, start, id) => Cyclist(dice, start, id, schedule.Speed));
        schedule.Fill(options.Dogs ?? 0, 4, 12, (dice, start, id) => Stray(dice, start, id, schedule.Speed));
        Tree[] trees = [new(-6.5f, 18.6f, 5.8f, 2000, 21), new(14.2f, 18.8f, 6.2f, 2000, 22), new(27, 18.8f, 6, 1500, 23)];
        Vec3 toSun = new(-0.62f, -0.42f, 0.66f);
        return new Scene
        {
            Camera = new CameraPlace(new Vec3(-3, -3.2f, 5.2f), 1.25f, 0.225f, 0.80f),
            Set = Build(trees, options.Foliage > 0),
            Trees = trees,
            Actors = schedule.Actors,
            Day = Lights.Day(toSun),
            Dusk = Lights.Dusk(toSun),
            Rules =
            [
                new Rule("road", RuleKind.Zone, [(0.0, 0.42), (1.0, 0.33), (1.0, 0.6), (0.0, 0.62)], Dwell: 6, Loiter: 15),
                new Rule("count", RuleKind.Tripwire, [(0.3, 0.75), (0.36, 0.35)]),
            ],
        };
    }

    /// <summary>Whether people walk and cars wait.</summary>
    private static bool IsRed(float time)
    {
        float inCycle = time - (MathF.Floor(time / SignalCycle) * SignalCycle);
        return inCycle >= RedFrom;
    }

    private static Set Build(Tree[] trees, bool leavesMove)
    {
        List<Box> boxes =
        [
            House.Of(-40, -10.5f, 20.4f, 34, 10, 150, 92, 74, bricks: true, shops: true, seed: 201),
            House.Of(-10.5f, 4, 20.8f, 34, 8, 204, 194, 172, bricks: false, shops: true, seed: 202),
            House.Of(4, 21, 20.4f, 34, 11, 132, 96, 80, bricks: true, shops: true, seed: 203, bay: 2.4f),
            House.Of(21, 70, 20.6f, 34, 9, 182, 174, 164, bricks: false, shops: true, seed: 204),
            Props.Bin(0.2f, 17.1f), .. Props.Bench(10.8f, 19.4f),
        ];
        List<Mesh> props = [Props.Signal(Crossing - 2.3f, Near - 0.5f, 1), Props.Signal(Crossing + 2.3f, Far + 0.5f, -1), Props.Lamp(1.2f, Far + 0.7f, 4.6f), Props.Lamp(20, Far + 0.7f, 4.6f)];
        foreach (Tree tree in trees)
        {
            var mesh = new Mesh();
            tree.Trunk(mesh);
            if (!leavesMove)
                tree.Foliage(mesh, 0, 0);
            props.Add(mesh);
        }

        return new Set(new Street(Near, Far, Crossing, 200), boxes, props, Indoors: false, Seed: 205);
    }

    private static void AddLane(Schedule schedule, int cars, int direction, int purpose)
    {
        if (cars == 0)
            return;
        var dice = Dice.For(schedule.Seed, purpose);
        float y = direction > 0 ? ((3 * Near) + Far) / 4 : (Near + (3 * Far)) / 4;
        // Places count along the lane; the far lane runs the other way.
        (float from, float to) = direction > 0 ? (-17f, 32f) : (-40f, 18f);
        float stop = direction > 0 ? Crossing - 3.2f : -(Crossing + 3.2f);
        var entries = new List<(float, float, float)>();
        var bodies = new List<(Mesh Mesh, CarProfile Profile, bool Van)>();
        for (float time = -22; time < schedule.Duration; time += dice.Between(0.5f, 1.5f) * 9f / cars)
        {
            bool van = dice.Chance(0.2f);
            (Mesh mesh, CarProfile profile) = Car.Draw(dice, van);
            bodies.Add((mesh, profile, van));
            entries.Add((time, dice.Between(7.5f, 10.5f) * schedule.Speed, profile.Length));
        }

        List<(float Start, List<float> Places)> driven = Traffic.Drive(entries, from, to, stop, IsRed);
        for (int i = 0; i < driven.Count; i++)
        {
            (Mesh mesh, CarProfile profile, bool van) = bodies[i];
            float half = profile.Length / 2;
            List<(float, float)> places = [.. driven[i].Places.Select(place => (direction * (place - half), y))];
            schedule.TryAdd(new Vehicle(schedule.NextId, Course.Of(driven[i].Start, places), mesh, profile, van));
        }
    }

    private static Walker Pedestrian(Dice dice, float start, int id, float pace)
    {
        var look = Look.Draw(dice);
        bool far = dice.Chance(0.5f);
        float y = far ? dice.Between(17.2f, 18.2f) : dice.Between(5.2f, 8.8f), direction = dice.Chance(0.5f) ? 1 : -1;
        (float left, float right) = Edges(y);
        (float from, float to) = direction > 0 ? (left, right) : (right, left);
        float wait = dice.Chance(0.25f) ? dice.Between(5, 14) : 0;
        var course = Course.Walk(
            start, dice.Between(1.15f, 1.65f) * pace, (from, y, 0), (from + ((to - from) * dice.Between(0.3f, 0.7f)), y, wait), (to, y + dice.Between(-0.3f, 0.3f), 0));
        return new Walker(id, course, look, dice.Unit());
    }

    private static Walker Crosser(Dice dice, float start, int id, float pace)
    {
        var look = Look.Draw(dice);
        bool outwards = dice.Chance(0.5f);
        float speed = dice.Between(1.2f, 1.5f) * pace, x = Crossing + dice.Between(-1.3f, 1.3f);
        float y = outwards ? dice.Between(6, 8.4f) : dice.Between(17.4f, 18.2f), end = outwards ? dice.Between(17.4f, 18.2f) : dice.Between(6, 8.4f);
        (float left, float right) = Edges(y);
        float from = dice.Chance(0.5f) ? left : right;
        float kerb = outwards ? Near - 0.6f : Far + 0.6f;
        float arrival = start + ((Math.Abs(from - x) + Math.Abs(kerb - y)) / speed) + 0.8f;
        float cycle = MathF.Floor(arrival / SignalCycle) * SignalCycle;
        // Enough time to get across, else the next time.
        float go = arrival - cycle < RedFrom + 1 ? cycle + RedFrom + 1 : arrival - cycle < SignalCycle - 7 ? arrival : cycle + SignalCycle + RedFrom + 1;
        (float endLeft, float endRight) = Edges(end);
        var course = Course.Walk(
            start, speed, (from, y, 0), (x, y, 0), (x, kerb, Math.Max(0, go - arrival)), (x + dice.Between(-0.5f, 0.5f), end, 0), (dice.Chance(0.5f) ? endLeft : endRight, end, 0));
        return new Walker(id, course, look, dice.Unit());
    }

    private static Rider Cyclist(Dice dice, float start, int id, float pace)
    {
        // Beside the kerb, in the direction of the traffic; cars leave room.
        bool outwards = dice.Chance(0.5f);
        float y = outwards ? Near + 0.55f : Far - 0.55f;
        (float left, float right) = Edges(y);
        (float from, float to) = outwards ? (left - 1, right + 1) : (right + 1, left - 1);
        Paint frame = dice.Pick([Paint.Of(160, 34, 32, 0.3f), Paint.Of(36, 60, 110, 0.3f), Paint.Of(30, 30, 32, 0.3f), Paint.Of(200, 200, 196, 0.3f)]);
        return new Rider(id, Course.Walk(start, dice.Between(3.6f, 5) * pace, (from, y, 0), (to, y, 0)), Look.Draw(dice) with { Carries = Luggage.None, Coat = false, Skirt = false }, frame);
    }

    private static DogActor Stray(Dice dice, float start, int id, float pace)
    {
        float y = dice.Between(5.4f, 8.6f);
        (float left, float right) = Edges(y);
        (float from, float to) = dice.Chance(0.5f) ? (left, right) : (right, left);
        return new DogActor(id, Course.Walk(start, dice.Between(1.4f, 2.2f) * pace, (from, y, 0), (to, y, 0)), Dog.Coat(dice), dice.Between(0.46f, 0.62f));
    }

    /// <summary>Just outside the picture on both sides at a depth.</summary>
    private static (float Left, float Right) Edges(float y) => (-3 - ((y + 3.2f) * 0.26f) - 1.4f, -3 + ((y + 3.2f) * 1.23f) + 1.4f);
}
