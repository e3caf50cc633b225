using VideoDyn.Core.Detections;

namespace VideoDyn.Temporal.Tests.Tracking.Scenes;

/// <summary>
/// A street seen from the side: walkers cross an 800 x 600 picture in both directions at 0.5 to 1.2 body heights per
/// second on lanes so close that they pass in front of one another, and turn round now and then. Hidden ones are not in
/// the truth. 30 frames per second, seeded.
/// </summary>
internal static class Crowd
{
    public static List<TruthFrame> Make(int walkers, double seconds, int seed)
    {
        var random = new Random(seed);
        var people = new Walker[walkers];
        for (int index = 0; index < walkers; index++)
            people[index] = Walker.Enter(index + 1, random, 800 * random.NextSingle());
        long nextId = walkers + 1;
        List<TruthFrame> frames = [];
        for (int frame = 0; frame < seconds * 30; frame++)
        {
            for (int index = 0; index < walkers; index++)
            {
                people[index] = people[index].Move(1 / 30f, random);
                if (people[index].X is < -40 or > 840)
                    people[index] = Walker.Enter(nextId++, random, random.Next(2) == 0 ? -39 : 839);
            }
            // Nearer walkers stand lower in the picture and hide those behind.
            List<Walker> nearFirst = [.. people.OrderByDescending(walker => walker.Y)];
            List<(long, int, BoundingBox)> visible = [];
            foreach (Walker walker in nearFirst)
            {
                if (visible.All(nearer => Covered(walker.Box, nearer.Item3) < 0.6))
                    visible.Add((walker.Id, 1, walker.Box));
            }
            frames.Add(new(TimeSpan.FromSeconds(frame / 30.0), [.. visible.OrderBy(item => item.Item1)]));
        }
        return frames;
    }

    private static float Covered(BoundingBox box, BoundingBox nearer)
    {
        float width = MathF.Min(box.X2, nearer.X2) - MathF.Max(box.X1, nearer.X1);
        float height = MathF.Min(box.Y2, nearer.Y2) - MathF.Max(box.Y1, nearer.Y1);
        return width > 0 && height > 0 ? width * height / box.Area : 0;
    }

    private readonly record struct Walker(long Id, float X, float Y, float Height, float Speed)
    {
        public BoundingBox Box => Detector.Around(X, Y, 0.4f * Height, Height);

        public static Walker Enter(long id, Random random, float x)
        {
            float y = 150 + (300 * random.NextSingle());
            float height = 50 + (y / 10);
            float speed = height * (0.5f + (0.7f * random.NextSingle()));
            bool toTheLeft = x > 400 || (x is > 0 and < 800 && random.Next(2) == 0);
            return new(id, x, y, height, toTheLeft ? -speed : speed);
        }

        public Walker Move(float seconds, Random random) => this with
        {
            X = X + (Speed * seconds),
            // Once in 20 seconds on average.
            Speed = random.NextDouble() < seconds / 20 ? -Speed : Speed,
        };
    }
}
