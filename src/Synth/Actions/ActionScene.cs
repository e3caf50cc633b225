using VideoDyn.Synth.Actors;
using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;
using VideoDyn.Synth.Scenes;

namespace VideoDyn.Synth.Actions;

/// <summary>One action on the plaza or beside the street, from a camera somewhere around it.</summary>
internal static class ActionScene
{
    public static Scene Build(SynthOptions options, Scene setting)
    {
        string action = options.Action!;
        var dice = Dice.For(options.Seed, 50, ActionNames.All.ToList().IndexOf(action));
        float length = (float)options.Duration.TotalSeconds;
        bool street = options.Scene == "street";
        float x = street ? dice.Between(-1, 5) : dice.Between(-3.5f, 3.5f), y = street ? dice.Between(6, 8) : dice.Between(8, 11.5f);
        float around = dice.Between(-0.8f, 0.8f), away = dice.Between(4.2f, 7.5f), height = dice.Between(1.7f, 3.3f);
        var eye = new Vec3(x + (away * Trigonometry.Sin(around)) + dice.Between(-0.6f, 0.6f), y - (away * Trigonometry.Cos(around)), height);
        float yaw = Trigonometry.Atan2(y - eye.Y, x - eye.X) + dice.Between(-0.08f, 0.08f);
        float heading = dice.Between(-Trigonometry.Pi, Trigonometry.Pi);
        List<Box> boxes = [.. setting.Set.Boxes];
        if (action == "sit-down")
            boxes.Add(Stool(x - (0.12f * Trigonometry.Cos(heading)), y - (0.12f * Trigonometry.Sin(heading))));
        return setting with
        {
            Camera = new CameraPlace(eye, yaw, Trigonometry.Atan2(height - 0.9f, away), dice.Between(0.75f, 0.95f)),
            Set = setting.Set with { Boxes = boxes },
            Actors = Cast(action, dice, length, x, y, heading),
            Rules = [],
        };
    }

    private static List<Actor> Cast(string action, Dice dice, float length, float x, float y, float heading)
    {
        float c = Trigonometry.Cos(heading), s = Trigonometry.Sin(heading);
        var poses = new Choreography(action, length, dice);
        switch (action)
        {
            case "walk":
            case "run":
                float speed = action == "run" ? dice.Between(2.7f, 3.6f) : dice.Between(1.1f, 1.6f), half = speed * (length + 0.2f) / 2;
                return [Person(1, Course.Walk(-0.1f, speed, (x - (c * half), y - (s * half), 0), (x + (c * half), y + (s * half), 0)), dice, poses)];
            case "fall":
                return [Person(1, Course.Walk(-0.1f, dice.Between(0.9f, 1.4f), (x - (c * 1.2f), y - (s * 1.2f), 0), (x, y, length + 1)), dice, poses)];
            case "loiter":
                float reach = dice.Between(0.4f, 0.9f);
                return [Person(1, Course.Walk(-1, 0.6f, (x, y, 0.4f), (x + (c * reach), y + (s * reach), 0.7f), (x - (s * reach), y + (c * reach), 0.6f), (x, y, length)), dice, poses)];
            case "fight":
                float apart = dice.Between(0.36f, 0.46f);
                return
                [
                    Person(1, Course.Stand(-1, length + 2, x - (c * apart), y - (s * apart), heading), dice, poses),
                    Person(2, Course.Stand(-1, length + 2, x + (c * apart), y + (s * apart), heading + Trigonometry.Pi), dice, new Choreography(action, length, dice)),
                ];
            default:
                return [Person(1, Course.Stand(-1, length + 2, x, y, heading), dice, poses)];
        }
    }

    private static Performer Person(int id, Course course, Dice dice, Choreography poses)
    {
        Look look = Look.Draw(dice);
        return new Performer(id, course, look.Carries == Luggage.Bag ? look with { Carries = Luggage.None } : look, poses);
    }

    private static Box Stool(float x, float y)
    {
        var wood = new Plain(Paint.Linear(130, 96, 66), 0.4f, 501);
        return new Box(new Vec3(x - 0.2f, y - 0.2f, 0), new Vec3(x + 0.2f, y + 0.2f, 0.36f), wood, wood);
    }
}
