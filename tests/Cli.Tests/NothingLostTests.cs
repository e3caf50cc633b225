using VideoDyn.TestKit;
using VideoDyn.TestKit.Loss;

namespace VideoDyn.Cli.Tests;

public sealed class NothingLostTests : IDisposable
{
    // Early, twice at about the same place, in the middle of the rest, and while the last objects leave.
    private static readonly int[] s_kills = [2, 9, 10, 20, 31];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FiveKills_WithAWebHook_LoseNothing()
    {
        await using var receiver = new HookReceiver();
        LossReport report = await Runs().RunAsync(receiver, s_kills);
        AssertNothingLost(report);
    }

    [Fact]
    public async Task FiveKills_WithAFile_LoseNothing()
    {
        await using var receiver = new FileReceiver(_folder["received.jsonl"]);
        LossReport report = await Runs().RunAsync(receiver, s_kills);
        AssertNothingLost(report);
    }

    private KilledRuns Runs() => new(CliProcess.Command, ["run", Samples.Clip, "--model", Samples.Model], _folder.Path);

    private static void AssertNothingLost(LossReport report)
    {
        Assert.True(report is { Kills: 5, Lost.Count: 0, Unknown.Count: 0 }, report.ToString());
        Assert.True(report.Emitted >= 35 && report.Received == report.Emitted, report.ToString());

        // Only what was on its way when the command was killed arrives twice: at most a batch each time.
        Assert.InRange(report.Duplicates, 0, 5 * 35);
    }
}
