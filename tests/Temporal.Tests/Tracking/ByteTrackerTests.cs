using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Temporal.Tests.Tracking;

public class ByteTrackerTests
{
    private const int Person = 0;
    private const int Car = 2;

    [Fact]
    public void Update_FirstDetection_IsTentativeAndDoesNotCount()
    {
        var tracker = new ByteTracker();

        tracker.Update(At(0), [Seen(100)]);

        Assert.Empty(tracker.Tracks);
        TrackedObject track = Assert.Single(tracker.Tentative);
        Assert.Equal(TrackState.Tentative, track.State);
    }

    [Theory]
    [InlineData(30, 4)]
    [InlineData(10, 2)]
    [InlineData(2, 2)]
    public void Update_SteadyObject_IsConfirmedByStreamTimeAndHits(double rate, int expectedFrames)
    {
        var tracker = new ByteTracker();
        int frames = 0;
        while (tracker.Tracks.Count == 0 && frames < 100)
            tracker.Update(At(frames++ / rate), [Seen(100)]);

        Assert.Equal(expectedFrames, frames);
        Assert.Equal(TrackState.Confirmed, tracker.Tracks[0].State);
        Assert.Equal(At(0), tracker.Tracks[0].StartTime);
    }

    [Fact]
    public void Update_ConfirmationSwitchedOff_CountsAtOnce()
    {
        var tracker = new ByteTracker(new() { ConfirmHits = 1, ConfirmSeconds = 0 });

        tracker.Update(At(0), [Seen(100)]);

        Assert.Equal(TrackState.Confirmed, Assert.Single(tracker.Tracks).State);
    }

    [Fact]
    public void Update_FlashesAtRandomPlaces_NeverConfirmsAny()
    {
        var tracker = new ByteTracker();
        for (int frame = 0; frame < 200; frame++)
        {
            tracker.Update(At(frame / 10.0), [Seen(frame * 7919 % 5000, y: frame * 104729 % 3000)]);
            Assert.Empty(tracker.Tracks);
            Assert.Empty(tracker.Ended);
        }
    }

    [Fact]
    public void Update_DetectedBox_IsPublishedAsTheNetworkPutIt()
    {
        ByteTracker tracker = Confirmed();

        tracker.Update(At(0.3), [Seen(103)]);

        TrackedObject track = Assert.Single(tracker.Tracks);
        Assert.Equal(Seen(103).Box, track.Box);
        Assert.Equal(Provenance.Detected, track.Provenance);
        Assert.Equal(TimeSpan.Zero, track.Age);
        Assert.Equal(At(0.3), track.LastDetected);
    }

    [Fact]
    public void Update_ReusedDetectionWithAge_PassesProvenanceAndAgeOn()
    {
        ByteTracker tracker = Confirmed();

        tracker.Update(At(0.5), [Seen(100) with { Provenance = Provenance.Reused, Age = At(0.3) }]);

        TrackedObject track = Assert.Single(tracker.Tracks);
        Assert.Equal(Provenance.Reused, track.Provenance);
        Assert.Equal(At(0.3), track.Age);
        Assert.Equal(At(0.2), track.LastDetected);
        Assert.Equal(TrackState.Confirmed, track.State);
    }

    [Fact]
    public void Predict_MovingObject_MovesOnWithGrowingUncertaintyAndAge()
    {
        var tracker = new ByteTracker();
        for (int frame = 0; frame <= 20; frame++)
            tracker.Update(At(frame / 10.0), [Seen(100 + (6 * frame))]);
        long id = Assert.Single(tracker.Tracks).Id;
        Assert.InRange(tracker.Tracks[0].VelocityX, 57, 61);
        float uncertainty = tracker.Tracks[0].PositionUncertainty;

        for (int frame = 1; frame <= 5; frame++)
        {
            tracker.Predict(At(2 + (frame / 10.0)));

            TrackedObject track = Assert.Single(tracker.Tracks);
            Assert.Equal(id, track.Id);
            Assert.Equal(TrackState.Confirmed, track.State);
            Assert.Equal(Provenance.Predicted, track.Provenance);
            Assert.Equal(At(frame / 10.0), track.Age);
            Assert.InRange((track.Box.X1 + track.Box.X2) / 2, 220 + (5 * frame), 220 + (6.2 * frame));
            Assert.True(track.PositionUncertainty > uncertainty);
            uncertainty = track.PositionUncertainty;
        }
        tracker.Update(At(2.6), [Seen(256)]);
        Assert.Equal(id, Assert.Single(tracker.Tracks).Id);
    }

    [Fact]
    public void Reuse_AfterMotion_KeepsTheLastBoxAndComesToRest()
    {
        var tracker = new ByteTracker();
        for (int frame = 0; frame <= 10; frame++)
            tracker.Update(At(frame / 10.0), [Seen(100 + (6 * frame))]);

        for (int frame = 1; frame <= 10; frame++)
        {
            tracker.Reuse(At(1 + (frame / 10.0)));
            TrackedObject track = Assert.Single(tracker.Tracks);
            Assert.Equal(Seen(160).Box, track.Box);
            Assert.Equal(Provenance.Reused, track.Provenance);
            Assert.Equal(At(frame / 10.0), track.Age);
        }
        Assert.InRange(tracker.Tracks[0].VelocityX, -8, 8);
    }

    [Fact]
    public void Reuse_LostTrack_StaysLostAndExpires()
    {
        ByteTracker tracker = Confirmed();
        tracker.Update(At(0.3), []);

        tracker.Reuse(At(0.4));
        Assert.Equal(TrackState.Lost, Assert.Single(tracker.Tracks).State);

        tracker.Reuse(At(3.3));
        Assert.Empty(tracker.Tracks);
        Assert.Single(tracker.Ended);
    }

    [Fact]
    public void Update_Missed_IsLostThenEndsWhenTheBufferIsOver()
    {
        ByteTracker tracker = Confirmed();
        long id = tracker.Tracks[0].Id;

        tracker.Update(At(1), []);
        Assert.Equal(TrackState.Lost, Assert.Single(tracker.Tracks).State);
        Assert.Equal(Provenance.Predicted, tracker.Tracks[0].Provenance);

        tracker.Update(At(3.15), []);
        Assert.Single(tracker.Tracks);
        Assert.Empty(tracker.Ended);

        tracker.Update(At(3.25), []);
        Assert.Empty(tracker.Tracks);
        Assert.Equal(id, Assert.Single(tracker.Ended).Id);

        tracker.Update(At(3.3), []);
        Assert.Empty(tracker.Ended);
    }

    [Fact]
    public void Update_BackWithinTheBuffer_KeepsItsId()
    {
        ByteTracker tracker = Confirmed();
        long id = tracker.Tracks[0].Id;
        for (int frame = 3; frame < 15; frame++)
            tracker.Update(At(frame / 10.0), []);

        tracker.Update(At(1.5), [Seen(104)]);

        TrackedObject track = Assert.Single(tracker.Tracks);
        Assert.Equal(id, track.Id);
        Assert.Equal(TrackState.Confirmed, track.State);
    }

    // A frame every five seconds is further apart than the buffer; trackers that only watch the clock see nothing then.
    [Fact]
    public void Update_FramesFurtherApartThanTheBuffer_StillTracks()
    {
        var tracker = new ByteTracker();
        for (int frame = 0; frame < 10; frame++)
            tracker.Update(At(5 * frame), [Seen(100 + frame)]);

        Assert.Equal(1, Assert.Single(tracker.Tracks).Id);
    }

    [Fact]
    public void Predict_LongerThanTheBuffer_DoesNotEndWhatNobodyLookedFor()
    {
        ByteTracker tracker = Confirmed();
        for (int second = 1; second <= 20; second++)
            tracker.Predict(At(second));

        tracker.Update(At(20.1), [Seen(100)]);

        Assert.Equal(1, Assert.Single(tracker.Tracks).Id);
    }

    [Fact]
    public void Update_GateWidensWithElapsedTime()
    {
        Assert.Equal(2, IdAfterJump(seconds: 0.04));
        Assert.Equal(1, IdAfterJump(seconds: 1));

        // Half a box height to the side: no overlap with where it was.
        static long IdAfterJump(double seconds)
        {
            var tracker = new ByteTracker(new() { ConfirmHits = 1, ConfirmSeconds = 0 });
            for (int frame = 0; frame < 20; frame++)
                tracker.Update(At(frame / 25.0), [Seen(100)]);
            tracker.Update(At((19 / 25.0) + seconds), [Seen(150)]);
            return tracker.Tracks.Single(track => track.Provenance == Provenance.Detected).Id;
        }
    }

    [Fact]
    public void Update_ScoreFallsLow_KeepsTheTrackButBeginsNone()
    {
        ByteTracker tracker = Confirmed();

        tracker.Update(At(0.3), [Seen(101, score: 0.15f), Seen(600, score: 0.3f)]);
        tracker.Update(At(0.4), [Seen(102, score: 0.15f), Seen(600, score: 0.3f)]);

        TrackedObject track = Assert.Single(tracker.Tracks);
        Assert.Equal(TrackState.Confirmed, track.State);
        Assert.Equal(0.15f, track.Score);
        Assert.Empty(tracker.Tentative);
    }

    [Fact]
    public void Update_LowScore_DoesNotBringALostTrackBack()
    {
        ByteTracker tracker = Confirmed();
        tracker.Update(At(0.3), []);

        tracker.Update(At(0.4), [Seen(100, score: 0.15f)]);

        Assert.Equal(TrackState.Lost, Assert.Single(tracker.Tracks).State);
    }

    [Fact]
    public void Update_ScoreBelowLow_IsIgnored()
    {
        ByteTracker tracker = Confirmed();

        tracker.Update(At(0.3), [Seen(100, score: 0.05f)]);

        Assert.Equal(TrackState.Lost, Assert.Single(tracker.Tracks).State);
        Assert.Equal(0, tracker.Counters.Malformed);
    }

    [Fact]
    public void Update_OtherClassAtTheSamePlace_IsAnotherObject()
    {
        ByteTracker tracker = Confirmed();

        tracker.Update(At(0.3), [Seen(100, classId: Car)]);

        Assert.Equal(TrackState.Lost, Assert.Single(tracker.Tracks).State);
        Assert.Equal(Car, Assert.Single(tracker.Tentative).ClassId);
    }

    [Fact]
    public void Update_TwoPassClosely_KeepTheirIds()
    {
        // Opposite directions, 1 box size apart at their closest, at 4 frames per second.
        var tracker = new ByteTracker();
        for (int frame = 0; frame <= 40; frame++)
        {
            float way = 10 * frame;
            tracker.Update(At(frame / 4.0), [Seen(100 + way, y: 200), Seen(500 - way, y: 265)]);
        }

        Assert.Equal([1L, 2L], tracker.Tracks.Select(track => track.Id));
        Assert.Equal(500, Centre(tracker.Tracks[0]), 3);
        Assert.Equal(100, Centre(tracker.Tracks[1]), 3);
    }

    [Fact]
    public void Update_ObjectsComeAndGo_NeverUsesAnIdTwice()
    {
        var tracker = new ByteTracker();
        HashSet<long> ended = [];
        for (int frame = 0; frame < 600; frame++)
        {
            // A new place every six seconds, with silence long enough to end the track before.
            List<Detection> seen = frame % 60 < 20 ? [Seen(100 + (frame / 60 * 300))] : [];
            tracker.Update(At(frame / 10.0), seen);
            Assert.DoesNotContain(tracker.Tracks, track => ended.Contains(track.Id));
            Assert.All(tracker.Ended, track => Assert.True(ended.Add(track.Id)));
        }
        Assert.Equal(10, ended.Count);
    }

    [Fact]
    public void Reset_EndsAllTracksAndGoesOnWithNewIds()
    {
        ByteTracker tracker = Confirmed();

        tracker.Reset();
        Assert.Equal(1, Assert.Single(tracker.Ended).Id);
        Assert.Empty(tracker.Tracks);

        // The stream may start over.
        tracker.Update(At(0), [Seen(100)]);
        tracker.Update(At(0.2), [Seen(100)]);
        Assert.Equal(2, Assert.Single(tracker.Tracks).Id);
        Assert.Equal(0, tracker.Counters.TimeWentBack);
    }

    private static ByteTracker Confirmed()
    {
        var tracker = new ByteTracker();
        for (int frame = 0; frame <= 2; frame++)
            tracker.Update(At(frame / 10.0), [Seen(100)]);
        Assert.Single(tracker.Tracks);
        return tracker;
    }

    private static float Centre(TrackedObject track) => (track.Box.X1 + track.Box.X2) / 2;

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    // 40 x 100 pixels.
    private static Detection Seen(float x, float y = 200, float score = 0.9f, int classId = Person) =>
        new(new BoundingBox(x - 20, y - 50, x + 20, y + 50), classId, score);
}
