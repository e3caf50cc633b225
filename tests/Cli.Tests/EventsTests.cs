using System.Text.Json;
using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

public sealed class EventsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_WithSinks_DeliversWhatItWrites_AndTheHistoryKnowsIt()
    {
        await using var server = new HookServer();
        string outbox = _folder["out/outbox.db"];
        CliResult run = CliProcess.Run(
            "run", Samples.Clip, "--model", Samples.Model, "--out", _folder["out"], "--sink", server.Address.ToString(), "--sink", "file:" + _folder["copy.jsonl"]);
        Assert.True(run.ExitCode == 0, run.Error);
        string[] written = File.ReadAllLines(_folder["out/events.jsonl"]);

        Assert.Equal(written, File.ReadAllLines(_folder["copy.jsonl"]));
        Assert.Equal(written, server.Requests.Select(request => System.Text.Encoding.UTF8.GetString(request.Body)));
        Assert.Contains($"{written.Length} delivered", run.Output);

        CliResult list = CliProcess.Run("events", "list", outbox, "--json");
        Assert.Equal(written, list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        CliResult some = CliProcess.Run("events", "list", outbox, "--type", "videodyn.object.left", "--since", "1970-01-01T00:00:05Z", "-n", "2");
        Assert.Equal(2, some.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line.Contains("videodyn.object.left", StringComparison.Ordinal)));

        CliResult replay = CliProcess.Run("events", "replay", outbox, "--type", "videodyn.object.entered", "--sink", server.Address.ToString());
        int entered = written.Count(line => line.Contains("videodyn.object.entered", StringComparison.Ordinal));
        Assert.True(replay.ExitCode == 0 && server.Requests.Count == written.Length + entered, replay.Error);

        CliResult purge = CliProcess.Run("events", "purge", outbox, "--type", "videodyn.object.updated");
        Assert.Equal($"{written.Count(line => line.Contains("object.updated", StringComparison.Ordinal))} removed\n", purge.Output);
    }

    [Fact]
    public void Run_WithASinkThatIsAbsent_AnalyzesAllTheSame_AndTellsWhatWaits()
    {
        CliResult result = CliProcess.Shell(
            $"""
            $videodyn run {Samples.Clip} --model {Samples.Model} --out {_folder["out"]} --duration 2 --sink http://me:s3cret@127.0.0.1:{HookServer.FreePort()}/hook &
            pid=$!
            until [ -s {_folder["out/events.jsonl"]} ]; do sleep 0.1; done
            sleep 1
            kill -TERM $pid
            wait $pid
            """);

        Assert.Contains("wait in", result.Error);
        Assert.DoesNotContain("s3cret", result.Error + result.Output);
        Assert.Contains("0 delivered", result.Output);
    }

    [Fact]
    public async Task Configuration_RoutesCamerasToTheirSinks()
    {
        string config = _folder["cameras.yaml"];
        await using var server = new HookServer();
        File.WriteAllText(config, $$"""
            model: {{Samples.Model}}
            outbox: {path: state/outbox.db, synchronous: full}
            sinks:
              hook: {type: webhook, url: "{{server.Address}}", secret: "k3y", mode: binary}
              all: {type: jsonl, path: all.jsonl}
            cameras:
              gate: {input: {path: "{{Samples.Clip}}", duration: 5} }
              yard: {input: {path: "{{Samples.Clip}}", duration: 5}, events: {sinks: [all]} }
            """);
        CliResult run = CliProcess.Run("run", "--config", config, "--out", _folder["out"]);

        Assert.True(run.ExitCode == 0, run.Error);
        string[] cameras = [.. File.ReadAllLines(_folder["all.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetProperty("camera").GetString()!)];
        Assert.Equal(["gate", "yard"], cameras.Distinct().Order());
        Assert.Equal(cameras.Count(camera => camera == "gate"), server.Requests.Count);
        Assert.All(server.Requests, request => Assert.True(request.Headers.ContainsKey("ce-id") && request.Headers.ContainsKey("X-VideoDyn-Signature")));
        Assert.True(File.Exists(_folder["state/outbox.db"]));

        CliResult test = CliProcess.Run("sinks", "test", config);
        Assert.Equal(0, test.ExitCode);
        Assert.Equal(2, test.Error.Split('\n').Count(line => line.Contains("confirmed in", StringComparison.Ordinal)));
    }

    [Fact]
    public void SinksTest_OfASinkThatIsAbsent_FailsAndNamesIt()
    {
        CliResult result = CliProcess.Run("sinks", "test", "--sink", $"http://127.0.0.1:{HookServer.FreePort()}/", "--sink", "file:" + _folder["probe.jsonl"]);
        Assert.Equal(5, result.ExitCode);
        Assert.Contains("FAILED", result.Error);
        Assert.Contains("confirmed in", result.Error);
    }

    [Fact]
    public void SinksTest_OfAnAddressInPlaceOfTheFile_ProbesItAndNeverPrintsItsPassword()
    {
        CliResult result = CliProcess.Run("sinks", "test", $"http://me:Pa55-that-nobody-sees@127.0.0.1:{HookServer.FreePort()}/");

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("FAILED", result.Error);
        Assert.DoesNotContain("Pa55", result.Error + result.Output);
    }

    // A mistake of the program must not cost the sample itself.
    private string CopyOfTheClip()
    {
        File.Copy(Samples.Clip, _folder["clip.mp4"], overwrite: true);
        return _folder["clip.mp4"];
    }

    [Theory]
    [InlineData(2, "no address of a sink", "run", "CLIP", "--model", "MODEL", "--out", "OUT", "--sink", "carrier-pigeon:home")]
    [InlineData(2, "names no file", "run", "CLIP", "--model", "MODEL", "--out", "OUT", "--sink", "file:")]
    [InlineData(2, "--outbox FILE", "run", "CLIP", "--model", "MODEL", "--out", "-", "--sink", "file:x")]
    [InlineData(2, "is not an outbox", "run", "CLIP", "--model", "MODEL", "--out", "OUT", "--outbox", "CLIP")]
    [InlineData(3, "no such outbox", "events", "list", "missing.db")]
    [InlineData(3, "is not an outbox", "events", "list", "CLIP")]
    [InlineData(2, "say which events", "events", "purge", "missing.db")]
    [InlineData(2, "name a configuration", "sinks", "test")]
    public void Mistakes_AreNamed(int exitCode, string message, params string[] words)
    {
        CliResult result = CliProcess.Run([.. words.Select(word => word switch
        {
            "CLIP" => CopyOfTheClip(),
            "MODEL" => Samples.Model,
            "OUT" => _folder["out"],
            _ => word,
        })]);
        Assert.True(result.ExitCode == exitCode, $"{result.ExitCode}: {result.Error}");
        Assert.Contains(message, result.Error);
    }
}
