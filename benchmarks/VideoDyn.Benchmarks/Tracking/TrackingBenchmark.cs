using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Numerics;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Benchmarks.Tracking;

/// <summary>
/// One frame of 200 detections against 200 tracks on one thread: objects spread over a picture and packed so closely
/// that most gates overlap, at a high and a low rate; and the assignment of a full 200 x 200 matrix alone.
/// </summary>
internal static class TrackingBenchmark
{
    private const int Objects = 200;
    private const int Frames = 256;

    public static void Run(BenchmarkOptions options)
    {
        var timer = new InterleavedTimer();
        List<(string Name, Scene Scene)> scenes =
        [
            ("1920x1080, 25 frames per second", new Scene(1920, 1080, 25)),
            ("1920x1080, 2 frames per second", new Scene(1920, 1080, 2)),
            ("640x360 (packed), 25 frames per second", new Scene(640, 360, 25)),
            ("640x360 (packed), 2 frames per second", new Scene(640, 360, 2)),
        ];
        foreach ((string name, Scene scene) in scenes)
            timer.Add(name, scene.Step);
        var solver = new AssignmentSolver();
        var random = new Random(1);
        double[] costs = [.. Enumerable.Range(0, Objects * Objects).Select(_ => random.NextDouble())];
        int[] columnOfRow = new int[Objects];
        timer.Add("assignment alone, all pairs allowed", () => solver.Solve(costs, Objects, Objects, 10, columnOfRow));

        TimingReport report = timer.Measure(options.Rounds);

        Console.WriteLine(report.ToMarkdown($"{Objects} detections against {Objects} tracks"));
        foreach ((string name, Scene scene) in scenes)
        {
            int held = scene.Tracker.Tracks.Count;
            long newest = scene.Tracker.Tracks[^1].Id;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {held} tracks held, newest id {newest}."));
        }
    }

    /// <summary>Objects of 20 x 40 pixels swing around their places, a little jittered, in a loop of frames.</summary>
    private sealed class Scene
    {
        private readonly Detection[][] _frames = new Detection[Frames][];
        private readonly double _rate;
        private long _frame;

        public Scene(int width, int height, double rate)
        {
            _rate = rate;
            var random = new Random(2);
            (float X, float Y, double Phase)[] places = [.. Enumerable.Range(0, Objects)
                .Select(_ => (width * random.NextSingle(), height * random.NextSingle(), 2 * Math.PI * random.NextDouble()))];
            for (int frame = 0; frame < Frames; frame++)
            {
                // Whole swings per loop, about 0.2 Hz.
                double swings = Math.Max(1, Math.Round(0.2 * Frames / rate));
                double angle = 2 * Math.PI * swings * frame / Frames;
                _frames[frame] = [.. places.Select(place =>
                {
                    float x = place.X + (float)(25 * Math.Sin(angle + place.Phase)) + random.NextSingle();
                    float y = place.Y + random.NextSingle();
                    return new Detection(new(x, y, x + 20, y + 40), 0, 0.5f + (0.4f * random.NextSingle()));
                })];
            }
        }

        public ByteTracker Tracker { get; } = new();

        public void Step()
        {
            Tracker.Update(TimeSpan.FromSeconds(_frame / _rate), _frames[_frame % Frames]);
            _frame++;
        }
    }
}
