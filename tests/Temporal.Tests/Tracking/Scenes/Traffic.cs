using VideoDyn.Core.Detections;

namespace VideoDyn.Temporal.Tests.Tracking.Scenes;

/// <summary>
/// A road seen from the side: cars of 90 x 40 pixels drive 150 to 450 pixels per second (2 to 7 of their sizes) in six
/// lanes and both directions, and nobody overtakes. 30 frames per second, seeded.
/// </summary>
internal static class Traffic
{
    private const int Lanes = 6;
    private const float PictureWidth = 1280;

    public static List<TruthFrame> Make(double seconds, int seed)
    {
        var random = new Random(seed);
        float[] speeds = [.. Enumerable.Range(0, Lanes).Select(lane => (150 + (300 * random.NextSingle())) * (lane % 2 == 0 ? 1 : -1))];
        double[] nextArrival = [.. Enumerable.Range(0, Lanes).Select(_ => 3 * random.NextDouble())];
        List<(long Id, int Lane, double Start)> cars = [];
        List<TruthFrame> frames = [];
        for (int frame = 0; frame < seconds * 30; frame++)
        {
            double time = frame / 30.0;
            List<(long, int, BoundingBox)> visible = [];
            for (int lane = 0; lane < Lanes; lane++)
            {
                if (time < nextArrival[lane])
                    continue;
                cars.Add((cars.Count + 1, lane, time));
                // At least two and a half car lengths from front to front.
                nextArrival[lane] = time + (225 / Math.Abs(speeds[lane])) + (3 * random.NextDouble());
            }
            foreach ((long id, int lane, double start) in cars)
            {
                float way = speeds[lane] * (float)(time - start);
                float x = way >= 0 ? way : PictureWidth + way;
                if (x is >= 0 and <= PictureWidth)
                    visible.Add((id, 1, Detector.Around(x, 100 + (60 * lane), 90, 40)));
            }
            frames.Add(new(TimeSpan.FromSeconds(time), visible));
        }
        return frames;
    }
}
