using System.Text.Json;
using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

public class ExplainTests
{
    [Fact]
    public void Run_Explain_WritesALineForEveryFrame()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "-o", folder["out"], "--gate", "change", "--explain");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string[] lines = File.ReadAllLines(Path.Combine(folder["out"], "decisions.jsonl"));
        Assert.Equal(225, lines.Length);
        Assert.All(lines, line => Assert.NotEqual("", JsonDocument.Parse(line).RootElement.GetProperty("reason").GetString()));
        Assert.Contains("decisions.jsonl", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ExplainToStandardOutput_IsRefused()
    {
        CliResult result = CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "-o", "-", "--explain");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--explain writes a file", result.Error, StringComparison.Ordinal);
    }
}
