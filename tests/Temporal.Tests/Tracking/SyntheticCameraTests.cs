using VideoDyn.Evaluation.Tracking;
using VideoDyn.Temporal.Tests.Tracking.Scenes;
using VideoDyn.TestKit;
using Xunit.Abstractions;

namespace VideoDyn.Temporal.Tests.Tracking;

/// <summary>Two persons walk through a static camera's view for a minute, at 30 frames per second and thinner.</summary>
public class SyntheticCameraTests(ITestOutputHelper output)
{
    private const string Truth = "videos/synthetic-cam2.gt.txt";

    [SharedDataTheory(Truth)]
    [InlineData(1, 0.98)]
    [InlineData(3, 0.97)]
    [InlineData(5, 0.95)]
    [InlineData(10, 0.90)]
    [InlineData(15, 0.85)]
    public void Update_TruthBoxesOfEveryNthFrame_KeepsBothIdentities(int step, double least)
    {
        var scores = Comparison.Run(Thinning.EveryNth(Frames(), step), Detector.Perfect);

        output.WriteLine(Comparison.Line($"exact, every {step}", scores));
        Assert.True(scores.Ours.Identity.F1!.Value >= least, $"IDF1 {scores.Ours.Identity.F1!.Value:F4}, expected {least} at least.");
        Assert.Equal(0, scores.Ours.Clear.IdSwitches);
    }

    [SharedDataTheory(Truth)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(30)]
    public void Update_TruthBoxesAtIrregularTimes_KeepsBothIdentities(int mostGap)
    {
        var scores = Comparison.Run(Thinning.Irregular(Frames(), mostGap, seed: 7), Detector.Perfect);

        output.WriteLine(Comparison.Line($"exact, gaps to {mostGap}", scores));
        Assert.True(scores.Ours.Identity.F1!.Value >= 0.95, $"IDF1 {scores.Ours.Identity.F1!.Value:F4}, expected 0.95 at least.");
        Assert.Equal(0, scores.Ours.Clear.IdSwitches);
    }

    // A tenth of the boxes is missing and a few more are too far off, so no tracker without hindsight reaches 0.95.
    [SharedDataTheory(Truth)]
    [InlineData(1, 0.92)]
    [InlineData(3, 0.92)]
    [InlineData(5, 0.91)]
    [InlineData(10, 0.89)]
    [InlineData(15, 0.87)]
    public void Update_NoisyDetectionsOfEveryNthFrame_StaysCloseToWhatWasSeen(int step, double least)
    {
        List<TruthFrame> frames = Thinning.EveryNth(Frames(), step);
        double mean = 0;
        for (int seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            (TrackingScores Ours, TrackingScores Rival) scores = Comparison.Run(frames, frame => Detector.Noisy(frame, random));
            output.WriteLine(Comparison.Line($"noisy, every {step}, seed {seed}", scores));
            mean += scores.Ours.Identity.F1!.Value / 3;
        }

        Assert.True(mean >= least, $"Mean IDF1 {mean:F4}, expected {least} at least.");
    }

    private static List<TruthFrame> Frames() => TruthFrame.ReadMot(SharedData.PathOf(Truth), 30);
}
