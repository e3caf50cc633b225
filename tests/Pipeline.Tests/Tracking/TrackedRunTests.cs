using System.Text.Json;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Temporal.Gates;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Tracking;

/// <summary>Scripted detections through run, tracker and publisher; ten frames a second.</summary>
public class TrackedRunTests : LeaseGuard
{
    private static readonly EventContext s_context = new("cam", EventContext.UnknownStart, "m.onnx", "dense", ["thing", "other"]);

    [Fact]
    public void Events_ObjectThatComesAndGoes_EntersIsUpdatedOnceASecondAndLeaves()
    {
        // In view for frames 5 to 39, then 3 seconds of patience, at 10 frames a second.
        List<JsonElement> events = Run(100, index => index is >= 5 and < 40 ? [Thing(10 + (0.2f * index))] : []);

        Assert.Equal("entered", Type(events[0]));
        Assert.Equal("left", Type(events[^1]));
        Assert.Equal("gone", Data(events[^1]).GetProperty("reason").GetString());
        Assert.Equal(3.9, Data(events[^1]).GetProperty("last_seen").GetDouble(), 1e-6);
        Assert.Equal(0.5, Data(events[^1]).GetProperty("first_seen").GetDouble(), 1e-6);
        // It left when it was missed first, which is told when it was given up.
        Assert.Equal(4.0, Data(events[^1]).GetProperty("stream_time").GetDouble(), 1e-6);
        Assert.Equal((3.9, 4.0), (Data(events[^1]).GetProperty("earliest").GetDouble(), Data(events[^1]).GetProperty("latest").GetDouble()));
        Assert.InRange(Data(events[^1]).GetProperty("frame").GetInt32(), 68, 72);
        double[] updates = [.. events[1..^1].Select(update => Data(update).GetProperty("stream_time").GetDouble())];
        Assert.InRange(updates.Length, 2, 3);
        Assert.All(events[1..^1], update => Assert.Equal("updated", Type(update)));
        Assert.All(updates.Zip(updates.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 0.999));
        Assert.All(events, one => Assert.Equal(1, Data(one).GetProperty("id").GetInt64()));
        // To the right at 2 pixels a second.
        Assert.InRange(Data(events[^2]).GetProperty("velocity")[0].GetDouble(), 1, 3);
        Assert.Equal(events.Count, events.Select(one => one.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public void Events_SeenOnce_IsNobody() => Assert.Empty(Run(30, index => index == 5 ? [Thing(10)] : []));

    [Fact]
    public void Events_StillThereAtTheEnd_LeavesWithTheStream()
    {
        List<JsonElement> events = Run(20, _ => [Thing(10)]);
        Assert.Equal("left", Type(events[^1]));
        Assert.Equal("end-of-stream", Data(events[^1]).GetProperty("reason").GetString());
    }

    [Fact]
    public void Events_SameStreamTwice_AreTheSameBytes()
    {
        string[] runs = [.. Enumerable.Range(0, 2).Select(_ => string.Join('\n', Run(60, Crowd).Select(one => one.GetRawText())))];
        Assert.NotEmpty(runs[0]);
        Assert.Equal(runs[0], runs[1]);

        static Detection[] Crowd(long index) => [.. Enumerable.Range(0, 6).Select(who => Thing((40 * who) + (index % 7), 0.3f + (0.1f * who)))];
    }

    [Fact]
    public void Tracks_OnSkippedFrames_MoveAndSayThatTheyArePredicted()
    {
        List<TrackedObject[]> tracks = Tracks(60, new EveryNGate(5), index => [Thing(10 + (2 * index))], out RunTotals totals);

        Assert.Equal((60, 12, 1), (totals.Frames, totals.Analyzed, totals.TracksByClass[0]));
        for (int frame = 40; frame < 60; frame++)
        {
            TrackedObject track = Assert.Single(tracks[frame]);
            Assert.Equal(frame % 5 == 0 ? Provenance.Detected : Provenance.Predicted, track.Provenance);
            Assert.Equal(TimeSpan.FromMilliseconds(100 * (frame % 5)), track.Age);
            Assert.InRange(track.Box.X1, 10 + (2 * frame) - 2, 10 + (2 * frame) + 2);
        }
    }

    [Fact]
    public void Observations_AfterTracking_HoldNoWeakDetections()
    {
        using var source = new ScriptedSource(3);
        using var analyzer = new ScriptedAnalyzer(_ => [Thing(10), Thing(100, 0.2f)]);
        var run = new StreamRun(source, new AllGate(), new DenseRegion(), analyzer, [], new FrameTracker(0.35f));
        run.Run(CancellationToken.None);
        Assert.Equal(3, run.Totals.Objects);
    }

    [Fact]
    public void Tracks_WeakDetections_KeepAnObjectButBeginNone()
    {
        List<TrackedObject[]> tracks = Tracks(
            60, new AllGate(), index => index < 10 ? [Thing(10)] : [Thing(10, 0.15f), Thing(200, 0.2f)], out _);
        TrackedObject track = Assert.Single(tracks[^1]);
        Assert.Equal(TrackState.Confirmed, track.State);
        Assert.InRange(track.Box.X1, 9, 11);
    }

    [Fact]
    public void Tracks_StreamTimeThatStepsBack_StayAndNothingFails()
    {
        using var folder = new TemporaryFolder();
        var tracker = new FrameTracker(0.35f);
        var observations = new Core.Analysis.Observations();
        foreach (int tenths in new[] { 0, 1, 2, 3, 3, 1, 4, 5, 5, 6 })
        {
            using TestFrame frame = new(
                new Core.Frames.FrameFormat(16, 16, Core.Frames.PixelLayout.Gray, Core.Frames.ColorMatrix.Bt601, Core.Frames.ColorRange.Full),
                streamTime: TimeSpan.FromSeconds(tenths / 10.0));
            observations.Clear();
            observations.Add(Thing(10));
            tracker.Advance(frame, GateDecision.Analyze, observations);
        }

        Assert.Equal(1, Assert.Single(tracker.Tracks).Id);
        Assert.Equal((2, 1), (tracker.Counters.TimeStoodStill, tracker.Counters.TimeWentBack));
    }

    private static Detection Thing(float left, float score = 0.9f) => new(new BoundingBox(left, 20, left + 20, 50), 0, score);

    private static string Type(JsonElement one) => one.GetProperty("type").GetString()!["videodyn.object.".Length..];

    private static JsonElement Data(JsonElement one) => one.GetProperty("data");

    private static List<JsonElement> Run(int frames, Func<long, Detection[]> see)
    {
        using var source = new ScriptedSource(frames);
        using var analyzer = new ScriptedAnalyzer(see);
        var sink = new MemorySink();
        using var publisher = new EventPublisher(s_context, sink);
        new StreamRun(source, new AllGate(), new DenseRegion(), analyzer, [publisher], new FrameTracker(0.35f)).Run(CancellationToken.None);
        publisher.Complete();
        Assert.Equal(publisher.Count, sink.Events.Count);
        return sink.Events;
    }

    private static List<TrackedObject[]> Tracks(int frames, IGate gate, Func<long, Detection[]> see, out RunTotals totals)
    {
        using var source = new ScriptedSource(frames);
        using var analyzer = new ScriptedAnalyzer(see);
        var recorder = new Recorder();
        var run = new StreamRun(source, gate, new DenseRegion(), analyzer, [recorder], new FrameTracker(0.35f));
        run.Run(CancellationToken.None);
        totals = run.Totals;
        return recorder.Tracks;
    }

    private sealed class MemorySink : IEventOutput
    {
        public List<JsonElement> Events { get; } = [];

        public void Write(ReadOnlySpan<byte> json) => Events.Add(JsonDocument.Parse(json.ToArray()).RootElement);

        public void Dispose()
        {
        }
    }

    private sealed class Recorder : IFrameObserver
    {
        public List<TrackedObject[]> Tracks { get; } = [];

        public Core.Measuring.Stage Stage => Core.Measuring.Stage.Rest;

        public void OnFrame(FrameView view) => Tracks.Add([.. view.Tracks]);
    }
}
