using VideoDyn.Evaluation.Matching;
using VideoDyn.Evaluation.Tracking;
using static VideoDyn.Evaluation.Tests.Tracking.Tracks;

namespace VideoDyn.Evaluation.Tests.Tracking;

public class IdentityTests
{
    [Fact]
    public void One_object_followed_by_two_tracks_keeps_the_longer()
    {
        IdentityScores identity = Score(10, i => [At(1, i)], i => [At(i < 6 ? 7 : 8, i)]).Identity;

        Assert.Equal((6, 4, 4), (identity.Right, identity.Missed, identity.Wrong));
        Assert.Equal(0.6, identity.F1!.Value, 12);
    }

    [Fact]
    public void A_track_can_be_right_for_one_object_only()
    {
        // Track 7 covers object 1 for 6 frames, then object 2 for 4 frames.
        IdentityScores identity = Score(10, i => [At(i < 6 ? 1 : 2, i)], i => [At(7, i)]).Identity;

        Assert.Equal(6, identity.Right);
        Assert.Equal(0.6, identity.Precision!.Value, 12);
        Assert.Equal(0.6, identity.Recall!.Value, 12);
    }

    [Fact]
    public void Boxes_without_objects_lower_precision_only()
    {
        IdentityScores identity = Score(10, _ => [At(1, 0)], _ => [At(7, 0), At(8, 500)]).Identity;

        Assert.Equal(0.5, identity.Precision);
        Assert.Equal(1, identity.Recall);
        Assert.Equal(2.0 / 3, identity.F1!.Value, 12);
    }

    [Fact]
    public void Random_scenes_equal_brute_force_over_all_assignments() => SeededProperty.Holds(21, seed =>
    {
        // Few frames keep the number of tracks small enough to try every assignment.
        (TrackedBox[] Truth, TrackedBox[] Found)[] scene = Scene(seed)[..6];
        long[] objects = [.. scene.SelectMany(frame => frame.Truth).Select(box => box.TrackId).Distinct()];
        long[] tracks = [.. scene.SelectMany(frame => frame.Found).Select(box => box.TrackId).Distinct()];
        return Score(scene).Identity.Right == Best(scene, objects, tracks, 0, []);
    });

    private static long Best((TrackedBox[] Truth, TrackedBox[] Found)[] scene, long[] objects, long[] tracks, int place, HashSet<long> used)
    {
        if (place == objects.Length)
            return 0;
        long best = Best(scene, objects, tracks, place + 1, used);
        foreach (long track in tracks)
        {
            long together = scene.LongCount(frame => frame.Truth.Any(t => t.TrackId == objects[place] &&
                frame.Found.Any(f => f.TrackId == track && Overlap.IntersectionOverUnion(t.Box, f.Box) >= 0.5)));
            if (together == 0 || !used.Add(track))
                continue;
            best = Math.Max(best, together + Best(scene, objects, tracks, place + 1, used));
            used.Remove(track);
        }

        return best;
    }
}
