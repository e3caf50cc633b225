using VideoDyn.Core.Tracks;
using VideoDyn.Evaluation.Tracking;
using VideoDyn.Temporal.Tests.Tracking.Scenes;
using VideoDyn.Temporal.Tracking;
using Xunit.Abstractions;

namespace VideoDyn.Temporal.Tests.Tracking;

/// <summary>Cars that move by more than their own length between frames.</summary>
public class TrafficTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, 0.98)]
    [InlineData(3, 0.97)]
    [InlineData(6, 0.95)]
    [InlineData(10, 0.90)]
    [InlineData(15, 0.70)]
    public void Update_ExactCarsOfEveryNthFrame_KeepsTheirIdentities(int step, double least)
    {
        double mean = 0;
        for (int seed = 1; seed <= 3; seed++)
        {
            List<TruthFrame> frames = Thinning.EveryNth(Traffic.Make(seconds: 60, seed), step);
            (TrackingScores Ours, TrackingScores Rival) scores = Comparison.Run(frames, Detector.Perfect);
            output.WriteLine(Comparison.Line($"exact traffic, every {step}, seed {seed}", scores));
            mean += scores.Ours.Identity.F1!.Value / 3;
        }

        Assert.True(mean >= least, $"Mean IDF1 {mean:F4}, expected {least} at least.");
    }

    // 450 pixels per second at 5 frames per second: the boxes of a car never overlap.
    [Fact]
    public void Update_FastCarAtFiveFramesPerSecond_IsOneConfirmedObject()
    {
        var tracker = new ByteTracker();
        for (int frame = 0; frame < 12; frame++)
            tracker.Update(TimeSpan.FromSeconds(frame / 5.0), [new(Detector.Around(90 * frame, 100, 90, 40), 0, 0.8f)]);

        TrackedObject car = Assert.Single(tracker.Tracks);
        Assert.Equal(1, car.Id);
        // A filter whose objects tend to rest underrates a little.
        Assert.InRange(car.VelocityX, 425, 455);
        Assert.Empty(tracker.Tentative);
    }
}
