using VideoDyn.Evaluation.Tracking;

namespace VideoDyn.Evaluation.Tests.Tracking;

/// <summary>Short ways to write tracks. All boxes are 10 x 10.</summary>
internal static class Tracks
{
    public static TrackedBox At(long id, float x, int classId = 0, bool ignore = false) =>
        new(id, new(x, 0, x + 10, 10), classId, ignore);

    /// <summary>A box at x that covers a share of the box of the same place: their overlap is that share.</summary>
    public static TrackedBox Part(long id, float x, float share) => new(id, new(x, 0, x + (10 * share), 10));

    public static TrackingScores Score(int frames, Func<int, TrackedBox[]> truth, Func<int, TrackedBox[]> found)
    {
        var meter = new TrackingMeter();
        for (int i = 0; i < frames; i++)
            meter.Add(truth(i), found(i));
        return meter.Report();
    }

    /// <summary>A scene of walkers with gaps, and a tracker that sees them with noise, losses, switches and ghosts.</summary>
    public static (TrackedBox[] Truth, TrackedBox[] Found)[] Scene(int seed)
    {
        var random = new Random(seed);
        int objects = 1 + random.Next(5);
        var starts = new float[objects];
        var speeds = new float[objects];
        long[] ids = new long[objects];
        for (int i = 0; i < objects; i++)
        {
            starts[i] = random.Next(60);
            speeds[i] = random.Next(-3, 4);
            ids[i] = 100 + i;
        }

        var frames = new (TrackedBox[], TrackedBox[])[20];
        for (int frame = 0; frame < frames.Length; frame++)
        {
            var truth = new List<TrackedBox>();
            var found = new List<TrackedBox>();
            for (int i = 0; i < objects; i++)
            {
                if (random.Next(8) == 0)
                    continue;
                float x = starts[i] + (speeds[i] * frame);
                truth.Add(At(i, x));
                if (random.Next(10) == 0)
                    ids[i] = 200 + (frame * 10) + i;
                if (random.Next(6) != 0)
                    found.Add(At(ids[i], x + random.Next(-3, 4)));
            }

            if (random.Next(4) == 0)
                found.Add(At(999, random.Next(80)));
            frames[frame] = ([.. truth], [.. found]);
        }

        return frames;
    }

    public static TrackingScores Score((TrackedBox[] Truth, TrackedBox[] Found)[] scene) =>
        Score(scene.Length, i => scene[i].Truth, i => scene[i].Found);
}
