using VideoDyn.Events.Envelope;
using VideoDyn.Events.Rules;
using VideoDyn.Events.Rules.Definitions;

namespace VideoDyn.Events.Tests.Rules;

public class BehaviourTests
{
    private const int Bag = 2;
    private static readonly ZoneRule s_all = new() { Name = "all", Corners = Stage.Square(0, 0, 1, 1) };

    [Fact]
    public void Stationary_StandsStill_IsToldOnceUntilItMoves()
    {
        Stage stage = new Stage(s_all with { Stationary = TimeSpan.FromSeconds(2) }).Put(20).At(0).At(1.9).Put(21).At(2).At(5).Put(60).At(6).At(8);

        Assert.Equal([2.0, 8.0], Told(stage, EventTypes.ObjectStationary).Select(told => told.Time.At.TotalSeconds));
    }

    [Fact]
    public void Stationary_SlowMovement_IsMovement()
    {
        var stage = new Stage(s_all with { Stationary = TimeSpan.FromSeconds(2) });
        for (int step = 0; step < 60; step++)
            stage.Put(10 + step).At(step * 0.25);

        Assert.Empty(Told(stage, EventTypes.ObjectStationary));
    }

    [Fact]
    public void Abandoned_OwnerGoesAway_IsToldAfterThePatience()
    {
        Stage stage = new Stage(s_all with { Abandoned = TimeSpan.FromSeconds(3), Objects = ["bag"] })
            .Put(50, kind: Bag).Put(55, id: 2, height: 40).At(0).At(10).Put(98, id: 2, height: 40).At(11).At(12.9);

        Assert.Empty(Told(stage, EventTypes.ObjectAbandoned));
        RuleEvent told = Assert.Single(Told(stage.At(13).At(20), EventTypes.ObjectAbandoned));
        Assert.Equal((1L, 13.0, 3.0), (told.Object!.Value.Id, told.Time.At.TotalSeconds, told.Duration!.Value.TotalSeconds));
    }

    [Theory]
    [InlineData(true, "gone")]
    [InlineData(false, "moved")]
    public void Removed_WhatStoodLong_IsMissed(bool vanishes, string reason)
    {
        Stage stage = new Stage(s_all with { Removed = TimeSpan.FromSeconds(2) }).Put(50, kind: Bag).At(0).At(3);

        _ = vanishes ? stage.Drop().At(4) : stage.Put(80, kind: Bag).At(4);

        RuleEvent told = Assert.Single(Told(stage, EventTypes.ObjectRemoved));
        Assert.Equal((reason, 3.0, 4.0), (told.Reason, told.Time.Earliest.TotalSeconds, told.Time.At.TotalSeconds));
    }

    [Fact]
    public void Removed_WhatStoodShortlyOrEndsWithTheStream_IsNotMissed()
    {
        Assert.Empty(Told(new Stage(s_all with { Removed = TimeSpan.FromSeconds(2) }).Put(50).At(0).At(1).Drop().At(4), EventTypes.ObjectRemoved));
        Assert.Empty(Told(new Stage(s_all with { Removed = TimeSpan.FromSeconds(2) }).Put(50).At(0).At(9).End(), EventTypes.ObjectRemoved));
    }

    [Theory]
    [InlineData(1, 36)]
    [InlineData(2, 36)]
    [InlineData(30, 36)]
    public void Speeding_OnTheGround_IsMeasuredInKilometresPerHour(int framesPerSecond, double speed)
    {
        // 100 pixels are 100 m.
        var ground = new GroundPoints([new(0, 0), new(1, 0), new(1, 1), new(0, 1)], [new(0, 100), new(100, 100), new(100, 0), new(0, 0)]);
        var stage = new Stage(new RuleDefinitions { Zones = [s_all with { MaxSpeed = 30 }], Ground = ground });
        for (int step = 0; step <= 3 * framesPerSecond; step++)
        {
            double time = (double)step / framesPerSecond;
            stage.Put((float)(20 + (time * 10))).Put((float)(20 + (time * 5)), id: 2).At(time);
        }

        RuleEvent told = Assert.Single(Told(stage, EventTypes.ObjectSpeeding));
        Assert.Equal(1, told.Object!.Value.Id);
        Assert.Equal(speed, told.Motion!.Value.SpeedKmh, 0.1);
        Assert.Equal(90, told.Motion.Value.Heading, 0.1);
    }

    [Fact]
    public void Limits_CountFromTheFirstFrameThatKeepsThem()
    {
        var rules = new RuleDefinitions { Zones = [s_all], Limits = [new ObjectLimits { Label = "person", MinScore = 0.5, MinArea = 0.02, MaxRatio = 1 }] };
        Stage stage = new Stage(rules).Put(20, score: 0.4f).Put(40, id: 2, height: 15).Put(60, id: 3, height: 9).Put(80, id: 4, kind: 1, height: 1).At(0);

        Assert.Equal([4L], stage.Told.Select(told => told.Object!.Value.Id));
        Assert.False(stage.Engine.Counts(1));
        stage.Put(20, score: 0.6f).At(1).Put(20, score: 0.1f).At(2);
        Assert.Equal([4L, 1L], stage.Told.Select(told => told.Object!.Value.Id));
        Assert.True(stage.Engine.Counts(1));
    }

    [Fact]
    public void Mask_WhatOnlyStandsThere_DoesNotCount()
    {
        var rules = new RuleDefinitions { Zones = [s_all], Masks = [Stage.Square(0, 0, 0.5f, 1)] };
        Stage stage = new Stage(rules).Put(20).At(0).At(1);

        Assert.Empty(stage.Told);
        Assert.Equal(["zone.entered"], stage.Put(60).At(2).Put(20).At(3).Types);
    }

    private static IEnumerable<RuleEvent> Told(Stage stage, string type) => stage.Told.Where(told => told.Type == type);
}
