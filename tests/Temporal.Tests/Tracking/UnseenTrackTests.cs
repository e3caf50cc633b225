using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Temporal.Tests.Tracking;

/// <summary>Objects that an analysis did not look for: their own prediction comes back as an observation.</summary>
public class UnseenTrackTests
{
    private static readonly BoundingBox s_box = new(100, 100, 140, 200);

    [Fact]
    public void Update_PredictedDetection_BeginsNoTrack()
    {
        var tracker = new ByteTracker();
        for (int frame = 0; frame < 10; frame++)
            tracker.Update(At(frame), [new Detection(s_box, 0, 0.9f, Provenance.Predicted)]);
        Assert.Empty(tracker.Tracks);
        Assert.Empty(tracker.Tentative);
    }

    [Fact]
    public void Update_PredictedDetectionOfATrack_KeepsItPredictedAndConfirmed()
    {
        var tracker = new ByteTracker();
        for (int frame = 0; frame < 25; frame++)
            tracker.Update(At(frame), [new Detection(s_box, 0, 0.9f)]);
        for (int frame = 25; frame < 200; frame++)
            tracker.Update(At(frame), [new Detection(Assert.Single(tracker.Tracks).Box, 0, 0.9f, Provenance.Predicted)]);
        TrackedObject track = Assert.Single(tracker.Tracks);
        Assert.Equal((TrackState.Confirmed, Provenance.Predicted), (track.State, track.Provenance));
        Assert.Equal(At(24), track.LastDetected);
        Assert.Equal(At(199) - At(24), track.Age);
    }

    private static TimeSpan At(int frame) => TimeSpan.FromMilliseconds(40 * frame);
}
