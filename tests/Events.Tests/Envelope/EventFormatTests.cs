using System.Text;
using System.Text.Json;
using VideoDyn.Core.Detections;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Envelope.Formats;
using VideoDyn.Events.Sinks;
using VideoDyn.Events.Tests.Rules;

namespace VideoDyn.Events.Tests.Envelope;

public class EventFormatTests
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(2.5);

    [Theory]
    [InlineData(EventTypes.ObjectEntered, "new", "null")]
    [InlineData(EventTypes.ObjectUpdated, "update", "null")]
    [InlineData(EventTypes.ObjectLeft, "end", "102.5")]
    public void Frigate_AnObject_IsToldInItsWords(string type, string kind, string end)
    {
        JsonElement told = Format(EventFormats.Frigate, Object(type))!.Value;

        Assert.Equal(kind, told.GetProperty("type").GetString());
        Assert.Equal(
            $$"""{"id":"100.000000-7","camera":"gate","frame_time":102.5,"label":"car","sub_label":null,"top_score":1,"false_positive":false,"start_time":100,"end_time":{{end}},"score":1,"box":[10,20,30,60],"area":800,"ratio":0.5,"current_zones":["yard"],"entered_zones":["yard"],"thumbnail":null,"has_snapshot":false,"has_clip":false}""",
            told.GetProperty("after").GetRawText());
        Assert.Equal(told.GetProperty("after").GetRawText(), told.GetProperty("before").GetRawText());
    }

    [Fact]
    public void DeepStream_AnObject_IsOneLine()
    {
        JsonElement told = Format(EventFormats.DeepStreamMinimal, Object(EventTypes.ObjectUpdated))!.Value;

        Assert.Equal("""{"version":"4.0","id":"60","@timestamp":"1970-01-01T00:01:42.500Z","sensorId":"gate","objects":["7|10|20|30|60|car|#|1"]}""", told.GetRawText());
    }

    [Fact]
    public void DeepStream_WhatASecondNetworkSaw_StandsBeforeTheScore()
    {
        const string Json = """{"type":"videodyn.object.updated","time":"1970-01-01T00:00:00Z","data":{"frame":1,"camera":"gate","id":7,"label":"car","score":0.8,"box":[1,2,3,4],"labels":[{"label":"sedan","score":0.9},{"label":"blue|grey","score":0.7}]}}""";

        Assert.Equal("7|1|2|3|4|car|#|sedan|blue_grey|0.8", Format(EventFormats.DeepStreamMinimal, Json)!.Value.GetProperty("objects")[0].GetString());
    }

    [Fact]
    public void DlStreamer_AnObject_HasPixelsAndShares()
    {
        JsonElement told = Format(EventFormats.DlStreamer, Object(EventTypes.ObjectUpdated))!.Value;

        Assert.Equal(
            """{"objects":[{"detection":{"bounding_box":{"x_max":0.3,"x_min":0.1,"y_max":0.3,"y_min":0.1},"confidence":1,"label":"car"},"h":40,"id":7,"roi_type":"car","w":20,"x":10,"y":20}],"resolution":{"height":200,"width":100},"source":"gate","system_timestamp":"1970-01-01T00:01:42.500Z","timestamp":2500000000}""",
            told.GetRawText());
    }

    [Fact]
    public void FramesWithoutTracks_AreFormattedWhereThereAreWords()
    {
        using EventWriter writer = Writer();
        Detection[] two = [new(new BoundingBox(1, 2, 3, 4), 0, 0.5f), new(new BoundingBox(5, 6, 7, 8), 1, 0.4f)];
        string json = Encoding.UTF8.GetString(writer.FrameDetections(60, s_time, two));

        Assert.Equal(["18446744073709551615|1|2|3|4|person|#|0.5", "18446744073709551615|5|6|7|8|car|#|0.4"], Format(EventFormats.DeepStreamMinimal, json)!.Value.GetProperty("objects").EnumerateArray().Select(one => one.GetString()!));
        Assert.Equal(2, Format(EventFormats.DlStreamer, json)!.Value.GetProperty("objects").GetArrayLength());
        Assert.Null(Format(EventFormats.Frigate, json));
    }

    [Fact]
    public void CameraEvents_HaveNoWordsInAnyFormat()
    {
        using EventWriter writer = Writer();
        string json = Encoding.UTF8.GetString(writer.CameraLost(DateTimeOffset.UnixEpoch, "timed-out"));

        Assert.All(EventFormats.All, format => Assert.Null(Format(format, json)));
    }

    [Fact]
    public void Find_KnowsTheNamesOfTheConfiguration()
    {
        Assert.All(EventFormats.All, format => Assert.Same(format, EventFormats.Find(format.Name)));
        Assert.Null(EventFormats.Find("cloudevents"));
    }

    [Fact]
    public void Format_OfNoEvent_Throws() =>
        Assert.ThrowsAny<JsonException>(() => EventFormats.Frigate.Format(new OutgoingEvent(1, "x", EventTypes.ObjectLeft, "gate", "{}"u8.ToArray())));

    private static EventWriter Writer() => new(new EventContext("gate", DateTimeOffset.UnixEpoch.AddSeconds(100), "m.onnx", "dense", ["person", "car"]))
    {
        Zones = ["yard"],
        FrameSize = (100, 200),
    };

    private static string Object(string type)
    {
        using EventWriter writer = Writer();
        return Encoding.UTF8.GetString(writer.Object(type, 60, s_time, TruthClip.Thing(7, 1, new BoundingBox(10, 20, 30, 60), s_time), type == EventTypes.ObjectLeft ? "gone" : null, (1, 1)));
    }

    private static JsonElement? Format(IEventFormat format, string json)
    {
        string type = JsonDocument.Parse(json).RootElement.GetProperty("type").GetString()!;
        ReadOnlyMemory<byte> body = format.Format(new OutgoingEvent(1, "id", type, "gate", Encoding.UTF8.GetBytes(json)));
        return body.IsEmpty ? null : JsonDocument.Parse(body).RootElement;
    }
}
