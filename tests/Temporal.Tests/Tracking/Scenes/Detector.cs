using VideoDyn.Core.Detections;

namespace VideoDyn.Temporal.Tests.Tracking.Scenes;

/// <summary>Turns truth into detections.</summary>
internal static class Detector
{
    /// <summary>Sees everything exactly.</summary>
    public static List<Detection> Perfect(TruthFrame frame) => [.. frame.Objects.Select(item => new Detection(item.Box, item.ClassId, 1))];

    /// <summary>
    /// Boxes moved and resized by 5 % of their sides (standard deviation), 10 % missed, every seventh of low score, and
    /// per frame 0.3 ghosts on average in the shape of some true box.
    /// </summary>
    public static List<Detection> Noisy(TruthFrame frame, Random random)
    {
        List<Detection> seen = [];
        foreach ((long _, int classId, BoundingBox box) in frame.Objects)
        {
            if (random.NextDouble() < 0.1)
                continue;
            float x = ((box.X1 + box.X2) / 2) + (box.Width * 0.05f * Gaussian(random));
            float y = ((box.Y1 + box.Y2) / 2) + (box.Height * 0.05f * Gaussian(random));
            float width = box.Width * (1 + (0.05f * Gaussian(random)));
            float height = box.Height * (1 + (0.05f * Gaussian(random)));
            float score = random.Next(7) == 0 ? 0.15f + (0.2f * random.NextSingle()) : 0.5f + (0.45f * random.NextSingle());
            seen.Add(new(Around(x, y, width, height), classId, score));
        }
        for (int ghosts = random.NextDouble() < 0.25 ? random.NextDouble() < 0.2 ? 2 : 1 : 0; ghosts > 0; ghosts--)
        {
            (_, int classId, BoundingBox model) = frame.Objects[random.Next(frame.Objects.Count)];
            seen.Add(new(
                Around(800 * random.NextSingle(), 600 * random.NextSingle(), model.Width, model.Height),
                classId,
                0.15f + (0.55f * random.NextSingle())));
        }
        return seen;
    }

    public static BoundingBox Around(float x, float y, float width, float height) =>
        new(x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2));

    private static float Gaussian(Random random) =>
        MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
}
