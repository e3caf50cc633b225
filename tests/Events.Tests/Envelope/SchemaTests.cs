using System.Reflection;
using System.Text;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Outbox;
using VideoDyn.Events.Rules;
using VideoDyn.Events.Tests.Rules;
using VideoDyn.TestKit;

namespace VideoDyn.Events.Tests.Envelope;

public class SchemaTests
{
    [Fact]
    public void EveryEventType_HasASchema()
    {
        string[] types = [.. typeof(EventTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!)];

        Assert.Empty(types.Except(EventSchemas.Types));
        Assert.Empty(new[] { OutboxNotice.Overflow, OutboxNotice.Replaced }.Except(EventSchemas.Types));
    }

    [Theory]
    [InlineData("plaza")]
    [InlineData("street")]
    [InlineData("pan")]
    [InlineData("dusk")]
    public void RuleEvents_OfASampleClip_KeepToTheirSchemas(string name)
    {
        var clip = new TruthClip(name);
        var rules = RuleSet.Create(clip.Rules with { Zones = [.. clip.Rules.Zones.Select(TruthClip.AskingAll)], Ground = TruthClip.Ground }, clip.Labels);
        using var writer = new EventWriter(new EventContext(name + ".mp4", EventContext.UnknownStart, "m.onnx", "dense", clip.Labels)) { Zones = rules.ZoneNames };
        var types = new HashSet<string>();
        var ids = new HashSet<string>();

        foreach (RuleEvent happened in clip.Run(new RuleEngine(rules)))
        {
            string json = Encoding.UTF8.GetString(writer.Rule(happened));
            Assert.Empty(EventSchemas.Problems(json));
            types.Add(happened.Type);
            Assert.True(ids.Add(System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("id").GetString()!), json);
        }

        Assert.Superset(new HashSet<string> { EventTypes.ZoneEntered, EventTypes.ZoneLeft, EventTypes.TripwireCrossed, EventTypes.ZoneCount, EventTypes.ZoneCrowded }, types);
    }

    [Fact]
    public void OtherEvents_KeepToTheirSchemas()
    {
        using var writer = new EventWriter(new EventContext("gate 3.mp4", EventContext.UnknownStart, "m.onnx", "dense", ["person", "car"]));
        Detection[] detections = [new(new BoundingBox(1, 2, 3, 4), 1, 0.5f)];
        string[] written =
        [
            Encoding.UTF8.GetString(writer.FrameDetections(0, TimeSpan.Zero, detections)),
            Encoding.UTF8.GetString(writer.FrameLabels(0, TimeSpan.Zero, [new ClassScore(1, 0.5f)])),
            Encoding.UTF8.GetString(writer.FrameSegments(0, TimeSpan.Zero, [new ClassShare(1, 0.5f)])),
            Encoding.UTF8.GetString(writer.Action(new ActionEvent("clip", "clip-exit", "fall", 0.9f, 7, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), 4, 10, "gate"))),
            Encoding.UTF8.GetString(writer.Action(new ActionEvent("sequence", "skip-gru", "fall", 0.9f, 7, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)))),
            Encoding.UTF8.GetString(writer.CameraLost(DateTimeOffset.UnixEpoch, "timed-out")),
            Encoding.UTF8.GetString(writer.Action(new ActionEvent("clip", "clip.onnx", "wave", 0.5f, 4, TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.FromSeconds(1), 4, 16, "confidence"))),
            Encoding.UTF8.GetString(writer.Action(new ActionEvent("sequence", "cell.onnx", "wave", 0.5f, 4, TimeSpan.FromSeconds(1), TimeSpan.Zero))),
            Encoding.UTF8.GetString(writer.CameraRestored(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(4), 2)),
            Encoding.UTF8.GetString(writer.SceneChanged(3, TimeSpan.FromSeconds(1))),
            Encoding.UTF8.GetString(writer.CameraTampered(new TamperEvent { FrameIndex = 3, StreamTime = TimeSpan.FromSeconds(1), Known = TimeSpan.FromSeconds(4), Kind = "moved", Begins = true, Shift = (0.25f, -0.1f) })),
            Encoding.UTF8.GetString(writer.CameraTampered(new TamperEvent { FrameIndex = 9, StreamTime = TimeSpan.FromSeconds(7), Known = TimeSpan.FromSeconds(9), Kind = "covered", Begins = false, Duration = TimeSpan.FromSeconds(6), Reason = "restored" })),
            .. new[] { "size", "age", "memory" }.Select(cause => Encoding.UTF8.GetString(OutboxNotice.OfOverflow(DateTimeOffset.UnixEpoch, 3, 7, cause))),
            Encoding.UTF8.GetString(OutboxNotice.OfReplacement(DateTimeOffset.UnixEpoch, "file is not a database", "/var/lib/videodyn/outbox.db.corrupt-1")),
            .. new[] { EventTypes.ObjectEntered, EventTypes.ObjectUpdated, EventTypes.ObjectLeft }.Select(type =>
                Encoding.UTF8.GetString(writer.Object(type, 4, TimeSpan.FromSeconds(1), TruthClip.Thing(1, 0, new BoundingBox(0, 0, 9, 9), TimeSpan.FromSeconds(1)), type == EventTypes.ObjectLeft ? "gone" : null))),
        ];

        Assert.All(written, json => Assert.Empty(EventSchemas.Problems(json)));
    }

    [Fact]
    public void AnEventThatStrays_IsFound()
    {
        using var writer = new EventWriter(new EventContext("a.mp4", EventContext.UnknownStart, "m.onnx", "dense", ["person"]));
        string json = Encoding.UTF8.GetString(writer.CameraLost(DateTimeOffset.UnixEpoch, "timed-out"));

        Assert.NotEmpty(EventSchemas.Problems(json.Replace("\"reason\"", "\"raison\"")));
        Assert.NotEmpty(EventSchemas.Problems(json.Replace("\"1.0\"", "\"2.0\"")));
        Assert.NotEmpty(EventSchemas.Problems(json.Replace("\"model\":\"m.onnx\",", "")));
    }
}
