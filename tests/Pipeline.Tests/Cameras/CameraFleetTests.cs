using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>The cameras of a configuration: a change concerns only those that it names.</summary>
public class CameraFleetTests : LeaseGuard
{
    [Fact]
    public async Task Apply_OneCameraChanged_BeginsThatOneAnewAndNoOther()
    {
        CameraSet before = Set("a: all", "b: all", "c: all"), after = Set("a: all", "b: every-n:2", "d: all");
        List<string> begun = [], ended = [];
        await using var host = new CameraHost();
        using var fleet = new CameraFleet(host, camera => Job(camera, begun), (name, result) => Note(ended, $"{name} {result.Summary.Status}"));

        fleet.Start(before);
        await fleet.ApplyAsync(CameraChanges.Between(before, after));

        Assert.Equal(["a", "b", "c", "b", "d"], begun);
        Assert.Equal(["b interrupted", "c interrupted"], ended.Order());
        Assert.Equal(["a", "b", "d"], fleet.Running);
        Assert.False(fleet.AllEnded.IsCompleted);
        await fleet.StopAsync();
        await fleet.AllEnded.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(5, ended.Count);
    }

    [Fact]
    public async Task Apply_EverythingChanged_DoesNotCountAsTheEnd()
    {
        CameraSet before = Set("a: all"), after = Set("a: every-n:3");
        List<string> begun = [];
        await using var host = new CameraHost();
        using var fleet = new CameraFleet(host, camera => Job(camera, begun), (_, _) => { });
        fleet.Start(before);
        await fleet.ApplyAsync(CameraChanges.Between(before, after));

        Assert.False(fleet.AllEnded.IsCompleted);
        Assert.Equal(["a", "a"], begun);
        await fleet.StopAsync();
    }

    private static CameraSet Set(params string[] cameras) => CamerasFile.Parse(
        $"""
        model: {SamplePaths.Options.Model}
        live:
          loop: true
        cameras:
        {string.Join('\n', cameras.Select(camera => $"  {camera.Split(": ")[0]}:\n    input: file-as-live:{SamplePaths.Options.Input}\n    gate: {camera.Split(": ")[1]}"))}
        """,
        "cameras.yaml");

    private static RunJob Job(CameraConfiguration camera, List<string> begun)
    {
        Note(begun, camera.Name);
        return new RunJob(camera.ToAnalysisOptions(), new JsonLinesSink(Stream.Null, "nowhere")) { Weight = camera.Weight };
    }

    private static void Note(List<string> list, string text)
    {
        lock (list)
            list.Add(text);
    }
}
