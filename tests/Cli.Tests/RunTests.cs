using System.Text.Json;
using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

public class RunTests
{
    [Fact]
    public void Run_Sample_WritesEventsAndABalancedSummary()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run("run", Samples.Clip, "--model", Samples.Model, "--out", folder["out"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonElement input = Summary(folder["out"]).GetProperty("inputs")[0];
        Assert.Equal("done", input.GetProperty("status").GetString());
        JsonElement ledger = input.GetProperty("ledger");
        Assert.True(ledger.GetProperty("is_balanced").GetBoolean());
        Assert.Equal((225, 225, 0), (Number(ledger, "received"), Number(ledger, "analyzed"), Number(ledger, "in_flight")));
        string[] lines = File.ReadAllLines(Path.Combine(folder["out"], "events.jsonl"));
        Assert.Equal(Number(input, "events"), lines.Length);
        Assert.All(lines, line => Assert.Equal("videodyn.frame.detections", JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()));
    }

    [Fact]
    public void Run_Twice_GivesTheSameEventBytes()
    {
        using var folder = new TemporaryFolder();
        CliProcess.Run("run", Samples.Clip, "--model", Samples.Model, "--out", folder["one"]);
        CliProcess.Run("run", Samples.Clip, "--model", Samples.Model, "--out", folder["two"], "--threads", "2");

        Assert.Equal(File.ReadAllBytes(Path.Combine(folder["one"], "events.jsonl")), File.ReadAllBytes(Path.Combine(folder["two"], "events.jsonl")));
    }

    [Fact]
    public void Run_OutDash_PrintsNothingButEventsOnStandardOutput()
    {
        using var folder = new TemporaryFolder();
        CliResult files = CliProcess.Run("run", Samples.Clip, "--model", Samples.Model, "--out", folder["out"]);
        CliResult piped = CliProcess.Run("run", Samples.Clip, "--model", Samples.Model, "--out", "-", "--verbose");

        Assert.Equal((0, 0), (files.ExitCode, piped.ExitCode));
        Assert.Equal(File.ReadAllText(Path.Combine(folder["out"], "events.jsonl")), piped.Output);
        Assert.Contains("225 received", piped.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StandardInput_GivesTheEventsOfTheFile()
    {
        CliResult file = CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "--out", "-", "--quiet");
        CliResult pipe = CliProcess.Shell($"cat {Samples.Clip} | $videodyn run - -m {Samples.Model} --out - --quiet");

        Assert.Equal((0, 0), (file.ExitCode, pipe.ExitCode));
        Assert.Equal(Boxes(file.Output), Boxes(pipe.Output));
    }

    [Fact]
    public void Run_Selection_LimitsFramesAndClasses()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "run", Samples.Clip, "-m", Samples.Model, "-o", folder["out"],
            "--every", "2", "--start", "4", "--duration", "0:04", "--classes", "ball,cart", "--confidence", "0.5", "--start-time", "2026-05-01T12:00:00Z");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonElement ledger = Summary(folder["out"]).GetProperty("inputs")[0].GetProperty("ledger");
        Assert.Equal(30, Number(ledger, "analyzed"));
        Assert.Equal(30, Number(ledger.GetProperty("skipped"), "every-n"));
        Assert.True(ledger.GetProperty("is_balanced").GetBoolean());
        foreach (string line in File.ReadLines(Path.Combine(folder["out"], "events.jsonl")))
        {
            JsonElement root = JsonDocument.Parse(line).RootElement;
            DateTimeOffset time = root.GetProperty("time").GetDateTimeOffset();
            Assert.InRange(time, new DateTimeOffset(2026, 5, 1, 12, 0, 4, TimeSpan.Zero), new DateTimeOffset(2026, 5, 1, 12, 0, 8, TimeSpan.Zero));
            Assert.All(root.GetProperty("data").GetProperty("detections").EnumerateArray(), seen => Assert.NotEqual("crate", seen.GetProperty("label").GetString()));
        }
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
    public void Run_Annotate_WritesAVideoOfTheSameLength()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "-o", folder["out"], "--annotate");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string frames = TestClips.Run("ffprobe", $"-v error -count_frames -show_entries stream=codec_name,nb_read_frames,width -of csv=p=0 {Path.Combine(folder["out"], "annotated.mp4")}");
        Assert.Equal("h264,320,225", frames.Trim());
        JsonElement stages = Summary(folder["out"]).GetProperty("inputs")[0].GetProperty("time").GetProperty("stages");
        Assert.True(stages.GetProperty("annotate").GetProperty("wall").GetDouble() > 0);
    }

    [Fact]
    public void Demo_FreshFolder_WritesItsThreeFiles()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run("demo", "--out", folder["out"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["annotated.mp4", "events.jsonl", "summary.json"], Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order());
        Assert.Contains("225 analyzed", result.Output, StringComparison.Ordinal);
    }

    [SharedDataFact("videos/street-vehicles.mp4", "models/yolox_nano.onnx")]
    public void Run_RealClipAndModel_SeesTheCars()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "run", SharedData.PathOf("videos/street-vehicles.mp4"), "-m", SharedData.PathOf("models/yolox_nano.onnx"),
            "-o", folder["out"], "--start", "20", "--duration", "1");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.InRange(Number(Summary(folder["out"]).GetProperty("inputs")[0].GetProperty("objects"), "car"), 90, 150);
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private static JsonElement Summary(string folder) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "summary.json"))).RootElement;

    private static string[] Boxes(string lines) =>
    [
        .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetProperty("detections").GetRawText()),
    ];
}
