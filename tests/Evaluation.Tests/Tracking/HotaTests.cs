using VideoDyn.Evaluation.Tracking;
using static VideoDyn.Evaluation.Tests.Tracking.Tracks;

namespace VideoDyn.Evaluation.Tests.Tracking;

public class HotaTests
{
    [Fact]
    public void One_object_followed_by_two_tracks_has_half_the_association()
    {
        HotaScores hota = Score(10, i => [At(1, i)], i => [At(i < 5 ? 7 : 8, i)]).Hota;

        Assert.Equal(1, hota.DetectionAccuracy!.Value, 12);
        Assert.Equal(0.5, hota.AssociationAccuracy!.Value, 12); // each pair: 5 together, 10 + 5 - 5 in either
        Assert.Equal(Math.Sqrt(0.5), hota.Hota!.Value, 12);
        Assert.Equal(0.5, hota.Points[0].AssociationRecall, 12);
        Assert.Equal(1, hota.Points[0].AssociationPrecision, 12);
    }

    [Fact]
    public void Swapped_tracks_have_a_third_of_the_association()
    {
        HotaScores hota = Score(
            10, _ => [At(1, 0), At(2, 100)], i => i < 5 ? [At(7, 0), At(8, 100)] : [At(7, 100), At(8, 0)]).Hota;

        Assert.Equal(1.0 / 3, hota.AssociationAccuracy!.Value, 12); // 5 together, 10 + 10 - 5 in either
        Assert.Equal(Math.Sqrt(1.0 / 3), hota.Hota!.Value, 12);
    }

    [Fact]
    public void Uneven_split_weighs_each_pair_by_its_own_association()
    {
        // 8 pairs with 8/10 and 2 pairs with 2/10.
        HotaScores hota = Score(10, i => [At(1, i)], i => [At(i < 8 ? 7 : 8, i)]).Hota;

        Assert.Equal(((8 * 0.8) + (2 * 0.2)) / 10, hota.AssociationAccuracy!.Value, 12);
    }

    [Fact]
    public void Overlap_of_0_6_passes_twelve_of_nineteen_thresholds()
    {
        HotaScores hota = Score(10, _ => [At(1, 0)], _ => [Part(7, 0, 0.6f)]).Hota;

        Assert.Equal(12.0 / 19, hota.Hota!.Value, 12);
        Assert.Equal(0.6, hota.LocalizationAccuracy!.Value, 6);
        Assert.Equal(0.95, hota.Points[^1].Threshold);
        Assert.Equal(0, hota.Points[^1].Hota);
    }

    [Fact]
    public void Missed_frames_cost_detection_and_association()
    {
        HotaScores hota = Score(10, _ => [At(1, 0)], i => i < 6 ? [At(7, 0)] : []).Hota;

        Assert.Equal(0.6, hota.DetectionAccuracy!.Value, 12);
        Assert.Equal(0.6, hota.AssociationAccuracy!.Value, 12);
        Assert.Equal(0.6, hota.Hota!.Value, 12);
        Assert.Equal((0.6, 1), (hota.Points[0].DetectionRecall, hota.Points[0].DetectionPrecision));
    }

    [Fact]
    public void Boxes_go_to_the_track_that_fits_over_the_whole_stream()
    {
        // In frame 5 a stray box lies exactly on the object; the long track, a little off, still gets the pair.
        HotaScores hota = Score(
            10, _ => [At(1, 0)], i => i == 5 ? [Part(7, 0, 0.9f), At(8, 0)] : [Part(7, 0, 0.9f)]).Hota;

        Assert.Equal(1, hota.Points[0].AssociationAccuracy, 12);
        Assert.Equal(10.0 / 11, hota.Points[0].DetectionAccuracy, 12);
    }

    [Fact]
    public void Only_boxes_or_only_objects_score_nothing()
    {
        Assert.Equal(0, Score(3, _ => [], _ => [At(7, 0)]).Hota.Hota);
        Assert.Equal(0, Score(3, _ => [At(1, 0)], _ => []).Hota.Hota);
        Assert.Null(Score(3, _ => [At(1, 0)], _ => []).Hota.LocalizationAccuracy);
    }
}
