using System.Text;
using System.Text.Json;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Envelope;

namespace VideoDyn.Events.Tests.Envelope;

public class EventWriterTests
{
    private static readonly EventContext s_context = new("gate 3.mp4", EventContext.UnknownStart, "yolox.onnx", "dense", ["person", "car"]);

    private static readonly Detection[] s_detections =
    [
        new(new BoundingBox(1.234f, 2, 30.5f, 40), 1, 0.87654f),
        new(new BoundingBox(0, 0, 5, 5), 0, 0.5f, Provenance.Predicted, TimeSpan.FromMilliseconds(120)),
    ];

    [Fact]
    public void FrameDetections_TwoObjects_IsAValidCloudEvent()
    {
        using var writer = new EventWriter(s_context);
        using JsonDocument document = JsonDocument.Parse(writer.FrameDetections(24, TimeSpan.FromSeconds(1.5), s_detections).ToArray());
        JsonElement root = document.RootElement;

        Assert.Equal("1.0", root.GetProperty("specversion").GetString());
        Assert.Equal("videodyn.frame.detections", root.GetProperty("type").GetString());
        Assert.Equal("/videodyn/cameras/gate%203.mp4", root.GetProperty("source").GetString());
        Assert.Equal(new DateTimeOffset(1970, 1, 1, 0, 0, 1, 500, TimeSpan.Zero), root.GetProperty("time").GetDateTimeOffset());
        Assert.NotEmpty(root.GetProperty("id").GetString()!);
        JsonElement data = root.GetProperty("data");
        Assert.Equal("gate 3.mp4", data.GetProperty("camera").GetString());
        Assert.Equal(24, data.GetProperty("frame").GetInt64());
        JsonElement first = data.GetProperty("detections")[0];
        Assert.Equal("car", first.GetProperty("label").GetString());
        Assert.Equal(0.8765m, first.GetProperty("score").GetDecimal());
        Assert.Equal([1.23m, 2m, 30.5m, 40m], first.GetProperty("box").EnumerateArray().Select(edge => edge.GetDecimal()));
        Assert.Equal("detected", first.GetProperty("provenance").GetString());
        JsonElement second = data.GetProperty("detections")[1];
        Assert.Equal("predicted", second.GetProperty("provenance").GetString());
        Assert.Equal(120, second.GetProperty("evidence_age_ms").GetInt64());
    }

    [Fact]
    public void FrameDetections_SameFrameTwice_GivesTheSameBytes()
    {
        using var one = new EventWriter(s_context);
        using var other = new EventWriter(s_context);
        string first = Encoding.UTF8.GetString(one.FrameDetections(3, TimeSpan.FromSeconds(0.1), s_detections));
        one.FrameDetections(4, TimeSpan.FromSeconds(0.2), s_detections);

        Assert.Equal(first, Encoding.UTF8.GetString(one.FrameDetections(3, TimeSpan.FromSeconds(0.1), s_detections)));
        Assert.Equal(first, Encoding.UTF8.GetString(other.FrameDetections(3, TimeSpan.FromSeconds(0.1), s_detections)));
    }

    [Fact]
    public void FrameDetections_TwoFrames_HaveDifferentIds()
    {
        using var writer = new EventWriter(s_context);
        string Id(long frame) => JsonDocument.Parse(writer.FrameDetections(frame, TimeSpan.FromMilliseconds(40 * frame), s_detections).ToArray())
            .RootElement.GetProperty("id").GetString()!;

        Assert.NotEqual(Id(1), Id(2));
    }

    [Fact]
    public void FrameDetections_SteadyState_AllocatesNothing()
    {
        using var writer = new EventWriter(s_context);
        for (int frame = 0; frame < 100; frame++)
            writer.FrameDetections(frame, TimeSpan.FromMilliseconds(frame), s_detections);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int frame = 0; frame < 100; frame++)
            writer.FrameDetections(frame, TimeSpan.FromMilliseconds(frame), s_detections);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Object_Left_CarriesTrackAndReason()
    {
        using var writer = new EventWriter(s_context);
        var track = new TrackedObject
        {
            Id = 17,
            ClassId = 1,
            Box = new BoundingBox(-1.5f, 2, 30, 40),
            Score = 0.75f,
            State = TrackState.Lost,
            Provenance = Provenance.Predicted,
            StartTime = TimeSpan.FromSeconds(1),
            LastDetected = TimeSpan.FromSeconds(2),
            Age = TimeSpan.FromSeconds(3),
            VelocityX = 1.25f,
            VelocityY = -2,
            PositionUncertainty = 4,
        };
        JsonElement root = JsonDocument.Parse(writer.Object(EventTypes.ObjectLeft, 50, TimeSpan.FromSeconds(5), track, "gone").ToArray()).RootElement;
        Assert.Equal(("videodyn.object.left", "gate_3.mp4~16a78889-left-17-5000000"), (root.GetProperty("type").GetString(), root.GetProperty("id").GetString()));
        Assert.Equal(
            """{"camera":"gate 3.mp4","model":"yolox.onnx","plan":"dense","frame":50,"stream_time":5,"earliest":2,"latest":5,"id":17,"label":"car","score":0.75,"box":[-1.5,2,30,40],"velocity":[1.25,-2],"provenance":"predicted","evidence_age_ms":3000,"first_seen":1,"last_seen":2,"start_time":1,"end_time":2,"current_zones":[],"entered_zones":[],"reason":"gone"}""",
            root.GetProperty("data").GetRawText());
    }

    [Fact]
    public void FrameSegmentsAndLabels_AreListsByName()
    {
        using var writer = new EventWriter(s_context);
        JsonElement segments = JsonDocument.Parse(writer.FrameSegments(1, TimeSpan.Zero, [new ClassShare(0, 0.25f), new ClassShare(1, 0.123456f)]).ToArray()).RootElement;
        Assert.Equal("videodyn.frame.segments", segments.GetProperty("type").GetString());
        Assert.Equal(
            """[{"label":"person","share":0.25},{"label":"car","share":0.12346}]""", segments.GetProperty("data").GetProperty("segments").GetRawText());
        JsonElement labels = JsonDocument.Parse(writer.FrameLabels(1, TimeSpan.Zero, [new ClassScore(1, 0.9f), new ClassScore(7, 0.1f)]).ToArray()).RootElement;
        Assert.Equal("videodyn.frame.labels", labels.GetProperty("type").GetString());
        Assert.Equal(
            """[{"label":"car","score":0.9},{"label":"unlabelled","score":0.1}]""", labels.GetProperty("data").GetProperty("labels").GetRawText());
    }
}
