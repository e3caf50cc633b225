using VideoDyn.Evaluation.Tracking;
using static VideoDyn.Evaluation.Tests.Tracking.Tracks;

namespace VideoDyn.Evaluation.Tests.Tracking;

public class ClearMotTests
{
    [Fact]
    public void One_object_followed_by_two_tracks_has_one_switch()
    {
        ClearMotScores clear = Score(10, i => [At(1, i)], i => [At(i < 5 ? 7 : 8, i)]).Clear;

        Assert.Equal((10, 0, 0, 1, 0), (clear.Matched, clear.Missed, clear.Extra, clear.IdSwitches, clear.Fragmentations));
        Assert.Equal(0.9, clear.Mota!.Value, 12);
        Assert.Equal(1, clear.Motp);
    }

    [Fact]
    public void Swapped_tracks_have_two_switches()
    {
        ClearMotScores clear = Score(
            10, _ => [At(1, 0), At(2, 100)], i => i < 5 ? [At(7, 0), At(8, 100)] : [At(7, 100), At(8, 0)]).Clear;

        Assert.Equal(2, clear.IdSwitches);
        Assert.Equal(0.9, clear.Mota!.Value, 12);
    }

    [Fact]
    public void A_switch_is_counted_over_a_gap()
    {
        ClearMotScores clear = Score(6, _ => [At(1, 0)], i => i == 2 ? [] : [At(i < 2 ? 7 : 8, 0)]).Clear;

        Assert.Equal((1, 1, 1), (clear.IdSwitches, clear.Fragmentations, clear.Missed));
        Assert.Equal(1 - (2.0 / 6), clear.Mota!.Value, 12);
    }

    [Fact]
    public void Lost_and_found_again_is_a_fragmentation_only_while_the_object_is_present()
    {
        Assert.Equal(2, Score(7, _ => [At(1, 0)], i => i is 2 or 4 ? [] : [At(7, 0)]).Clear.Fragmentations);
        Assert.Equal(0, Score(7, i => i is 2 or 3 ? [] : [At(1, 0)], i => i is 2 or 3 ? [] : [At(7, 0)]).Clear.Fragmentations);
        Assert.Equal(0, Score(7, _ => [At(1, 0)], i => i < 3 ? [] : [At(7, 0)]).Clear.Fragmentations);
        Assert.Equal(0, Score(7, _ => [At(1, 0)], i => i < 3 ? [At(7, 0)] : []).Clear.Fragmentations);
    }

    [Fact]
    public void A_pair_stays_together_although_another_box_fits_better()
    {
        // From the second frame on track 8 lies exactly on the object, but 7 still overlaps it by 0.6.
        ClearMotScores clear = Score(3, _ => [At(1, 0)], i => i == 0 ? [At(7, 0)] : [Part(7, 0, 0.6f), At(8, 0)]).Clear;

        Assert.Equal((0, 2), (clear.IdSwitches, clear.Extra));
        Assert.Equal((1 + 0.6 + 0.6) / 3, clear.Motp!.Value, 6);
    }

    [Fact]
    public void A_new_object_has_no_earlier_pair_to_stay_in()
    {
        // In the second frame an object appears that fits track 8, the second one, better than track 7, the first one.
        ClearMotScores clear = Score(2, i => i == 0 ? [] : [At(1, 0)], i => i == 0 ? [At(7, 300)] : [Part(7, 0, 0.6f), At(8, 0)]).Clear;

        Assert.Equal(1, clear.Motp);
    }

    [Fact]
    public void Overlap_below_a_half_is_a_miss_and_an_extra_box()
    {
        ClearMotScores clear = Score(4, _ => [At(1, 0)], _ => [Part(7, 0, 0.49f)]).Clear;

        Assert.Equal((0, 4, 4), (clear.Matched, clear.Missed, clear.Extra));
        Assert.Equal(-1, clear.Mota);
        Assert.Null(clear.Motp);
    }

    [Theory]
    [InlineData(8, 1, 0, 0)]
    [InlineData(7, 0, 1, 0)]
    [InlineData(2, 0, 1, 0)]
    [InlineData(1, 0, 0, 1)]
    public void Objects_are_sorted_by_the_share_of_frames(int followed, int mostly, int partly, int lost)
    {
        ClearMotScores clear = Score(10, _ => [At(1, 0)], i => i < followed ? [At(7, 0)] : []).Clear;

        Assert.Equal((mostly, partly, lost), (clear.MostlyTracked, clear.PartlyTracked, clear.MostlyLost));
    }

    [Fact]
    public void Nothing_at_all_has_no_score()
    {
        TrackingScores scores = Score(3, _ => [], _ => []);

        Assert.Null(scores.Clear.Mota);
        Assert.Null(scores.Identity.F1);
        Assert.Null(scores.Hota.Hota);
        Assert.Equal(3, scores.Frames);
    }

    [Fact]
    public void A_track_twice_in_a_frame_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Score(1, _ => [], _ => [At(7, 0), At(7, 50)]));

        Assert.Contains("Track 7 of the tracker", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Boxes_of_another_class_never_match() =>
        Assert.Equal(0, Score(2, _ => [At(1, 0)], _ => [At(7, 0, classId: 2)]).Clear.Matched);

    [Fact]
    public void Ignored_objects_are_neither_missed_nor_is_their_track_wrong()
    {
        ClearMotScores followed = Score(5, _ => [At(1, 0), At(2, 100, ignore: true)], _ => [At(7, 0), At(8, 100, classId: 3)]).Clear;
        ClearMotScores unseen = Score(5, _ => [At(1, 0), At(2, 100, ignore: true)], _ => [At(7, 0)]).Clear;

        Assert.Equal((5, 0, 0), (followed.Matched, followed.Missed, followed.Extra));
        Assert.Equal((5, 0, 0), (unseen.Matched, unseen.Missed, unseen.Extra));
    }

    [Fact]
    public void An_ignored_object_beside_a_real_one_does_not_take_its_track()
    {
        ClearMotScores clear = Score(5, _ => [At(1, 0), At(2, 3, ignore: true)], _ => [At(7, 0)]).Clear;

        Assert.Equal((5, 0, 0), (clear.Matched, clear.Missed, clear.Extra));
    }
}
