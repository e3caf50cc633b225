using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Temporal.Tests.Tracking.Scenes;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Temporal.Tests.Tracking;

public class SteadyStateTests
{
    [Fact]
    public void Update_SameDetectionsTwice_GivesTheSameTracksBitForBit()
    {
        List<List<Detection>> frames = NoisyFrames();

        Assert.Equal(Run(frames), Run(frames));
    }

    [Fact]
    public void Update_DetectionsInAnotherOrder_GivesTheSameTracks()
    {
        List<List<Detection>> frames = NoisyFrames();
        var random = new Random(9);
        List<List<Detection>> shuffled = [.. frames.Select(frame =>
        {
            Detection[] copy = [.. frame];
            random.Shuffle(copy);
            return copy.ToList();
        })];

        Assert.Equal(Run(frames), Run(shuffled));
    }

    [Fact]
    public void AllCalls_SteadyState_AllocateNothing()
    {
        // Objects come and go, appearances are learned and matched; the second half repeats what the first has seen.
        List<List<Detection>> frames = NoisyFrames();
        const int dimension = 16;
        var random = new Random(4);
        List<float[]> looks = [.. frames
            .Select(frame => Enumerable.Range(0, frame.Count * dimension).Select(_ => random.NextSingle() - 0.5f).ToArray())];
        var tracker = new ByteTracker();
        int time = 0;
        Pass();
        Pass();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Pass()
        {
            for (int index = 0; index < frames.Count; index++)
            {
                tracker.Update(TimeSpan.FromSeconds(++time / 10.0), frames[index], looks[index], dimension);
                tracker.Predict(TimeSpan.FromSeconds(++time / 10.0));
                tracker.Reuse(TimeSpan.FromSeconds(++time / 10.0));
            }
            tracker.Reset();
        }
    }

    private static List<List<Detection>> NoisyFrames()
    {
        var random = new Random(2);
        return [.. Thinning.EveryNth(Crowd.Make(walkers: 20, seconds: 40, seed: 2), 6).Select(frame => Detector.Noisy(frame, random))];
    }

    private static List<TrackedObject> Run(List<List<Detection>> frames)
    {
        var tracker = new ByteTracker();
        List<TrackedObject> all = [];
        for (int index = 0; index < frames.Count; index++)
        {
            tracker.Update(TimeSpan.FromSeconds(index * 0.2), frames[index]);
            all.AddRange(tracker.Tracks);
            all.AddRange(tracker.Tentative);
            all.AddRange(tracker.Ended);
        }
        return all;
    }
}
