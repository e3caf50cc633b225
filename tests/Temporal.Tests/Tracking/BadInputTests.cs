using System.Diagnostics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Temporal.Tests.Tracking;

public class BadInputTests
{
    private static readonly BoundingBox s_box = new(80, 150, 120, 250);

    public static TheoryData<float, float, float, float, float> Unsound => new()
    {
        { float.NaN, 0, 10, 10, 0.9f },
        { 0, float.PositiveInfinity, 10, 10, 0.9f },
        { 0, 0, float.NegativeInfinity, 10, 0.9f },
        { 0, 0, 10, float.NaN, 0.9f },
        { 0, 0, 10, 10, float.NaN },
        { 0, 0, 10, 10, float.PositiveInfinity },
        { 5, 5, 5, 10, 0.9f },
        { 5, 5, 10, 5, 0.9f },
        { 10, 10, 5, 5, 0.9f },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void Update_UnsoundDetection_IsIgnoredAndCounted(float x1, float y1, float x2, float y2, float score)
    {
        ByteTracker tracker = Confirmed();

        tracker.Update(TimeSpan.FromSeconds(0.3), [new(new(x1, y1, x2, y2), 0, score), new(s_box, 0, 0.9f)]);

        Assert.Equal(TrackState.Confirmed, Assert.Single(tracker.Tracks).State);
        Assert.Empty(tracker.Tentative);
        Assert.Equal(1, tracker.Counters.Malformed);
    }

    [Fact]
    public void Update_LargestAndSmallestFiniteBoxes_StaysFinite()
    {
        var tracker = new ByteTracker(new() { ConfirmHits = 1, ConfirmSeconds = 0 });
        Detection[] extremes =
        [
            new(new(-float.MaxValue, -float.MaxValue, float.MaxValue, float.MaxValue), 0, 1),
            new(new(0, 0, float.Epsilon, float.Epsilon), 0, 1),
            new(new(1e30f, 1e30f, 2e30f, 1.0000001e30f), 0, 1),
        ];
        for (int frame = 0; frame < 50; frame++)
            tracker.Update(TimeSpan.FromSeconds(frame), extremes);

        Assert.Equal([1L, 2L, 3L], tracker.Tracks.Select(track => track.Id));
        Assert.All(tracker.Tracks, track => Assert.False(float.IsNaN(track.PositionUncertainty) || float.IsNaN(track.VelocityX)));
    }

    [Fact]
    public void Update_TimeStandsStill_CountsAndTracksOn()
    {
        ByteTracker tracker = Confirmed();
        for (int repeat = 0; repeat < 5; repeat++)
            tracker.Update(TimeSpan.FromSeconds(0.2), [new(s_box, 0, 0.9f)]);

        Assert.Equal(5, tracker.Counters.TimeStoodStill);
        Assert.Equal(1, Assert.Single(tracker.Tracks).Id);
        Assert.True(float.IsFinite(tracker.Tracks[0].PositionUncertainty));
    }

    [Fact]
    public void Update_TimeStepsBack_CountsAsNoTimeAndGoesOnFromThere()
    {
        ByteTracker tracker = Confirmed();

        tracker.Update(TimeSpan.FromSeconds(-3600), [new(s_box, 0, 0.9f)]);
        TrackedObject track = Assert.Single(tracker.Tracks);
        Assert.Equal(1, track.Id);
        Assert.Equal(TimeSpan.Zero, track.Age);
        Assert.Equal(1, tracker.Counters.TimeWentBack);

        // The buffer runs in the new time: nothing waits an hour for the old one.
        tracker.Update(TimeSpan.FromSeconds(-3599), []);
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(tracker.Tracks).Age);
        tracker.Update(TimeSpan.FromSeconds(-3596), []);
        Assert.Empty(tracker.Tracks);
        Assert.Equal(1, tracker.Counters.TimeWentBack);
    }

    [Fact]
    public void AnyCall_ExtremeTimes_NeitherThrowsNorYieldsNaN()
    {
        var tracker = new ByteTracker(new() { ConfirmHits = 1, ConfirmSeconds = 0 });
        TimeSpan[] times =
        [
            TimeSpan.Zero, TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.FromSeconds(1),
        ];
        foreach (TimeSpan time in times)
        {
            tracker.Update(time, [new(s_box, 0, 0.9f) { Age = TimeSpan.MaxValue }]);
            tracker.Predict(time);
            tracker.Reuse(time);
            Assert.All(tracker.Tracks, track =>
            {
                Assert.True(track.Age >= TimeSpan.Zero);
                Assert.False(float.IsNaN(track.Box.X1));
            });
        }
    }

    [Fact]
    public void Update_HundredThousandDetections_AreCutByScoreAndFlaggedInBoundedTime()
    {
        var random = new Random(1);
        Detection[] flood = [.. Enumerable.Range(0, 100_000).Select(_ =>
        {
            float x = 4000 * random.NextSingle();
            float y = 3000 * random.NextSingle();
            return new Detection(new(x, y, x + 30, y + 60), 0, 0.1f + (0.8f * random.NextSingle()));
        })];
        flood[77_777] = new(s_box, 0, 0.95f);
        var tracker = new ByteTracker(new() { ConfirmHits = 1, ConfirmSeconds = 0 });

        long start = Stopwatch.GetTimestamp();
        tracker.Update(TimeSpan.FromSeconds(0), flood);
        tracker.Update(TimeSpan.FromSeconds(0.1), flood);

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5), "Two flooded frames took five seconds.");
        Assert.True(tracker.Truncated);
        Assert.Equal(2 * 99_000, tracker.Counters.DetectionsCut);
        Assert.Equal(500, tracker.Tracks.Count);
        Assert.Equal(s_box, tracker.Tracks[0].Box);

        tracker.Update(TimeSpan.FromSeconds(0.2), [new(s_box, 0, 0.95f)]);
        Assert.False(tracker.Truncated);
    }

    [Fact]
    public void Update_AtTheTrackCap_TurnsAwayTheLowestScores()
    {
        var tracker = new ByteTracker(new() { MaxTracks = 3, ConfirmHits = 1, ConfirmSeconds = 0 });

        tracker.Update(TimeSpan.Zero, [.. Enumerable.Range(0, 5).Select(index => Apart(index, 0.5f + (0.1f * index)))]);

        Assert.True(tracker.Truncated);
        Assert.Equal(2, tracker.Counters.TracksCut);
        Assert.Equal([0.9f, 0.8f, 0.7f], tracker.Tracks.Select(track => track.Score));
    }

    [Fact]
    public void Update_AtTheTrackCap_NewObjectsTakeThePlaceOfTheLongestLost()
    {
        var tracker = new ByteTracker(new() { MaxTracks = 3, ConfirmHits = 1, ConfirmSeconds = 0 });
        tracker.Update(TimeSpan.FromSeconds(0), [Apart(0, 0.9f), Apart(1, 0.8f), Apart(2, 0.7f)]);
        tracker.Update(TimeSpan.FromSeconds(0.1), [Apart(0, 0.9f), Apart(2, 0.7f)]);
        tracker.Update(TimeSpan.FromSeconds(0.2), [Apart(2, 0.7f)]);

        tracker.Update(TimeSpan.FromSeconds(0.3), [Apart(2, 0.7f), Apart(3, 0.9f)]);

        Assert.Equal([1L, 3L, 4L], tracker.Tracks.Select(track => track.Id));
        Assert.Equal(2, Assert.Single(tracker.Ended).Id);
        Assert.Equal(1, tracker.Counters.TracksCut);
    }

    private static Detection Apart(int index, float score) => new(new(1000 * index, 0, (1000 * index) + 40, 100), 0, score);

    private static ByteTracker Confirmed()
    {
        var tracker = new ByteTracker();
        for (int frame = 0; frame <= 2; frame++)
            tracker.Update(TimeSpan.FromSeconds(frame / 10.0), [new(s_box, 0, 0.9f)]);
        return tracker;
    }
}
