using System.Text.Json;
using VideoDyn.TestKit;
using static VideoDyn.Cli.Tests.RunOutput;

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
        // Who enters also leaves, at the latest with the end of the stream; what happens between is about somebody present.
        Dictionary<long, int> present = [];
        foreach (JsonElement root in lines.Select(line => JsonDocument.Parse(line).RootElement))
        {
            long id = Number(root.GetProperty("data"), "id");
            switch (root.GetProperty("type").GetString())
            {
                case "videodyn.object.entered":
                    Assert.True(present.TryAdd(id, 0));
                    break;
                case "videodyn.object.updated":
                    present[id]++;
                    break;
                case "videodyn.object.left":
                    Assert.True(present.Remove(id));
                    break;
                default:
                    Assert.Fail(root.GetRawText());
                    break;
            }
        }

        Assert.Empty(present);
        Assert.True(input.GetProperty("tracks").EnumerateObject().Sum(entry => entry.Value.GetInt64()) > 0);
        Assert.True(input.GetProperty("time").GetProperty("stages").GetProperty("tracking").GetProperty("wall").GetDouble() > 0);
    }

    [Fact]
    public void Run_Rules_TellZonesAndTripwiresInEventsThatKeepToTheirSchemas()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "run", Samples.Clip, "--model", Samples.Model, "--out", folder["out"], "--zone", "left=0,0,0.5,0,0.5,1,0,1",
            "--rules", Path.Combine(RepositoryRoot.Path, "samples", "rules", "shapes.yaml"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string[] events = File.ReadAllLines(Path.Combine(folder["out"], "events.jsonl"));
        Assert.All(events, one => Assert.Empty(EventSchemas.Problems(one)));
        string[] rules = [.. events.Select(one => JsonDocument.Parse(one).RootElement.GetProperty("data")).Where(data => data.TryGetProperty("rule", out _)).Select(data => data.GetProperty("rule").GetString()!)];
        Assert.Equal(["left", "line", "middle"], rules.Distinct().Order());
        Assert.Equal(2, rules.Count(rule => rule == "line"));
    }

    [Theory]
    [InlineData("--classes ball --tripwire x=0,0,1,1 --tracker none", "zones, tripwires, masks and filters need tracked objects")]
    [InlineData("--tripwire x=0,0,1,1 --zone x=0,0,1,0,1,1 --zone x=0,0,1,0,1,1", "zones: the name 'x' stands 2 times")]
    public void Run_RulesThatCannotBe_AreRefused(string options, string message)
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(["run", Samples.Clip, "--model", Samples.Model, "--out", folder["out"], .. options.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TrackerNone_WritesAnEventPerFrame()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run("run", Samples.Clip, "--model", Samples.Model, "--out", folder["out"], "--tracker", "none");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string[] lines = File.ReadAllLines(Path.Combine(folder["out"], "events.jsonl"));
        Assert.Equal(Number(Summary(folder["out"]).GetProperty("inputs")[0].GetProperty("work"), "frames_with_objects"), lines.Length);
        Assert.All(lines, line => Assert.Equal("videodyn.frame.detections", JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()));
    }

    [Fact]
    public void Run_Tracker_ChangesNothingAboutWhatIsSeen()
    {
        using var folder = new TemporaryFolder();
        CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "-o", folder["tracked"], "--detections");
        CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "-o", folder["plain"], "--detections", "--tracker", "none");
        string detections = File.ReadAllText(Path.Combine(folder["tracked"], "detections.jsonl"));

        // The tracker also reads weak detections, which nobody else may see.
        Assert.Equal(File.ReadAllText(Path.Combine(folder["plain"], "detections.jsonl")), detections);
        Assert.Equal(225, detections.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Run_Tracks_AreConfirmedObjectsOfEveryFrameAlsoOfSkippedOnes()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "one", "two" })
            CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "-o", folder[name], "--tracks", "--every", "3");
        string[] lines = File.ReadAllLines(Path.Combine(folder["one"], "tracks.csv"));

        Assert.Equal(lines, File.ReadAllLines(Path.Combine(folder["two"], "tracks.csv")));
        int[] frames = [.. lines.Select(line => int.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(frames.Order(), frames);
        Assert.Contains(frames, frame => frame % 3 == 2);
        Assert.All(lines, line => Assert.Equal(9, line.Split(',').Length));
        Assert.Equal(lines.Length, lines.Select(line => string.Join(',', line.Split(',')[..2])).Distinct().Count());
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
            Assert.Contains(root.GetProperty("data").GetProperty("label").GetString(), new[] { "ball", "cart" });
        }
    }

    [Theory]
    [InlineData("contradict each other", "run", "--config", "cameras.yaml", "clip.mp4")]
    [InlineData("--every and --config", "run", "--config", "cameras.yaml", "--every", "3")]
    [InlineData("name a video, a camera, or a configuration", "run", "--model", "m.onnx")]
    [InlineData("only once", "run", "-", "-", "--model", "m.onnx")]
    [InlineData("--parallel is 0", "run", "a.mp4", "--model", "m.onnx", "--parallel", "0")]
    [InlineData("read live", "run", "rtsp://127.0.0.1:9/x", "--model", "m.onnx", "--start", "3")]
    public void Run_OptionsThatDoNotGoTogether_AreUsageErrors(string message, params string[] arguments)
    {
        CliResult result = CliProcess.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
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
    public void Demo_FreshFolder_WritesItsThreeFilesAndComparesWithDense()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run("demo", "--out", folder["out"], "--duration", "12");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["annotated.mp4", "events.jsonl", "summary.json"], Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order());
        Assert.Contains("120 analyzed", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"dense +[0-9.]+ s CPU per second of video, 100", result.Output);
        Assert.Matches(@"blocks +[0-9.]+ s CPU per second of video, .* agreement", result.Output);
        Assert.True(Summary(folder["out"]).GetProperty("inputs")[0].GetProperty("work").GetProperty("executed_share").GetDouble() < 0.6);
        Assert.NotEmpty(File.ReadAllLines(Path.Combine(folder["out"], "events.jsonl")));
    }
}
