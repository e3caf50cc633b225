using VideoDyn.Core.Detections;

namespace VideoDyn.Evaluation.Tests.Agreement;

/// <summary>Short ways to write detections, and random frames.</summary>
internal static class Boxes
{
    public static readonly string[] Labels = ["person", "car", "chair"];

    public static Detection At(float x, float score = 0.9f, int classId = 0, float width = 10, float height = 10) =>
        new(new(x, 0, x + width, height), classId, score);

    public static Detection[] Random(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            float x = random.Next(60);
            float y = random.Next(60);
            return new Detection(
                new(x, y, x + 10 + random.Next(30), y + 10 + random.Next(30)), random.Next(3), (float)random.NextDouble());
        }),
    ];
}
