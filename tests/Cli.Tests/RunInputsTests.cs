using System.Text.Json;
using VideoDyn.TestKit;
using static VideoDyn.Cli.Tests.RunOutput;

namespace VideoDyn.Cli.Tests;

public class RunInputsTests
{
    [Fact]
    public void Run_StandardInput_GivesTheEventsOfTheFile()
    {
        CliResult file = CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "--out", "-", "--quiet");
        CliResult pipe = CliProcess.Shell($"cat {Samples.Clip} | $videodyn run - -m {Samples.Model} --out - --quiet");

        Assert.Equal((0, 0), (file.ExitCode, pipe.ExitCode));
        Assert.Equal(Boxes(file.Output), Boxes(pipe.Output));
    }

    [Fact]
    public void Run_TwoInputs_WritesAFolderEachAndOneSummary()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run("run", Samples.Clip, Samples.Clip, "-m", Samples.Model, "-o", folder["out"], "--every", "20");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, Summary(folder["out"]).GetProperty("inputs").GetArrayLength());
        Assert.True(File.Exists(Path.Combine(folder["out"], "shapes", "events.jsonl")));
        Assert.True(File.Exists(Path.Combine(folder["out"], "shapes-2", "events.jsonl")));
    }

    [Fact]
    public void Run_InputsSideBySide_GiveTheBytesOfOneAfterAnother()
    {
        using var folder = new TemporaryFolder();
        CliResult one = CliProcess.Run("run", Samples.Clip, Samples.Clip, Samples.Clip, "-m", Samples.Model, "-o", folder["one"], "--parallel", "1", "--every", "2");
        CliResult three = CliProcess.Run("run", Samples.Clip, Samples.Clip, Samples.Clip, "-m", Samples.Model, "-o", folder["three"], "--parallel", "3", "--every", "2");

        Assert.Equal((0, 0), (one.ExitCode, three.ExitCode));
        foreach (string name in new[] { "shapes", "shapes-2", "shapes-3" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["one"], name, "events.jsonl")), File.ReadAllBytes(Path.Combine(folder["three"], name, "events.jsonl")));
        Assert.Equal(3, Summary(folder["three"]).GetProperty("inputs").GetArrayLength());
        Assert.Equal(3, three.Output.Split("225 received").Length - 1);
    }

    [Fact]
    public void Run_OneInputMissing_LeavesTheOthersAlone()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run("run", folder["none.mp4"], Samples.Clip, Samples.Clip, "-m", Samples.Model, "-o", folder["out"], "--parallel", "3", "--every", "20");

        Assert.Equal(6, result.ExitCode);
        Assert.Equal(["failed", "done", "done"], Summary(folder["out"]).GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("status").GetString()));
    }

    [Fact]
    public void Run_Config_RunsItsCamerasAndEndsWithThem()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["cameras.yaml"], $"""
            model: {Samples.Model}
            gate: every-n:5
            cameras:
              yard:
                input: {Samples.Clip}
              gate:
                input: file-as-live:{Samples.Clip}
                live:
                  rate: 10
            """);
        CliResult result = CliProcess.Run("run", "--config", folder["cameras.yaml"], "-o", folder["out"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonElement[] inputs = [.. Summary(folder["out"]).GetProperty("inputs").EnumerateArray()];
        Assert.Equal(["gate", "yard"], inputs.Select(input => input.GetProperty("name").GetString()).Order());
        Assert.All(inputs, input => Assert.True(input.GetProperty("ledger").GetProperty("is_balanced").GetBoolean()));
        Assert.All(inputs, input => Assert.Equal(0, Number(input.GetProperty("ledger"), "in_flight")));
        Assert.True(File.Exists(Path.Combine(folder["out"], "gate", "events.jsonl")));
    }

    private static string[] Boxes(string lines) =>
    [
        .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(root => $"{root.GetProperty("type")} {root.GetProperty("data").GetProperty("id")} {root.GetProperty("data").GetProperty("box").GetRawText()}"),
    ];
}
