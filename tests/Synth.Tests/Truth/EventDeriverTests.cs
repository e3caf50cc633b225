using VideoDyn.Core.Detections;
using VideoDyn.Synth.Truth;

namespace VideoDyn.Synth.Tests.Truth;

/// <summary>Events follow from boxes by the meaning of the rules.</summary>
public class EventDeriverTests
{
    private static readonly Rule s_zone = new("zone", RuleKind.Zone, [(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8)], Dwell: 2, Loiter: 3);
    private static readonly Rule s_line = new("line", RuleKind.Tripwire, [(0.5, 0.1), (0.5, 0.9)]);

    [Fact]
    public void Zone_EnteredStayedLeft_GivesEveryEventOnce()
    {
        EventRecord[] events = Follow([s_zone], 0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.9);

        Assert.Equal(
            ["videodyn.zone.entered@1", "videodyn.zone.dwell@3", "videodyn.zone.loitering@4", "videodyn.zone.left@6"],
            events.Where(item => item.Rule == "zone").Select(item => $"{item.Type}@{item.Time.TotalSeconds}"));
    }

    [Fact]
    public void Zone_CarThatStays_DwellsButDoesNotLoiter()
    {
        EventRecord[] events = Follow([s_zone], SceneClass.Car, 0.3, 0.3, 0.3, 0.3, 0.3);

        Assert.Contains(events, item => item.Type == "videodyn.zone.dwell");
        Assert.DoesNotContain(events, item => item.Type == "videodyn.zone.loitering");
    }

    [Fact]
    public void Zone_ObjectThatVanishesInside_LeavesIt()
    {
        EventRecord[] events = Follow([s_zone], 0.3, 0.4, double.NaN);

        Assert.Equal(["videodyn.zone.left@2", "videodyn.object.left@2"], events.TakeLast(2).Select(item => $"{item.Type}@{item.Time.TotalSeconds}"));
    }

    [Fact]
    public void Zone_LeftAndEnteredAgain_BeginsAnew()
    {
        EventRecord[] events = Follow([s_zone], 0.3, 0.4, 0.9, 0.5, 0.6);

        Assert.Equal(2, events.Count(item => item.Type == "videodyn.zone.entered"));
        Assert.DoesNotContain(events, item => item.Type == "videodyn.zone.dwell");
    }

    [Theory]
    [InlineData(0.4, 0.8, 1.25, -1)]
    [InlineData(0.7, 0.3, 1.5, 1)]
    public void Tripwire_Crossed_IsTimedBetweenTheFrames(double from, double to, double time, int direction)
    {
        EventRecord crossing = Assert.Single(Follow([s_line], from, from, to, to), item => item.Rule == "line");

        Assert.Equal(time, crossing.Time.TotalSeconds, 5);
        Assert.Equal(direction, crossing.Direction);
        Assert.Equal(2, crossing.Frame);
    }

    [Fact]
    public void Tripwire_PointOnTheLineThenBack_IsNoCrossing() =>
        Assert.DoesNotContain(Follow([s_line], 0.4, 0.5, 0.4), item => item.Rule == "line");

    [Fact]
    public void Tripwire_PassedBeyondItsEnd_IsNoCrossing() =>
        Assert.DoesNotContain(Follow([s_line with { Points = [(0.5, 0.1), (0.5, 0.3)] }], 0.4, 0.6), item => item.Rule == "line");

    [Fact]
    public void Tripwire_CrossedWhileAbsent_IsNoCrossing() =>
        Assert.DoesNotContain(Follow([s_line], 0.4, double.NaN, 0.6), item => item.Rule == "line");

    private static EventRecord[] Follow(Rule[] rules, params double[] places) => Follow(rules, SceneClass.Person, places);

    // One frame a second; a box whose bottom centre lies at half height. Not-a-number stands for a frame without it.
    private static EventRecord[] Follow(Rule[] rules, SceneClass kind, params double[] places)
    {
        var deriver = new EventDeriver(rules, 100, 100);
        for (int frame = 0; frame < places.Length; frame++)
        {
            float x = (float)(places[frame] * 100);
            TruthObject[] objects = double.IsNaN(places[frame]) ? [] : [new TruthObject(1, kind, new BoundingBox(x - 4, 30, x + 4, 50), 1)];
            deriver.Add(frame, TimeSpan.FromSeconds(frame), objects);
        }

        return [.. deriver.Events];
    }
}
