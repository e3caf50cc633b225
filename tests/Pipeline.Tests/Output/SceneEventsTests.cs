using System.Text.Json;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Tests.Actions;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Output;

/// <summary>What is told of a camera that somebody covers, from the decoder to the events.</summary>
public sealed class SceneEventsTests : LeaseGuard
{
    private static readonly string s_covered = TestClips.Make(
        ".mp4",
        $"-i {Path.Combine(RepositoryRoot.Path, "samples", "videos", "street.mp4")} -vf scale=320:-2,drawbox=x=0:y=0:w=iw:h=ih:color=0x202020:t=fill:enable='between(t,12,19)' -t 24 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");

    [Theory]
    [InlineData("all")]
    [InlineData("every-n:5")]
    [InlineData("change")]
    public async Task CoveredCamera_IsToldOnceAndItsEndToo(string gate)
    {
        BytesOutput output = await RunAsync(gate, watches: true);

        JsonElement[] told = [.. output.OfType("videodyn.camera.tampered").Select(root => root.GetProperty("data"))];
        Assert.Equal([("covered", "begins"), ("covered", "ends")], told.Select(data => (data.GetProperty("kind").GetString(), data.GetProperty("state").GetString())));
        Assert.Equal(12, told[0].GetProperty("stream_time").GetDouble(), 0.3);
        Assert.Equal(19, told[1].GetProperty("stream_time").GetDouble(), 0.4);
        Assert.Equal("restored", told[1].GetProperty("reason").GetString());
        Assert.All(output.Lines, line => Assert.Empty(EventSchemas.Problems(line)));
    }

    [Fact]
    public async Task CoveredCamera_WithTheWatchOff_IsNotTold()
    {
        BytesOutput output = await RunAsync("every-n:5", watches: false);
        Assert.DoesNotContain(output.Lines, line => line.Contains("tampered", StringComparison.Ordinal) || line.Contains("scene.changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SkippedFrames_AreNotLookedAt_SoThatDecodingThemChangesNothing()
    {
        BytesOutput needed = await RunAsync("every-n:5", watches: true), all = await RunAsync("every-n:5", watches: true, decode: "all");
        Assert.Equal(all.Lines, needed.Lines);
    }

    private static async Task<BytesOutput> RunAsync(string gate, bool watches, string decode = "needed")
    {
        var output = new BytesOutput();
        await using var host = new CameraHost();
        AnalysisOptions options = SamplePaths.Options with { Input = s_covered, Gate = gate, Decode = decode, Events = new EventOptions { WatchesScene = watches } };
        JobResult result = await new RunJob(options, output).RunAsync(host, "a", _ => null, CancellationToken.None);
        Assert.Null(result.Error);
        return output;
    }
}
