using VideoDyn.Evaluation.Tracking;
using VideoDyn.Temporal.Tests.Tracking.Scenes;
using Xunit.Abstractions;

namespace VideoDyn.Temporal.Tests.Tracking;

/// <summary>Twelve walkers who hide one another, leave and are replaced by others, against a tracker that counts frames.</summary>
public class CrowdTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, -0.03)]
    [InlineData(3, 0.02)]
    [InlineData(5, 0.03)]
    [InlineData(10, 0.3)]
    [InlineData(15, 0.4)]
    [InlineData(30, 0.2)]
    public void Update_NoisyCrowdOfEveryNthFrame_BeatsCountingFramesWhereFramesAreFew(int step, double leastLead) =>
        AssertLead($"noisy crowd, every {step}", leastLead, (crowd, _) => Thinning.EveryNth(crowd, step));

    [Theory]
    [InlineData(6, 0.04)]
    [InlineData(20, 0.3)]
    public void Update_NoisyCrowdAtIrregularTimes_BeatsCountingFrames(int mostGap, double leastLead) =>
        AssertLead($"noisy crowd, gaps to {mostGap}", leastLead, (crowd, seed) => Thinning.Irregular(crowd, mostGap, seed));

    private void AssertLead(string name, double leastLead, Func<List<TruthFrame>, int, List<TruthFrame>> thin)
    {
        double lead = 0;
        for (int seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            List<TruthFrame> frames = thin(Crowd.Make(walkers: 12, seconds: 60, seed), seed);
            (TrackingScores Ours, TrackingScores Rival) scores = Comparison.Run(frames, frame => Detector.Noisy(frame, random));
            output.WriteLine(Comparison.Line($"{name}, seed {seed}", scores));
            lead += (scores.Ours.Identity.F1!.Value - scores.Rival.Identity.F1!.Value) / 3;
        }
        Assert.True(lead >= leastLead, $"Mean lead {lead:F4} in IDF1, expected {leastLead} at least.");
    }
}
