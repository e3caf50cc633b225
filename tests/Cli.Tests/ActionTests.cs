using System.Text.Json;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

/// <summary>Clip and sequence models on the command line.</summary>
public sealed class ActionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inspect_ModelFolders_ExplainsStepsOrderAndCost()
    {
        CliResult clip = CliProcess.Run("inspect", new ToyClipModel().Save(_folder));
        Assert.Equal((0, ""), (clip.ExitCode, clip.Error));
        foreach (string line in new[] { "clip         5 frames, 5 a second: 1 s; one begins every 1 s", "order        2 0 4 1 3", "exit         when the gate gives at least 0.5", "classifier   z: Float32 1x3, step: Int64 1 -> logits: Float32 1x3" })
            Assert.Contains(line, clip.Output, StringComparison.Ordinal);

        CliResult sequence = CliProcess.Run("inspect", new ToySequenceModel(new PlainGru(1)).Save(_folder));
        Assert.Equal((0, ""), (sequence.ExitCode, sequence.Error));
        foreach (string line in new[] { "steps        10 a second, at most 8 from one look to the next", "update       all units, when the network itself says so", "state        8 units" })
            Assert.Contains(line, sequence.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_FolderThatIsNoModel_SaysWhatIsExpected()
    {
        CliResult result = CliProcess.Run("inspect", _folder.Path);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("is a folder without clip.yaml, sequence.yaml, focus.yaml or branchy.yaml", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutADetector_PrintsAndWritesWhatWasLookedAt()
    {
        string clip = new ToyClipModel().Save(_folder), sequence = new ToySequenceModel(new PlainGru(3, -5)).Save(_folder);
        CliResult result = CliProcess.Run("run", Samples.Clip, "--clip-model", clip, "--sequence-model", sequence, "--out", _folder["out"]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("  clips    15 answered", result.Output, StringComparison.Ordinal);
        Assert.Contains("  sequence ", result.Output, StringComparison.Ordinal);
        JsonElement input = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder["out"], "summary.json"))).RootElement.GetProperty("inputs")[0];
        Assert.Equal(225, input.GetProperty("ledger").GetProperty("skipped").GetProperty("no-detector").GetInt64());
        Assert.Equal(["clip", "sequence"], input.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("kind").GetString()));
        Assert.Equal(input.GetProperty("events").GetInt64(), File.ReadAllLines(Path.Combine(_folder["out"], "events.jsonl")).Length);
    }

    [Fact]
    public void Run_NeitherDetectorNorActionModel_IsRefused() =>
        Assert.Contains("Option '--model' is required.", CliProcess.Run("run", Samples.Clip).Error, StringComparison.Ordinal);
}
