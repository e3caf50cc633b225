using VideoDyn.Pipeline.Configuration;

namespace VideoDyn.Pipeline.Tests.Configuration;

public class CameraChangesTests
{
    private const string Before = """
        model: m.onnx
        cameras:
          a:
            input: rtsp://a/1
            zones: {z: {coordinates: [[0, 0], [1, 0], [1, 1]], objects: [person]}}
          b: {input: rtsp://b/1}
        """;

    [Fact]
    public void SameFile_ChangesNothing()
    {
        var changes = CameraChanges.Between(Yaml.Read(Before), Yaml.Read("# a comment\n" + Before));

        Assert.True(changes.IsEmpty);
        Assert.Equal(["a", "b"], changes.Unchanged);
    }

    [Fact]
    public void Cameras_ComeGoAndStay()
    {
        var changes = CameraChanges.Between(
            Yaml.Read(Before), Yaml.Read("model: m.onnx\ncameras:\n  c: {input: rtsp://c/1}\n  b: {input: rtsp://b/1}\n"));

        Assert.Equal("c", Assert.Single(changes.Added).Name);
        Assert.Equal(["a"], changes.Removed);
        Assert.Equal(["b"], changes.Unchanged);
        Assert.Empty(changes.Changed);
    }

    [Fact]
    public void DisabledCamera_Goes()
    {
        var changes = CameraChanges.Between(Yaml.Read(Before), Yaml.Read(Before.Replace("rtsp://b/1", "rtsp://b/1, enabled: false")));

        Assert.Equal(["b"], changes.Removed);
    }

    [Theory]
    [InlineData("rtsp://b/2", CameraParts.Input)]
    [InlineData("rtsp://b/1, live: {read_timeout: 3}", CameraParts.Live)]
    [InlineData("rtsp://b/1, model: n.onnx", CameraParts.Model)]
    [InlineData("rtsp://b/1, detect: {confidence: 0.5}", CameraParts.Model)]
    [InlineData("rtsp://b/1, objects: {track: car}", CameraParts.Model)]
    [InlineData("rtsp://b/1, detect: {fps: 5}", CameraParts.Plan)]
    [InlineData("rtsp://b/1, gate: every-n:2", CameraParts.Plan)]
    [InlineData("rtsp://b/1, region: blocks:change", CameraParts.Plan)]
    [InlineData("rtsp://b/1, tracker: none", CameraParts.Tracker)]
    [InlineData("rtsp://b/1, output: {annotate: true}", CameraParts.Output)]
    [InlineData("rtsp://b/1, mask: '0,0,1,0,1,1'", CameraParts.Rules)]
    [InlineData("rtsp://b/1, objects: {filters: {car: {min_area: 0.1}}}", CameraParts.Rules)]
    [InlineData("rtsp://b/1, events: {update_interval: 5}", CameraParts.Events)]
    [InlineData("rtsp://b/1, weight: 2", CameraParts.Weight)]
    [InlineData("rtsp://b/2, weight: 2", CameraParts.Weight | CameraParts.Input)]
    public void ChangedCamera_TellsItsParts_AndLeavesTheOthersAlone(string b, CameraParts parts)
    {
        var changes = CameraChanges.Between(Yaml.Read(Before), Yaml.Read(Before.Replace("rtsp://b/1", b)));

        CameraChange change = Assert.Single(changes.Changed);
        Assert.Equal(("b", parts), (change.After.Name, change.Parts));
        Assert.Equal(["a"], changes.Unchanged);
        Assert.False(changes.IsEmpty);
    }

    [Fact]
    public void MovedZone_IsARule() => Assert.Equal(
        CameraParts.Rules,
        Assert.Single(CameraChanges.Between(Yaml.Read(Before), Yaml.Read(Before.Replace("[1, 1]", "[1, 0.9]"))).Changed).Parts);

    [Fact]
    public void NewPassword_IsANewInput() => Assert.Equal(
        CameraParts.Input,
        Assert.Single(CameraChanges.Between(Read("one4"), Read("two4")).Changed).Parts);

    [Theory]
    [InlineData("connect_rate: 2")]
    [InlineData("crop_batches: true")]
    [InlineData("server: 9464")]
    [InlineData("sinks: {s: {type: stdout}}")]
    public void SharedSettings_AreNoticed(string line)
    {
        var changes = CameraChanges.Between(Yaml.Read(Before), Yaml.Read(Before + "\n" + line));

        Assert.True(changes is { SharedChanged: true, IsEmpty: false, Changed.Count: 0 });
    }

    private static CameraSet Read(string password) =>
        Yaml.Read("model: m.onnx\ncameras: {a: {input: {path: rtsp://a/1, password: '${P}'}}}", ("P", password));
}
