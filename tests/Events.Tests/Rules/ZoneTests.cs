using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Rules;
using VideoDyn.Events.Rules.Definitions;

namespace VideoDyn.Events.Tests.Rules;

public class ZoneTests
{
    [Fact]
    public void Zone_SomebodyPassesThrough_TellsTheFirstFrameInsideAndTheFirstOutside()
    {
        Stage stage = new Stage(Stage.Half).Put(40).At(1).Put(60).At(2).At(3).Put(45).At(4);

        Assert.Equal(["zone.entered", "zone.left"], stage.Types);
        Assert.Equal(Interval(2, 1, 2), stage.Told[0].Time);
        Assert.Equal((Interval(4, 3, 4), "outside", TimeSpan.FromSeconds(2)), (stage.Told[1].Time, stage.Told[1].Reason, stage.Told[1].Duration));
        Assert.Equal((1UL, 0UL), (stage.Told[0].CurrentZones, stage.Told[1].CurrentZones));
        Assert.Equal((1, 0), (stage.Told[0].Count, stage.Told[1].Count));
    }

    [Fact]
    public void Zone_ObjectIsTheBottomCentreOfItsBox() =>
        Assert.Empty(new Stage(Stage.Half with { Corners = Stage.Square(0, 0, 1, 0.49f) }).Put(50, 50).At(0).Told);

    [Theory]
    [InlineData(TrackState.Tentative, Provenance.Detected)]
    [InlineData(TrackState.Lost, Provenance.Predicted)]
    [InlineData(TrackState.Confirmed, Provenance.Predicted)]
    public void Zone_WhatIsNotSeen_EntersNothing(TrackState state, Provenance provenance) =>
        Assert.Empty(new Stage(Stage.Half).Put(40).At(0).Put(60, state: state, provenance: provenance).At(1).At(2).Told);

    [Fact]
    public void Zone_PixelsThatAreTheSame_AreSeen() =>
        Assert.Equal(["zone.entered"], new Stage(Stage.Half).Put(60, provenance: Provenance.Reused).At(0).Types);

    [Fact]
    public void Zone_FramesLeftOut_WidenTheInterval()
    {
        Stage stage = new Stage(Stage.Half).Put(40).At(1).Put(55, provenance: Provenance.Predicted).At(2).At(3).Put(60).At(4);

        Assert.Equal(Interval(4, 1, 4), Assert.Single(stage.Told).Time);
    }

    [Fact]
    public void Zone_GivenUpAfterItWasHidden_LeftWhenItWasMissedFirst()
    {
        Stage stage = new Stage(Stage.Half).Put(60).At(1).At(2).Put(70, state: TrackState.Lost, provenance: Provenance.Predicted).At(3).At(4).Drop().At(5);

        Assert.Equal((Interval(3, 2, 3), "gone"), (stage.Told[1].Time, stage.Told[1].Reason));
    }

    [Fact]
    public void Zone_Confirm_IgnoresShortStaysAndDatesBackLongOnes()
    {
        Stage stage = new Stage(Stage.Half with { Confirm = TimeSpan.FromSeconds(1) })
            .Put(40).At(0).Put(60).At(0.5).Put(40).At(1).Put(60).At(2).At(2.9);

        Assert.Empty(stage.Told);
        stage.At(3);
        Assert.Equal(Interval(2, 1, 2), Assert.Single(stage.Told).Time);
        // Half a second outside is none.
        stage.Put(40).At(3.5).Put(60).At(4).At(9);
        Assert.Single(stage.Told);
    }

    [Fact]
    public void Zone_Hysteresis_HoldsAStateForAWhile()
    {
        Stage stage = new Stage(Stage.Half with { Hysteresis = TimeSpan.FromSeconds(2) })
            .Put(60).At(0).Put(40).At(0.5).Put(60).At(1).Put(40).At(1.5).At(1.9);

        Assert.Equal(["zone.entered"], stage.Types);
        stage.At(2);
        Assert.Equal(Interval(1.5, 1, 1.5), stage.Told[1].Time);
    }

    [Fact]
    public void Zone_DwellAndLoitering_AreToldOncePerStay()
    {
        Stage stage = new Stage(Stage.Half with { Dwell = TimeSpan.FromSeconds(2), Loitering = TimeSpan.FromSeconds(3), LoiteringObjects = ["person"] })
            .Put(60).Put(70, id: 2, kind: 1).At(0).At(1.9).At(2).At(3).At(9).Put(40).At(10).Put(60).At(11).At(13);

        Assert.Equal(["zone.dwell", "zone.loitering", "zone.dwell"], stage.Told.Where(told => told.Object!.Value.Id == 1 && told.Duration is not null && told.Reason is null).Select(told => told.Type["videodyn.".Length..]));
        Assert.Equal(["zone.entered", "zone.dwell"], stage.Told.Where(told => told.Object!.Value.Id == 2).Select(told => told.Type["videodyn.".Length..]));
        Assert.Equal(2, stage.Told.First(told => told.Type == EventTypes.ZoneDwell).Time.At.TotalSeconds);
    }

    [Fact]
    public void Zone_OtherClasses_DoNotCount() =>
        Assert.Equal([2L], new Stage(Stage.Half with { Objects = ["CAR"] }).Put(60).Put(60, id: 2, kind: 1).At(0).Told.Select(told => told.Object!.Value.Id));

    [Fact]
    public void Zone_Count_IsToldWhenItPassesTheLimitEachWay()
    {
        Stage stage = new Stage(Stage.Half with { MaxObjects = 1 })
            .Put(60).At(0).Put(60, id: 2).At(1).Put(60, id: 3).At(2).Put(40, id: 2).At(3).Drop(3).At(4);

        RuleEvent[] counts = [.. stage.Told.Where(told => told.Type == EventTypes.ZoneCount)];
        Assert.Equal([(1.0, 2, true), (4.0, 1, false)], counts.Select(told => (told.Time.At.TotalSeconds, told.Count!.Value, told.Begins!.Value)));
        Assert.All(counts, told => Assert.Equal((1, null), (told.Limit, told.Object)));
    }

    [Fact]
    public void Zone_Crowd_MustLast()
    {
        Stage stage = new Stage(Stage.Half with { CrowdSize = 2, CrowdTime = TimeSpan.FromSeconds(2) })
            .Put(60).Put(60, id: 2).At(0).At(1).Put(40).At(1.5).Put(60).At(2).At(4).Put(40).At(5);

        Assert.Equal([(2.0, true), (5.0, false)], stage.Told.Where(told => told.Type == EventTypes.ZoneCrowded).Select(told => (told.Time.At.TotalSeconds, told.Begins!.Value)));
    }

    [Fact]
    public void Complete_EverybodyLeavesAndCountsEnd()
    {
        Stage stage = new Stage(Stage.Half with { MaxObjects = 0, Removed = TimeSpan.FromSeconds(1) }).Put(60).Put(70, id: 2).At(0).At(5).End("outage");

        Assert.Equal(["zone.entered", "zone.entered", "zone.count", "zone.left", "zone.left", "zone.count"], stage.Types);
        Assert.Equal("outage", stage.Told[3].Reason);
        Assert.Equal((0, false), (stage.Told[5].Count, stage.Told[5].Begins));
    }

    [Fact]
    public void Replace_KeepsWhatIsTheSameAndBeginsWhatIsNew()
    {
        ZoneRule all = new() { Name = "all", Corners = Stage.Square(0, 0, 1, 1), Objects = ["person"] };
        Stage stage = new Stage(new RuleDefinitions { Zones = [Stage.Half], Tripwires = [Stage.Middle] }).Put(40).At(0).Put(60).At(1);
        stage.Told.Clear();

        stage.Engine.Replace(RuleSet.Create(new RuleDefinitions { Zones = [all with { Objects = ["person"] }, Stage.Half with { }], Tripwires = [Stage.Middle] }, Stage.Labels));
        stage.At(2).Put(40).At(3);

        Assert.Equal([("videodyn.zone.entered", "all"), ("videodyn.zone.left", "half"), ("videodyn.tripwire.crossed", "middle")], stage.Told.Select(told => (told.Type, told.Rule)));
        Assert.Equal(0b10UL, stage.Told[0].EnteredZones >> 1 << 1);
        Assert.Equal((1L, 1L), (stage.Told[2].CountIn, stage.Told[2].CountOut));
    }

    [Fact]
    public void Zones_OnAnyWalk_AreEnteredAndLeftInTurn() => SeededProperty.Holds(21, random =>
    {
        var stage = new Stage(Stage.Half with { Confirm = TimeSpan.FromSeconds(random.Next(2)), Hysteresis = TimeSpan.FromSeconds(random.Next(3)), MaxObjects = 1 });
        for (double time = 0; time < 20; time += 0.25)
        {
            for (int id = 1; id <= 3; id++)
            {
                if (random.Next(3) > 0)
                    stage.Put(random.Next(30, 70), id: id, provenance: (Provenance)random.Next(3));
            }

            stage.At(time);
        }

        stage.End();
        return stage.Told.Where(told => told.Object is not null).GroupBy(told => told.Object!.Value.Id).All(ones =>
                ones.Select((told, index) => (told, index)).All(pair => pair.told.Type == (pair.index % 2 == 0 ? EventTypes.ZoneEntered : EventTypes.ZoneLeft)) && ones.Count() % 2 == 0)
            && stage.Told.Where(told => told.Type == EventTypes.ZoneCount).Select(told => told.Begins!.Value).Select((begins, index) => begins == (index % 2 == 0)).All(right => right)
            && stage.Told.All(told => told.Time.Earliest <= told.Time.At && told.Time.At <= told.Time.Latest && told.Count >= 0);
    });

    private static EventInterval Interval(double at, double earliest, double latest) =>
        new(TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(earliest), TimeSpan.FromSeconds(latest));
}
