using VideoDyn.Evaluation.Tests.Truth;
using VideoDyn.Evaluation.Tracking;
using VideoDyn.Evaluation.Truth;
using VideoDyn.TestKit;
using static VideoDyn.Evaluation.Tests.Tracking.Tracks;

namespace VideoDyn.Evaluation.Tests.Tracking;

/// <summary>What must hold for any scene.</summary>
public class TrackingInvariantTests
{
    [Fact]
    public void The_truth_scored_against_itself_is_perfect() => SeededProperty.Holds(31, seed =>
    {
        (TrackedBox[] Truth, TrackedBox[] Found)[] scene = [.. Scene(seed).Select(frame => (frame.Truth, frame.Truth))];
        return IsPerfect(Score(scene)) || scene.All(frame => frame.Truth.Length == 0);
    });

    [Fact]
    public void Renamed_tracks_score_the_same() => SeededProperty.Holds(32, seed =>
    {
        (TrackedBox[] Truth, TrackedBox[] Found)[] scene = Scene(seed);
        (TrackedBox[] Truth, TrackedBox[] Found)[] renamed =
        [
            .. scene.Select(frame => (
                frame.Truth.Select(box => box with { TrackId = 5000 - (box.TrackId * 3) }).ToArray(),
                frame.Found.Select(box => box with { TrackId = long.MaxValue - (box.TrackId * 7) }).ToArray())),
        ];
        return Same(Score(scene), Score(renamed));
    });

    [Fact]
    public void Sides_swapped_swap_precision_and_recall() => SeededProperty.Holds(33, seed =>
    {
        (TrackedBox[] Truth, TrackedBox[] Found)[] scene = Scene(seed);
        TrackingScores there = Score(scene);
        TrackingScores back = Score([.. scene.Select(frame => (frame.Found, frame.Truth))]);
        return there.Identity.Right == back.Identity.Right && there.Identity.Missed == back.Identity.Wrong &&
            Near(there.Hota.Hota, back.Hota.Hota) && Near(there.Hota.Points[9].DetectionRecall, back.Hota.Points[9].DetectionPrecision);
    });

    [Fact]
    public void Scores_stay_within_their_ranges() => SeededProperty.Holds(34, seed =>
    {
        TrackingScores scores = Score(Scene(seed));
        return scores.Clear.Mota is null or <= 1 && scores.Identity.F1 is null or (>= 0 and <= 1) && scores.Hota.Hota is null or (>= 0 and <= 1) &&
            scores.Identity.Right <= scores.Clear.Matched && scores.Clear.Matched + scores.Clear.Missed == scores.Hota.Objects &&
            scores.Hota.Points.Zip(scores.Hota.Points.Skip(1)).All(pair => pair.Second.DetectionAccuracy <= pair.First.DetectionAccuracy);
    });

    [Fact]
    public void Boxes_of_ghosts_lower_every_score() => SeededProperty.Holds(35, seed =>
    {
        (TrackedBox[] Truth, TrackedBox[] Found)[] scene = Scene(seed);
        TrackingScores clean = Score(scene);
        TrackingScores haunted = Score([.. scene.Select(frame => (frame.Truth, (TrackedBox[])[.. frame.Found, At(-5, 9000)]))]);
        return clean.Clear.Matched == 0 || (haunted.Clear.Mota < clean.Clear.Mota && haunted.Identity.F1 < clean.Identity.F1 && haunted.Hota.Hota < clean.Hota.Hota);
    });

    [SharedDataFact("videos/synthetic-cam2.gt.txt")]
    public void A_real_truth_file_scored_against_itself_is_perfect()
    {
        TruthSet truth = TruthFile.Read(SharedData.PathOf("videos/synthetic-cam2.gt.txt"));
        var meter = new TrackingMeter();
        for (int frame = 0; frame < truth.FrameCount; frame++)
        {
            TrackedBox[] boxes = TruthBoxes.Tracked(truth, frame);
            meter.Add(boxes, boxes);
        }

        TrackingScores scores = meter.Report();

        Assert.True(IsPerfect(scores));
        Assert.Equal((1856, 5568, 3), (scores.Frames, scores.Clear.Objects, scores.Clear.MostlyTracked));
    }

    private static bool IsPerfect(TrackingScores scores) =>
        scores.Clear.Mota == 1 && scores.Clear.Motp == 1 && scores.Clear.Fragmentations == 0 && scores.Identity.F1 == 1 && Near(scores.Hota.Hota, 1);

    private static bool Same(TrackingScores a, TrackingScores b) =>
        a.Clear == b.Clear && a.Identity == b.Identity && Near(a.Hota.Hota, b.Hota.Hota) && Near(a.Hota.AssociationAccuracy, b.Hota.AssociationAccuracy);

    private static bool Near(double? a, double? b) => a is null ? b is null : b is not null && Math.Abs(a.Value - b.Value) < 1e-9;
}
