using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Temporal.Tests.Tracking;

/// <summary>Objects that come back near where they were lost, with boxes that motion and size do not explain.</summary>
public class RelinkTests
{
    private static readonly TrackerOptions s_joining = new() { RelinkSeconds = 1 };

    [Fact]
    public void Update_ComesBackAsAPartOfItself_KeepsItsNumberAndIsNotTold()
    {
        // Only the head of a person shows over a car from now on.
        var tracker = new ByteTracker(s_joining);
        Walk(tracker, 0, 20, frame => Box(100 + frame, 100, 40, 120));
        Skip(tracker, 20, 23);
        Walk(tracker, 23, 30, frame => Box(100 + frame, 100, 40, 32));

        TrackedObject track = Assert.Single(tracker.Tracks);
        Assert.Equal(1, track.Id);
        Assert.Equal(TrackState.Confirmed, track.State);
        Assert.Equal(TimeSpan.Zero, track.StartTime);
        Assert.Equal(32, track.Box.Height, 1f);
    }

    [Fact]
    public void Update_WithoutRelinking_IsSomebodyElse()
    {
        var tracker = new ByteTracker();
        Walk(tracker, 0, 20, frame => Box(100 + frame, 100, 40, 120));
        Skip(tracker, 20, 23);
        Walk(tracker, 23, 30, frame => Box(100 + frame, 100, 40, 32));

        Assert.Equal([1, 2], tracker.Tracks.Select(track => track.Id));
    }

    [Theory]
    [InlineData(400, 40, 32, 3)] // too far
    [InlineData(120, 12, 18, 3)] // too small
    [InlineData(120, 40, 32, 40)] // too late
    public void Update_SomebodyElse_GetsANewNumber(float x, float width, float height, int missing)
    {
        var tracker = new ByteTracker(s_joining);
        Walk(tracker, 0, 20, frame => Box(100 + frame, 100, 40, 120));
        Skip(tracker, 20, 20 + missing);
        Walk(tracker, 20 + missing, 27 + missing, _ => Box(x, 100, width, height));

        Assert.Equal(2, tracker.Tracks[^1].Id);
    }

    [Fact]
    public void Update_AnotherClassComes_GetsANewNumber()
    {
        var tracker = new ByteTracker(s_joining);
        Walk(tracker, 0, 20, frame => Box(100 + frame, 100, 40, 120));
        Skip(tracker, 20, 23);
        Walk(tracker, 23, 30, frame => Box(100 + frame, 100, 40, 32), classId: 3);

        Assert.Equal([1, 2], tracker.Tracks.Select(track => track.Id));
    }

    [Fact]
    public void Update_OneComesWhereAnotherGoes_AreTwo()
    {
        // Both at the edge of the picture, where the one that goes shrinks, the other way round.
        var tracker = new ByteTracker(s_joining);
        Walk(tracker, 0, 20, frame => Box(10 * frame, 100, Math.Min(80, 210 - (10 * frame)), 50));
        Skip(tracker, 20, 23);
        Walk(tracker, 23, 35, frame => Box(210 - (10 * (frame - 20)), 130, Math.Min(80, 10 * (frame - 20)), 50));

        Assert.Equal(2, tracker.Tracks[^1].Id);
    }

    [Fact]
    public void Update_SizeOfAHiddenObject_DoesNotGoOnShrinking()
    {
        var tracker = new ByteTracker(s_joining);
        Walk(tracker, 0, 10, _ => Box(100, 100, 40, 120));
        Walk(tracker, 10, 16, frame => Box(100, 100, 40, 120 - (12 * (frame - 9))));
        Skip(tracker, 16, 40);

        Assert.InRange(Assert.Single(tracker.Tracks).Box.Height, 40, 80);
    }

    private static void Walk(ByteTracker tracker, int from, int to, Func<int, BoundingBox> box, int classId = 0)
    {
        for (int frame = from; frame < to; frame++)
            tracker.Update(TimeSpan.FromSeconds(frame / 20.0), [new Detection(box(frame), classId, 0.8f)]);
    }

    private static void Skip(ByteTracker tracker, int from, int to)
    {
        for (int frame = from; frame < to; frame++)
            tracker.Update(TimeSpan.FromSeconds(frame / 20.0), []);
    }

    private static BoundingBox Box(float x, float y, float width, float height) => new(x, y, x + width, y + height);
}
