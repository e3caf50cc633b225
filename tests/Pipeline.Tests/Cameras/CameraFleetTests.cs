using System.Text.Json;
using VideoDyn.Core.Errors;
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

    [Fact]
    public async Task Apply_RulesChanged_ReachTheRunningCamera()
    {
        CameraSet before = Set("a: all", "b: all"), after = Set("a: all\n    zones: {everywhere: {coordinates: '0,0,1,0,1,1,0,1'}}", "b: all");
        List<string> begun = [];
        using var sink = new ZoneSink();
        await using var host = new CameraHost();
        using var fleet = new CameraFleet(host, camera => Job(camera, begun, sink), (_, _) => { });
        fleet.Start(before);

        Assert.Empty(await fleet.ApplyAsync(CameraChanges.Between(before, after)));
        JsonElement entered = await sink.Entered.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(("a", "everywhere"), (entered.GetProperty("camera").GetString(), entered.GetProperty("rule").GetString()));
        Assert.Equal(["a", "b"], begun);
        await fleet.StopAsync();
    }

    [Fact]
    public async Task Apply_RulesOfAnUnknownClass_AreRefusedAndTheCameraGoesOn()
    {
        CameraSet before = Set("a: all\n    zones: {everywhere: {coordinates: '0,0,1,0,1,1,0,1'}}"), after = Set("a: all\n    zones: {everywhere: {coordinates: '0,0,1,0,1,1,0,1', objects: bal}}");
        List<string> begun = [];
        using var sink = new ZoneSink();
        await using var host = new CameraHost();
        using var fleet = new CameraFleet(host, camera => Job(camera, begun, sink), (_, _) => { });
        fleet.Start(before);
        await sink.Entered.WaitAsync(TimeSpan.FromSeconds(20));

        (string camera, VideoDynException error) = Assert.Single(await fleet.ApplyAsync(CameraChanges.Between(before, after)));

        Assert.Equal("a", camera);
        Assert.Contains("zone 'everywhere': objects: class 'bal' is not among the model's", error.Message);
        Assert.Equal(["a"], fleet.Running);
        Assert.Equal(["a"], begun);
        await fleet.StopAsync();
    }

    private static CameraSet Set(params string[] cameras) => CamerasFile.Parse(
        $"""
        model: {SamplePaths.Options.Model}
        live:
          loop: true
        cameras:
        {string.Join('\n', cameras.Select(camera => $"  {camera.Split(": ")[0]}:\n    input: file-as-live:{SamplePaths.Options.Input}\n    gate: {camera.Split(": ", 2)[1]}"))}
        """,
        "cameras.yaml");

    private static RunJob Job(CameraConfiguration camera, List<string> begun, IEventOutput? sink = null)
    {
        Note(begun, camera.Name);
        return new RunJob(camera.ToAnalysisOptions(), sink ?? new JsonLinesSink(Stream.Null, "nowhere")) { Weight = camera.Weight };
    }

    private static void Note(List<string> list, string text)
    {
        lock (list)
            list.Add(text);
    }

    private sealed class ZoneSink : IEventOutput
    {
        private readonly TaskCompletionSource<JsonElement> _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<JsonElement> Entered => _entered.Task;

        public void Write(ReadOnlySpan<byte> json)
        {
            JsonElement happened = JsonDocument.Parse(json.ToArray()).RootElement;
            if (happened.GetProperty("type").GetString() == "videodyn.zone.entered")
                _entered.TrySetResult(happened.GetProperty("data"));
        }

        public void Dispose()
        {
        }
    }
}
