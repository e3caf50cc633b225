using System.Text.Json;
using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

public class AuditTests
{
    [Fact]
    public void Run_Audit_TellsTheAgreement()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "run", Samples.Clip, "-m", Samples.Model, "-o", folder["out"], "--every", "3", "--audit", "--audit-every", "0.5", "--audit-share", "0.5", "--audit-target", "0.1");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("  audit    agreement with dense ", result.Output, StringComparison.Ordinal);
        JsonElement input = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["out"], "summary.json"))).RootElement.GetProperty("inputs")[0];
        JsonElement audit = input.GetProperty("audit");
        Assert.Equal(input.GetProperty("ledger").GetProperty("audited").GetInt64(), audit.GetProperty("frames").GetInt64());
        Assert.True(audit.GetProperty("agreement").GetProperty("reference_boxes").GetInt64() > 0);
        Assert.Equal(0.1, audit.GetProperty("target").GetDouble());
    }

    [Theory]
    [InlineData("--audit-every 5", "--audit-every is about audits, but --audit is not given")]
    [InlineData("--audit --audit-share 2", "Share")]
    public void Run_AuditOptionsThatCannotBe_AreRefused(string options, string message)
    {
        CliResult result = CliProcess.Run(["run", Samples.Clip, "-m", Samples.Model, "-o", "-", .. options.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
