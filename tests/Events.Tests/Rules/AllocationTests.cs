using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Rules;
using VideoDyn.Events.Rules.Definitions;

namespace VideoDyn.Events.Tests.Rules;

public class AllocationTests
{
    [Fact]
    public void Advance_ObjectsThatMoveInsideTheirZones_AllocatesNothing()
    {
        Vector2[] all = Stage.Square(0, 0, 1, 1);
        var engine = new RuleEngine(RuleSet.Create(
            new RuleDefinitions
            {
                Zones = [.. Enumerable.Range(0, 8).Select(number => new ZoneRule { Name = $"z{number}", Corners = all, Dwell = TimeSpan.FromHours(2), MaxObjects = 1000, Stationary = TimeSpan.FromHours(1), Abandoned = TimeSpan.FromHours(1), MaxSpeed = 1000 })],
                Tripwires = [.. Enumerable.Range(0, 8).Select(number => new TripwireRule { Name = $"t{number}", From = new(0, 0.01f), To = new(1, 0.01f) })],
                Ground = TruthClip.Ground,
            },
            Stage.Labels));
        TrackedObject[] tracks = new TrackedObject[50];
        Run(engine, tracks, 0, 100);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(engine, tracks, 100, 1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(engine.Counts(1));
    }

    private static void Run(RuleEngine engine, TrackedObject[] tracks, int first, int last)
    {
        for (int frame = first; frame < last; frame++)
        {
            for (int index = 0; index < tracks.Length; index++)
            {
                float x = 10 + ((index * 7 + frame) % 80);
                tracks[index] = TruthClip.Thing(index + 1, index % 2, new BoundingBox(x, 40, x + 5, 60), TimeSpan.Zero);
            }

            engine.Advance(new RuleFrame(frame, TimeSpan.FromSeconds(frame / 25.0), 100, 100), tracks, []);
        }
    }
}
