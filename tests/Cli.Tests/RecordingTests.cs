using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

public sealed class RecordingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SnapshotsAndClips_AreWrittenNamedAndCounted()
    {
        CliResult result = CliProcess.Run(
            "run", Samples.Clip, "--model", Samples.Model, "--out", _folder["out"], "--snapshots", _folder["pictures"], "--clips", _folder["clips"], "--pre-capture", "1", "--post-capture", "0.5", "--no-progress");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"recorded \d+ snapshots, \d+ clips\n", result.Output);
        string events = File.ReadAllText(Path.Combine(_folder["out"], "events.jsonl"));
        foreach (string path in Directory.GetFiles(_folder["pictures"], "*", SearchOption.AllDirectories))
            Assert.Contains(Path.GetRelativePath(_folder["pictures"], path), events, StringComparison.Ordinal);
        string[] clips = Directory.GetFiles(_folder["clips"], "*", SearchOption.AllDirectories);
        Assert.NotEmpty(clips);
        Assert.All(clips, path => Assert.Contains(Path.GetRelativePath(_folder["clips"], path), events, StringComparison.Ordinal));
        Assert.Contains("\"clips\": " + clips.Length, File.ReadAllText(Path.Combine(_folder["out"], "summary.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void SnapshotsWhereAFileIsInTheWay_AreSaid_AndTheRunGoesOn()
    {
        File.WriteAllText(_folder["pictures"], "");

        CliResult result = CliProcess.Run("run", Samples.Clip, "--model", Samples.Model, "--out", _folder["out"], "--snapshots", _folder["pictures"], "--no-progress");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("analysis goes on", result.Error, StringComparison.Ordinal);
        Assert.Matches(@"recorded 0 snapshots, 0 clips, \d+ snapshots failed", result.Output);
    }

    [Fact]
    public void ClipsWithATimeOutOfRange_AreAUsageError()
    {
        CliResult result = CliProcess.Run("run", Samples.Clip, "--model", Samples.Model, "--out", _folder["out"], "--clips", _folder["c"], "--pre-capture", "3600");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("pre_capture", result.Error, StringComparison.Ordinal);
    }
}
