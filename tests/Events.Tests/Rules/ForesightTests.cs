using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Rules.Definitions;

namespace VideoDyn.Events.Tests.Rules;

/// <summary>When rules say that a look would be worth it, before anything was seen.</summary>
public sealed class ForesightTests
{
    [Fact]
    public void IsChangeExpected_PredictedOnTheOtherSideOfALine_IsTrueAndNothingIsTold()
    {
        var stage = new Stage(Stage.Middle);
        stage.Put(40).At(0).Put(44).At(1).Put(48, provenance: Provenance.Predicted).At(2);
        Assert.False(stage.Engine.IsChangeExpected);

        stage.Put(52, provenance: Provenance.Predicted).At(3);

        Assert.True(stage.Engine.IsChangeExpected);
        Assert.Empty(stage.Told);
    }

    [Fact]
    public void IsChangeExpected_SeenOnTheOtherSide_IsToldAndNothingMoreExpected()
    {
        var stage = new Stage(Stage.Middle);
        stage.Put(40).At(0).Put(52, provenance: Provenance.Predicted).At(1).Put(53).At(2);

        Assert.False(stage.Engine.IsChangeExpected);
        Assert.Equal(["tripwire.crossed"], stage.Types);
    }

    [Theory]
    [InlineData(48f, 52f, true)]
    [InlineData(52f, 48f, true)]
    [InlineData(52f, 80f, false)]
    public void IsChangeExpected_PredictedThroughTheEdgeOfAZone_IsTrue(float seen, float expected, bool isExpected)
    {
        var stage = new Stage(Stage.Half);

        stage.Put(seen).At(0).Put(expected, provenance: Provenance.Predicted).At(1);

        Assert.Equal(isExpected, stage.Engine.IsChangeExpected);
    }

    [Fact]
    public void IsChangeExpected_WayThatIsNotTold_IsFalse()
    {
        var stage = new Stage(Stage.Middle with { Direction = CrossingDirection.Out });

        stage.Put(40).At(0).Put(60, provenance: Provenance.Predicted).At(1);

        Assert.False(stage.Engine.IsChangeExpected);
    }

    [Fact]
    public void IsChangeExpected_OtherClassHiddenObjectOrPastTheEnd_IsFalse()
    {
        var person = new Stage(Stage.Middle with { Objects = ["person"] });
        person.Put(40, kind: 1).At(0).Put(60, kind: 1, provenance: Provenance.Predicted).At(1);
        var hidden = new Stage(Stage.Middle);
        hidden.Put(40).At(0).Put(60, state: TrackState.Lost, provenance: Provenance.Predicted).At(1);
        var beside = new Stage(Stage.Middle with { From = new(0.5f, 0.2f) });
        beside.Put(40).At(0).Put(60, provenance: Provenance.Predicted).At(1);

        Assert.False(person.Engine.IsChangeExpected);
        Assert.False(hidden.Engine.IsChangeExpected);
        Assert.False(beside.Engine.IsChangeExpected);
    }

    [Fact]
    public void IsChangeExpected_AfterTheEnd_IsFalse()
    {
        var stage = new Stage(Stage.Middle);
        stage.Put(40).At(0).Put(60, provenance: Provenance.Predicted).At(1);

        stage.End();

        Assert.False(stage.Engine.IsChangeExpected);
    }
}
