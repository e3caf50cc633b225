using VideoDyn.Core.Detections;
using VideoDyn.Events.Rules;
using VideoDyn.Events.Rules.Definitions;

namespace VideoDyn.Events.Tests.Rules;

public class TripwireTests
{
    [Fact]
    public void Tripwire_Crossed_IsTimedBetweenTheFramesAndKnowsItsDirection()
    {
        Stage stage = new Stage(Stage.Middle).Put(40).At(1).Put(80).At(2).Put(20).At(4);

        Assert.Equal([(1, 1.25, 1.0, 2.0), (-1, 3.0, 2.0, 4.0)], stage.Told.Select(told => (told.Direction, Math.Round(told.Time.At.TotalSeconds, 3), told.Time.Earliest.TotalSeconds, told.Time.Latest.TotalSeconds)));
        Assert.Equal([(1L, 0L), (1L, 1L)], stage.Told.Select(told => (told.CountIn!.Value, told.CountOut!.Value)));
    }

    [Fact]
    public void Tripwire_FramesWithoutPixels_ProveNothingButWidenTheInterval()
    {
        Stage stage = new Stage(Stage.Middle).Put(40).At(1).Put(70, provenance: Provenance.Predicted).At(2).Put(30, provenance: Provenance.Predicted).At(3).Put(60).At(4);

        Assert.Equal(new EventInterval(TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)), Assert.Single(stage.Told).Time);
    }

    [Theory]
    [InlineData(CrossingDirection.Both, "1 -1")]
    [InlineData(CrossingDirection.In, "1")]
    [InlineData(CrossingDirection.Out, "-1")]
    public void Tripwire_Direction_SaysWhichCrossingsAreTold(CrossingDirection direction, string told) =>
        Assert.Equal(told, string.Join(' ', new Stage(Stage.Middle with { Direction = direction }).Put(40).At(0).Put(60).At(1).Put(40).At(2).Told.Select(one => one.Direction)));

    [Fact]
    public void Tripwire_SameObjectAgain_IsToldAndCountedOnce()
    {
        Stage stage = new Stage(Stage.Middle).Put(40).At(0).Put(60).At(1).Put(40).At(2).Put(60).At(3).Put(40, id: 2).At(4).Put(60, id: 2).At(5);

        Assert.Equal([(1L, 0L), (1L, 1L), (1L, 1L), (2L, 1L)], stage.Told.Select(told => (told.CountIn!.Value, told.CountOut!.Value)));
    }

    [Fact]
    public void Tripwire_PassedBesideItsEnds_IsNotCrossed()
    {
        TripwireRule upper = Stage.Middle with { From = new(0.5f, 0.4f) };

        Assert.Empty(new Stage(upper).Put(40, 60).At(0).Put(60, 60).At(1).Told);
        // Round the end and back through it: only the way through counts.
        Assert.Equal([-1], new Stage(upper).Put(40, 60).At(0).Put(60, 60).At(1).Put(60, 30).At(2).Put(40, 30).At(3).Told.Select(told => told.Direction));
    }

    [Fact]
    public void Tripwire_PointOnTheLine_IsOnNeitherSideYet()
    {
        Stage stage = new Stage(Stage.Middle).Put(40).At(0).Put(50).At(1);

        Assert.Empty(stage.Told);
        Assert.Single(stage.Put(60).At(2).Told);
        Assert.Empty(new Stage(Stage.Middle).Put(40).At(0).Put(50).At(1).Put(40).At(2).Told);
    }

    [Fact]
    public void Tripwire_Confirm_DropsWhoComesBackAtOnce()
    {
        Stage stage = new Stage(Stage.Middle with { Confirm = TimeSpan.FromSeconds(1) }).Put(40).At(0).Put(60).At(0.5).Put(40).At(1).Put(60).At(2).At(2.5);

        Assert.Empty(stage.Told);
        Assert.Equal(1.5, Assert.Single(stage.At(3).Told).Time.At.TotalSeconds);
    }

    [Fact]
    public void Tripwire_Hysteresis_CountsTremblingOnTheLineOnce()
    {
        var stage = new Stage(Stage.Middle with { Hysteresis = TimeSpan.FromSeconds(3) });
        for (int step = 0; step < 8; step++)
            stage.Put(step % 2 == 0 ? 49 : 51).At(step / 4.0);
        Assert.Equal([1], stage.Told.Select(told => told.Direction));
        // It is on the right; what it does later counts again.
        stage.At(5).Put(40).At(6);
        Assert.Equal([1, -1], stage.Told.Select(told => told.Direction));
    }

    [Fact]
    public void Tripwires_OnAnyWalk_AreCrossedInTurnAndEndOnTheRightSide() => SeededProperty.Holds(31, random =>
    {
        var stage = new Stage(Stage.Middle with { Hysteresis = TimeSpan.FromSeconds(random.Next(2)), Confirm = TimeSpan.FromSeconds(random.Next(2)) });
        int first = 0, last = 0;
        for (int step = 0; step < 40; step++)
        {
            last = random.Next(35, 65);
            stage.Put(last).At(step * 0.3);
            first = first == 0 && last != 50 ? Math.Sign(last - 50) : first;
        }

        // Long after, everything is confirmed.
        stage.Put(last == 50 ? last = 49 : last).At(50).At(60);
        int sum = stage.Told.Sum(told => told.Direction);
        return first + (2 * sum) == Math.Sign(last - 50)
            && stage.Told.Zip(stage.Told.Skip(1)).All(pair => pair.First.Direction == -pair.Second.Direction && pair.First.Time.At <= pair.Second.Time.At)
            && stage.Told.All(told => told.Time.Earliest <= told.Time.At && told.Time.At <= told.Time.Latest);
    });

    [Fact]
    public void Tripwire_StreamTimeThatStepsBack_FailsNothing()
    {
        Stage stage = new Stage(Stage.Middle).Put(40).At(5).Put(60).At(3).Put(40).At(4);

        Assert.All(stage.Told, told => Assert.True(told.Time.Earliest <= told.Time.At && told.Time.At <= told.Time.Latest));
        Assert.Equal([1, -1], stage.Told.Select(told => told.Direction));
    }
}
