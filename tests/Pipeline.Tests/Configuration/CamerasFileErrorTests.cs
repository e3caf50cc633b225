using VideoDyn.Pipeline.Configuration;

namespace VideoDyn.Pipeline.Tests.Configuration;

public class CamerasFileErrorTests
{
    private const string Head = "model: m.onnx\ncameras:\n  a:\n    input: a.mp4\n";

    [Theory]
    [InlineData("    detect: {fsp: 5}", "line 5, column 14: cameras.a.detect.fsp: unknown key; expected one of fps, confidence, iou, threads; did you mean 'fps'?")]
    [InlineData("    detect: {confidence: 1.5}", "line 5, column 26: cameras.a.detect.confidence: found '1.5', expected a number from 0 to 1")]
    [InlineData("    detect: {confidence: .nan}", "cameras.a.detect.confidence: found '.nan', expected a number from 0 to 1")]
    [InlineData("    detect: {threads: 1.5}", "found '1.5', expected a whole number from 1 to 256")]
    [InlineData("    detect: 5", "cameras.a.detect: found '5', expected a section of keys such as 'fps:'")]
    [InlineData("    tracker: bite", "cameras.a.tracker: found 'bite', expected one of byte, none; did you mean 'byte'?")]
    [InlineData("    tracker: {type: none, reid: r.onnx}", "reid tells tracked objects apart, but the tracker's type is none")]
    [InlineData("    tracker: {track_buffer: 2h}", "found '2h', expected seconds or a time such as 500ms, 10s or 5m, from 0s to 1h")]
    [InlineData("    gate: every-m:5", "cameras.a.gate: gate 'every-m' is unknown;")]
    [InlineData("    gate: every-n:0", "gate 'every-n:0': expects a whole number of at least 1")]
    [InlineData("    region: blocks:chnage", "block policy 'chnage' is unknown")]
    [InlineData("    enabled: maybe", "found 'maybe', expected true or false")]
    [InlineData("    weight: 0", "found '0', expected a number from 0.01 to 100")]
    [InlineData("    ffmpeg: {}", "cameras.a.ffmpeg: unknown key; write input, and live for its options")]
    [InlineData("    model: {input_size: 640}", "input size '640': expected WIDTHxHEIGHT")]
    [InlineData("    live: {retry_interval: 2m}", "retry_interval is 2m, expected at most retry_interval_max, which is 1m")]
    [InlineData("    events: {types: videodyn.Object}", "'videodyn.Object' is no event type")]
    [InlineData("    events: {sinks: [nowhere]}", "cameras.a.events.sinks: there is no sink 'nowhere'")]
    [InlineData("    zones: {z: {}}", "cameras.a.zones.z: key 'coordinates' is missing; expected 3 to 200 corners")]
    [InlineData("    zones: {z: }", "cameras.a.zones.z: the zone is empty")]
    [InlineData("    zones: {z: {coordinates: [[0, 0], [1, 1]]}}", "found 2 points, expected 3 to 200 corners")]
    [InlineData("    zones: {z: {coordinates: [[0, 0], [2, 0], [1, 1]]}}", "a point lies outside the picture")]
    [InlineData("    zones: {z: {coordinates: [[0, 0], [1, 1], [1, 0], [0, 1]]}}", "the area crosses itself: the sides after corner 1 and corner 3 meet")]
    [InlineData("    zones: {z: {coordinates: [[0, 0], [0.5, 0.5], [1, 1]]}}", "the area")]
    [InlineData("    zones: {z: {coordinates: '0,0,1,0,1'}}", "found '0,0,1,0,1', expected 3 to 200 corners")]
    [InlineData("    zones: {z: {coordinates: [[0, 0], [1, 0], [1, 1]], inertia: 3}}", "unknown key; write confirm, in seconds")]
    [InlineData("    tripwires: {t: {coordinates: [[0.5, 0.5], [0.5, 0.5]]}}", "the line has no length")]
    [InlineData("    tripwires: {t: {coordinates: [[0, 0], [1, 1]], direction: inn}}", "did you mean 'in'?")]
    [InlineData("    'b/c': {}", "cameras.a.b/c: unknown key")]
    [InlineData("  ..:\n    input: b.mp4", "line 5, column 3: cameras...: '..' is no name for a camera")]
    [InlineData("  a:\n    input: b.mp4", "line 5, column 3: cameras.a: two cameras are named 'a'; the first one is in line 3")]
    [InlineData("    weight: 1\n    weight: 2", "line 6, column 5: cameras.a.weight: key 'weight' is written twice; the first one is in line 5")]
    [InlineData("  b:\n    input: rtps://host/1", "'rtps://host/1' has the unknown scheme 'rtps'; expected rtsp, rtsps, http, https, v4l2, file; did you mean 'rtsp")]
    [InlineData("  b:\n    input: rtsp:///1", "names no host")]
    [InlineData("  b:\n    input: ''", "cameras.b.input: found '', expected a video file")]
    [InlineData("  b:\n    input: [x]", "cameras.b.input: found a list, expected a video file")]
    [InlineData("  b:\n    weight: 1", "cameras.b: key 'input' is missing")]
    [InlineData("  b:", "cameras.b: the camera is empty")]
    [InlineData("  b:\n    input: {path: rtsp://h/1, start: 3}", "start, duration and start_time are for files")]
    [InlineData("  b:\n    input: {path: b.mp4, user: me}", "user and password are for cameras behind a network")]
    [InlineData("mqtt: {host: h}", "line 5, column 1: mqtt: unknown key; write a sink of type mqtt in the section sinks")]
    [InlineData("sinks: {s: {type: rabbitmq, exchange: e}}", "sinks.s: key 'host' is missing, which a sink of type rabbitmq needs")]
    [InlineData("sinks: {s: {type: mqtt, host: h, exchange: e}}", "sinks.s.exchange: a sink of type mqtt has no such key; expected one of type, format, host, port")]
    [InlineData("sinks: {s: {host: h}}", "sinks.s: key 'type' is missing; expected one of jsonl, stdout, webhook")]
    [InlineData("sinks: {s: {type: webhook, url: 'ftp://h'}}", "expected an address such as https://HOST/PATH")]
    [InlineData("version: 2", "version: found '2', expected a whole number from 1 to 1")]
    [InlineData("server: {port: 0}", "server.port: found '0', expected a whole number from 1 to 65535")]
    [InlineData("? [x]\n: 1", "line 5, column 3: not valid YAML: a key must be a plain word")]
    [InlineData("gate: &g all", "anchors (&name) and aliases (*name) are not supported")]
    [InlineData("---\nx: 1", "a second document begins")]
    [InlineData("gate: [", "not valid YAML")]
    [InlineData("gate: ${NOT_SET}", "gate: environment variable 'NOT_SET' is not set")]
    [InlineData("gate: ${", "found '${' without a variable's name and '}'")]
    public void Mistake_IsNamedWithItsPlace(string lines, string expected) =>
        Assert.Contains(expected, Assert.Single(Yaml.Problems(Head + lines + "\n")));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n")]
    public void EmptyFile_SaysWhatBelongsIn(string text) =>
        Assert.Equal("the file is empty; expected 'cameras:' with at least one camera", Assert.Single(Yaml.Problems(text)));

    [Theory]
    [InlineData("model: m.onnx\n", "key 'cameras' is missing")]
    [InlineData("model: m.onnx\ncameras:\n", "cameras: there is no camera")]
    [InlineData("model: m.onnx\ncameras: {}\n", "cameras: there is no camera")]
    [InlineData("- a\n", "found a list, expected a section of keys")]
    [InlineData("cameras:\n  a:\n    input: a.mp4\n", "cameras.a: the camera has no model")]
    [InlineData("model: {card: c.yaml}\ncameras:\n  a:\n    input: a.mp4\n", "cameras.a: the camera has no model")]
    public void MissingParts_AreNamed(string text, string expected) => Assert.Contains(expected, Assert.Single(Yaml.Problems(text)));

    [Fact]
    public void Tabs_AreFoundInEveryLine()
    {
        Assert.Equal(
            [
                "line 3, column 1: found a tab; indent with spaces, e.g. two for each level",
                "line 4, column 3: found a tab; indent with spaces, e.g. two for each level",
            ],
            Yaml.Problems("model: m.onnx\ncameras:\n\ta:\n  \tinput: a.mp4\n\t# a comment may\n"));
        Yaml.Read("model: m.onnx\ncameras:\n  a:\n    input: a.mp4\t# after words it is harmless\n");
    }

    [Fact]
    public void AllMistakes_AreToldAtOnce_InTheOrderOfTheFile()
    {
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => Yaml.Read("""
            model: m.onnx
            detect: {fps: -1}
            cameras:
              a:
                input: rtsp://
                weight: heavy
              b:
                inputs: b.mp4
              a:
                input: c.mp4
            gates: all
            """));

        Assert.Equal([2L, 5, 6, 8, 8, 9, 11], error.Problems.Select(problem => problem.Line));
        Assert.All(error.Message.Split(Environment.NewLine), line => Assert.StartsWith("/etc/videodyn/cameras.yaml: line ", line));
    }

    [Fact]
    public void ThousandMistakes_AreCountedAndNotAllPrinted()
    {
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => Yaml.Read(
            "model: m.onnx\ncameras:\n" + string.Concat(Enumerable.Range(0, 1000).Select(number => $"  a{number}: {{input: x.mp4, weight: -1}}\n"))));

        Assert.Equal(1000, error.Problems.Count);
        Assert.EndsWith("and 900 more problems", error.Message);
    }

    [Fact]
    public void DeepNesting_IsRefused() =>
        Assert.Contains("nested deeper than 20 levels", Assert.Single(Yaml.Problems(string.Concat(Enumerable.Repeat("[", 5000)))));
}
