using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Temporal.Tests.Tracking;

public class ReentryTests
{
    private const int Dimension = 9;

    [Fact]
    public void Update_SameLooksAfterTheBuffer_ComesBackUnderItsId()
    {
        ByteTracker tracker = WithTwoPeople();
        Pause(tracker, from: 1, to: 12);
        Assert.Empty(tracker.Tracks);

        // The second one returns first, elsewhere, and looks a little different.
        tracker.Update(At(12), [Seen(700)], [.. Looks(5).Select((value, index) => value + (0.1f * (index % 2)))], Dimension);

        TrackedObject track = Assert.Single(tracker.Tracks);
        Assert.Equal(2, track.Id);
        Assert.Equal(TrackState.Confirmed, track.State);
        Assert.Equal(At(0), track.StartTime);
        Assert.Equal(0, track.VelocityX);
        Assert.Empty(tracker.Tentative);
    }

    [Fact]
    public void Update_OtherLooksAfterTheBuffer_IsSomeoneElse()
    {
        ByteTracker tracker = WithTwoPeople();
        Pause(tracker, from: 1, to: 12);

        tracker.Update(At(12), [Seen(100)], Looks(8), Dimension);

        Assert.Empty(tracker.Tracks);
        Assert.Equal(3, Assert.Single(tracker.Tentative).Id);
    }

    [Fact]
    public void Update_WithinTheBufferButBeyondTheGate_IsFoundByItsLooks()
    {
        ByteTracker tracker = WithTwoPeople();

        tracker.Update(At(1.1), [Seen(3000), Seen(500)], [.. Looks(0), .. Looks(5)], Dimension);

        Assert.Equal([1L, 2L], tracker.Tracks.Select(track => track.Id));
        Assert.Equal(Seen(3000).Box, tracker.Tracks[0].Box);
    }

    [Fact]
    public void Update_OtherClassWithTheSameLooks_IsSomeoneElse()
    {
        ByteTracker tracker = WithTwoPeople();
        Pause(tracker, from: 1, to: 12);

        tracker.Update(At(12), [Seen(100) with { ClassId = 3 }], Looks(0), Dimension);

        Assert.Empty(tracker.Tracks);
    }

    [Fact]
    public void Update_AfterTheMemoryIsOver_IsSomeoneElse()
    {
        ByteTracker tracker = WithTwoPeople();
        Pause(tracker, from: 1, to: 40);

        tracker.Update(At(40), [Seen(100)], Looks(0), Dimension);

        Assert.Empty(tracker.Tracks);
        Assert.Equal(3, Assert.Single(tracker.Tentative).Id);
    }

    [Fact]
    public void Update_EndedTrack_IsReportedOnceThoughItIsRemembered()
    {
        ByteTracker tracker = WithTwoPeople();
        int ended = 0;
        for (int step = 0; step < 500; step++)
        {
            tracker.Update(At(1.1 + (step * 0.1)), []);
            ended += tracker.Ended.Count;
        }

        Assert.Equal(2, ended);
    }

    [Fact]
    public void Update_VectorsThatSayNothing_TracksByMotionAlone()
    {
        float[] nothing = new float[Dimension];
        float[] nonsense = [.. Enumerable.Repeat(float.NaN, Dimension)];
        var tracker = new ByteTracker();
        for (int frame = 0; frame < 10; frame++)
            tracker.Update(At(frame / 10.0), [Seen(100), Seen(500)], [.. nothing, .. nonsense], Dimension);

        Assert.Equal([1L, 2L], tracker.Tracks.Select(track => track.Id));
    }

    [Fact]
    public void Update_WrongNumberOfValues_Throws()
    {
        var tracker = new ByteTracker();

        ArgumentException error = Assert.Throws<ArgumentException>(() => tracker.Update(At(0), [Seen(100)], new float[5], Dimension));

        Assert.Contains("Expected 1 vectors of 9 values, found 5 values.", error.Message, StringComparison.Ordinal);
    }

    private static ByteTracker WithTwoPeople()
    {
        var tracker = new ByteTracker();
        for (int frame = 0; frame <= 10; frame++)
            tracker.Update(At(frame / 10.0), [Seen(100), Seen(500)], [.. Looks(0), .. Looks(5)], Dimension);
        Assert.Equal(2, tracker.Tracks.Count);
        return tracker;
    }

    private static void Pause(ByteTracker tracker, double from, double to)
    {
        for (double second = from + 0.1; second < to; second += 0.1)
            tracker.Update(At(second), []);
    }

    // Unlike any other by a right angle; the length must not matter.
    private static float[] Looks(int which) => [.. Enumerable.Range(0, Dimension).Select(index => index == which ? which + 2f : 0)];

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Detection Seen(float x) => new(new BoundingBox(x - 20, 150, x + 20, 250), 0, 0.9f);
}
