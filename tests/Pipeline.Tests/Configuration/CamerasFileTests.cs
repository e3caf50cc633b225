using System.Numerics;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Live;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Configuration;

public class CamerasFileTests
{
    [Fact]
    public void Camera_WithoutSettings_HasTheDefaultsOfTheCommandLine()
    {
        CameraConfiguration camera = Yaml.Camera("model: m.onnx\ncameras:\n  a:\n    input: a.mp4\n");
        var standard = new AnalysisOptions { Name = "a", Input = "/etc/videodyn/a.mp4", Model = "/etc/videodyn/m.onnx", Classes = camera.Objects.Track };

        Assert.Null(camera.ToAnalysisOptions().Live);
        Assert.Equal(standard with { TrackBuffer = TimeSpan.FromSeconds(3) }, camera.ToAnalysisOptions());
        Assert.Empty(camera.ToAnalysisOptions().Validate());
        Assert.Equal(new OutputChoices(), camera.Output);
        Assert.Equal(1, camera.Weight);
    }

    [Fact]
    public void Camera_OverridesCommonSettings_KeyByKey()
    {
        CameraSet set = Yaml.Read("""
            model: m.onnx
            detect: {fps: 5, confidence: 0.4}
            tracker: {track_buffer: 2}
            live: {read_timeout: 20, rtsp_transport: udp}
            gate: every-n:3
            cameras:
              a:
                input: rtsp://a/1
                detect: {fps: 2.5, iou: 0.6}
                live: {read_timeout: 500ms}
                gate: all
              b:
                input: rtsp://b/1
            """);
        CameraConfiguration a = set.Cameras[0];
        CameraConfiguration b = set.Cameras[1];

        Assert.Equal(new DetectSettings { Fps = 2.5, Confidence = 0.4, Iou = 0.6 }, a.Detect);
        Assert.Equal(new DetectSettings { Fps = 5, Confidence = 0.4 }, b.Detect);
        Assert.Equal((TimeSpan.FromMilliseconds(500), RtspTransport.Udp), (a.Live.ReadTimeout, a.Live.Transport));
        Assert.Equal(TimeSpan.FromSeconds(20), b.Live.ReadTimeout);
        Assert.Equal(("all", "every-n:3"), (a.Gate, b.Gate));
        Assert.All(set.Cameras, camera => Assert.Equal(TimeSpan.FromSeconds(2), camera.Tracker.TrackBuffer));
    }

    [Fact]
    public void CameraWithAModelOfItsOwn_TakesNothingFromTheCommonModel()
    {
        CameraSet set = Yaml.Read("""
            model: {path: m.onnx, card: m.yaml, labelmap: m.txt, input_size: 320x320}
            cameras:
              own: {input: a.mp4, model: other.onnx}
              sized: {input: a.mp4, model: {input_size: 640x384}}
            """);

        Assert.Equal(new ModelSettings { Path = "/etc/videodyn/other.onnx" }, set.Cameras[0].Model);
        Assert.Equal(("/etc/videodyn/m.yaml", "640x384"), (set.Cameras[1].Model.Card, set.Cameras[1].Model.InputSize));
    }

    [Theory]
    [InlineData("2.5", 2.5)]
    [InlineData("500ms", 0.5)]
    [InlineData("45s", 45)]
    [InlineData("1m", 60)]
    [InlineData("'1h'", 3600)]
    public void Time_IsSecondsOrHasAUnit(string written, double seconds) =>
        Assert.Equal(seconds, Yaml.Camera($"model: m.onnx\ntracker: {{track_buffer: {written}}}\ncameras: {{a: {{input: a.mp4}}}}").Tracker.TrackBuffer.TotalSeconds);

    [Theory]
    [InlineData("clips/a.mp4", AddressKind.File, "/etc/videodyn/clips/a.mp4")]
    [InlineData("/srv/a.mp4", AddressKind.File, "/srv/a.mp4")]
    [InlineData("frames/%04d.png", AddressKind.File, "/etc/videodyn/frames/%04d.png")]
    [InlineData("file-as-live:a.mp4", AddressKind.FileAsLive, "file-as-live:/etc/videodyn/a.mp4")]
    [InlineData("/dev/video0", AddressKind.Device, "/dev/video0")]
    [InlineData("RTSP://a/1", AddressKind.Network, "RTSP://a/1")]
    [InlineData("https://a:8443/v.mjpg?x=1", AddressKind.Network, "https://a:8443/v.mjpg?x=1")]
    [InlineData("https://a/clip.mp4", AddressKind.RemoteFile, "https://a/clip.mp4")]
    public void Input_IsRecognisedByItsForm(string written, AddressKind kind, string revealed)
    {
        InputSettings input = Yaml.Camera($"model: m.onnx\ncameras: {{a: {{input: '{written}'}}}}").Input;

        Assert.Equal((kind, revealed), (input.Kind, input.Reveal()));
        Assert.Equal(kind is not (AddressKind.File or AddressKind.RemoteFile), input.IsLive);
    }

    [Theory]
    [InlineData("rtsp://cam:554/s", "rtsp://a%20b:p%40%2Fss@cam:554/s")]
    [InlineData("rtsp://old:pw@cam/s@1", "rtsp://a%20b:p%40%2Fss@cam/s@1")]
    [InlineData("rtsp://cam/s@1", "rtsp://a%20b:p%40%2Fss@cam/s@1")]
    public void UserAndPassword_TakeTheirPlaceInTheAddress(string written, string revealed) => Assert.Equal(
        revealed, Yaml.Camera($"model: m.onnx\ncameras: {{a: {{input: {{path: '{written}', user: a b, password: p@/ss}}}}}}").Input.Reveal());

    [Fact]
    public void LiveCamera_HasItsOptions()
    {
        AnalysisOptions options = Yaml.Camera("model: m.onnx\nlive: {open_timeout: 3, clock: sender, retry_interval: 2, retry_interval_max: 5m}\ncameras: {a: {input: rtsp://a/1}}").ToAnalysisOptions();

        Assert.Equal(new LiveOptions { Name = "a", OpenTimeout = TimeSpan.FromSeconds(3), Clock = CameraClock.Sender }, options.Live);
        Assert.Equal(new ReconnectOptions { First = TimeSpan.FromSeconds(2), Longest = TimeSpan.FromMinutes(5) }, options.Reconnect);
        Assert.Empty(options.Validate());
    }

    [Fact]
    public void Rules_AreTyped()
    {
        CameraConfiguration camera = Yaml.Camera("""
            model: m.onnx
            cameras:
              a:
                input: a.mp4
                mask: [[0, 0], [1, 0], [1, 0.1]]
                zones:
                  door: {coordinates: "0.1,0.2,0.9,0.2,0.5,0.8", objects: person, confirm: 0.5, dwell: 10, max_objects: 3}
                tripwires:
                  line: {coordinates: [[0, 0.5], [1, 0.5]], direction: out}
                objects: {filters: {traffic light: {min_area: 0.01}}}
            """);

        Assert.Equal(new Vector2(1, 0.1f), Assert.Single(camera.Mask)[2]);
        Zone zone = Assert.Single(camera.Zones);
        Assert.Equal(new Zone
        {
            Name = "door",
            Coordinates = [new(0.1f, 0.2f), new(0.9f, 0.2f), new(0.5f, 0.8f)],
            Objects = ["person"],
            Confirm = TimeSpan.FromSeconds(0.5),
            Dwell = TimeSpan.FromSeconds(10),
            MaxObjects = 3,
        }, zone);
        Assert.Equal(TripwireDirection.Out, Assert.Single(camera.Tripwires).Direction);
        Assert.Equal(new ObjectFilter { Label = "traffic light", MinArea = 0.01 }, Assert.Single(camera.Objects.Filters));
    }

    [Fact]
    public void SinksAndTheirOutbox_AreRead()
    {
        CameraSet set = Yaml.Read("""
            model: m.onnx
            outbox: {path: o.db, max_size: 64MB, max_age: 2d, overflow: block-analysis, synchronous: full}
            sinks:
              s: {type: stdout}
              f: {type: jsonl, path: f.jsonl, max_size: 1KB, keep: 0}
              w: {type: webhook, url: "http://h/", mode: binary}
            cameras: {a: {input: a.mp4, events: {sinks: [s]}}}
            """);

        Assert.Empty(set.Notes);
        Assert.Equal((64L << 20, TimeSpan.FromDays(2), OutboxOverflow.BlockAnalysis, OutboxDurability.Full), (set.Outbox.MaxBytes, set.Outbox.MaxAge, set.Outbox.Overflow, set.Outbox.Durability));
        Assert.EndsWith("/o.db", set.Outbox.Path);
        Assert.Equal((1024, 0), (set.Sinks[1].MaxSize, set.Sinks[1].Keep));
        Assert.Equal(ContentMode.Binary, set.Sinks[2].Mode);
        Assert.Equal(["s"], set.Cameras[0].Events.Sinks);
        Assert.Contains("max_size", Assert.Single(Yaml.Problems("model: m.onnx\noutbox: {path: o.db, max_size: 1KB}\ncameras: {a: {input: a.mp4}}\n")));
    }

    [Fact]
    public void DisabledCameras_AreCheckedAndLeftOut()
    {
        CameraSet set = Yaml.Read("model: m.onnx\ncameras:\n  a: {input: a.mp4, enabled: false}\n  b: {input: b.mp4}\n");

        Assert.Equal("b", Assert.Single(set.Cameras).Name);
        Assert.Equal(["a"], set.Disabled);
        Assert.Contains("cameras.a.weight", Assert.Single(Yaml.Problems("model: m.onnx\ncameras:\n  a: {input: a.mp4, enabled: false, weight: 0}\n")));
    }

    [Fact]
    public void TwoHundredCameras_AreReadAtOnce()
    {
        string cameras = string.Concat(Enumerable.Range(0, 200).Select(number => $"  cam-{number}:\n    input: rtsp://host-{number}/1\n"));

        CameraSet set = Yaml.Read("model: m.onnx\ncameras:\n" + cameras);

        Assert.Equal(200, set.Cameras.Select(camera => camera.Input.Reveal()).Distinct().Count());
    }

    [Fact]
    public void Files_MustExist_UnlessToldOtherwise()
    {
        using var folder = new TemporaryFolder();
        string path = folder["cameras.yaml"];
        File.WriteAllText(path, "model: m.onnx\ncameras:\n  a:\n    input: a.mp4\n");

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => CamerasFile.Read(path));
        Assert.Equal([(1L, "model"), (4L, "cameras.a.input")], error.Problems.Select(problem => (problem.Line, problem.Path)));

        Assert.Single(CamerasFile.Read(path, new ConfigurationReadOptions { CheckFiles = false }).Cameras);
        File.WriteAllText(folder["m.onnx"], "");
        File.WriteAllText(folder["a.mp4"], "");
        Assert.Equal(folder["m.onnx"], CamerasFile.Read(path).Cameras[0].Model.Path);
    }

    [Fact]
    public void FileThatCannotBeRead_IsAConfigurationError()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["binary.yaml"], [0x61, 0x80, 0x81]);

        foreach (string name in (string[])["missing.yaml", ".", "binary.yaml"])
        {
            VideoDynException error = Assert.Throws<VideoDynException>(() => CamerasFile.Read(folder[name]));
            Assert.Equal(ErrorKind.Configuration, error.Kind);
            Assert.Contains(name, error.Message);
        }
    }
}
