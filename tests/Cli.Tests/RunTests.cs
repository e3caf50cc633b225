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

    [SharedDataFact("videos/dashcam-lane.mp4", "models/deeplabv3_mobilenet_257.onnx")]
    public void Run_SegmentationModel_WritesSharesMasksAndOverlay()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "run", SharedData.PathOf("videos/dashcam-lane.mp4"), "-m", SharedData.PathOf("models/deeplabv3_mobilenet_257.onnx"),
            "-o", folder["out"], "--duration", "0.4", "--masks", "--annotate");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string[] lines = File.ReadAllLines(Path.Combine(folder["out"], "events.jsonl"));
        Assert.Equal(10, lines.Length);
        foreach (JsonElement root in lines.Select(line => JsonDocument.Parse(line).RootElement))
        {
            Assert.Equal("videodyn.frame.segments", root.GetProperty("type").GetString());
            Assert.Equal(1, root.GetProperty("data").GetProperty("segments").EnumerateArray().Sum(segment => segment.GetProperty("share").GetDouble()), 1e-3);
        }

        string[] masks = Directory.GetFiles(Path.Combine(folder["out"], "masks"));
        Assert.Equal(10, masks.Length);
        string mask = TestClips.Run("ffprobe", $"-v error -show_entries stream=codec_name,width,height,pix_fmt -of csv=p=0 {masks[0]}");
        Assert.Equal("png,257,257,gray", mask.Trim());
        Assert.True(File.Exists(Path.Combine(folder["out"], "annotated.mp4")));
        Assert.True(Summary(folder["out"]).GetProperty("inputs")[0].GetProperty("segments").GetProperty("background").GetDouble() > 0.3);
    }

    [SharedDataFact("videos/dog-yard.mp4", "models/squeezenet1_1_fp16.onnx")]
    public void Run_Classifier_WritesTheClassesOfEachFrame()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "run", SharedData.PathOf("videos/dog-yard.mp4"), "-m", SharedData.PathOf("models/squeezenet1_1_fp16.onnx"),
            "-o", folder["out"], "--duration", "0.4", "--confidence", "0");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        foreach (JsonElement root in File.ReadLines(Path.Combine(folder["out"], "events.jsonl")).Select(line => JsonDocument.Parse(line).RootElement))
        {
            Assert.Equal("videodyn.frame.labels", root.GetProperty("type").GetString());
            double[] scores = [.. root.GetProperty("data").GetProperty("labels").EnumerateArray().Select(label => label.GetProperty("score").GetDouble())];
            Assert.Equal(5, scores.Length);
            Assert.Equal(scores.OrderDescending(), scores);
        }

        Assert.Contains("labels", result.Output, StringComparison.Ordinal);
    }

    [SharedDataFact("videos/street-vehicles.mp4", "models/yolox_nano.onnx")]
    public void Run_MasksOfADetector_IsAClearError()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "run", SharedData.PathOf("videos/street-vehicles.mp4"), "-m", SharedData.PathOf("models/yolox_nano.onnx"), "-o", folder["out"], "--masks");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("--masks needs a segmentation model", result.Error, StringComparison.Ordinal);
    }

    [SharedDataFact("videos/one-by-one-person-detection.mp4", "models/yolox_nano.onnx", "models/osnet_x0_25_msmt17.onnx")]
    public void Run_Reid_TracksWithAppearance()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "run", SharedData.PathOf("videos/one-by-one-person-detection.mp4"), "-m", SharedData.PathOf("models/yolox_nano.onnx"),
            "--reid", SharedData.PathOf("models/osnet_x0_25_msmt17.onnx"), "-o", folder["out"], "--start", "108", "--duration", "3", "--classes", "person");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonElement summary = Summary(folder["out"]);
        Assert.InRange(Number(summary.GetProperty("inputs")[0].GetProperty("tracks"), "person"), 1, 3);
        Assert.Equal("osnet_x0_25_msmt17.onnx", summary.GetProperty("options").GetProperty("reid").GetString());
    }

    [SharedDataFact("videos/street-vehicles.mp4", "models/yolox_nano.onnx", "models/squeezenet1_1_fp16.onnx")]
    public void Run_Classify_LabelsTheTracksInEveryOutput()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "run", SharedData.PathOf("videos/street-vehicles.mp4"), "-m", SharedData.PathOf("models/yolox_nano.onnx"),
            "--classify", SharedData.PathOf("models/squeezenet1_1_fp16.onnx"), "--classify-every", "1", "-o", folder["out"],
            "--start", "19", "--duration", "3", "--tracks", "--detections", "--annotate");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonElement summary = Summary(folder["out"]), input = summary.GetProperty("inputs")[0];
        Assert.Equal("squeezenet1_1_fp16.onnx", summary.GetProperty("options").GetProperty("classify").GetString());
        Assert.Equal(1, summary.GetProperty("options").GetProperty("classify_every").GetDouble());
        long labelled = input.GetProperty("track_labels").EnumerateObject().Sum(entry => entry.Value.GetInt64());
        long tracks = input.GetProperty("tracks").EnumerateObject().Sum(entry => entry.Value.GetInt64());
        Assert.InRange(labelled, 2, tracks);
        Assert.True(Number(input.GetProperty("classifier"), "crops") > labelled);

        string[] looks = [.. File.ReadLines(Path.Combine(folder["out"], "track-labels.csv")).Select(line => line.Split(',')[1]).Distinct()];
        Assert.Equal(labelled, looks.Length);
        JsonElement[] events = [.. File.ReadLines(Path.Combine(folder["out"], "events.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data"))];
        Assert.Equal(labelled, events.Where(data => data.TryGetProperty("labels", out _)).Select(data => Number(data, "id")).Distinct().Count());
        Assert.Contains(
            File.ReadLines(Path.Combine(folder["out"], "detections.jsonl")),
            line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetProperty("detections").EnumerateArray().Any(one => one.TryGetProperty("labels", out _)));
        Assert.True(new FileInfo(Path.Combine(folder["out"], "annotated.mp4")).Length > 0);
    }

    [SharedDataFact("videos/dashcam-lane.mp4", "models/twinlitenet_360x640.onnx", "models/squeezenet1_1_fp16.onnx")]
    public void Run_ClassifyWithASegmenter_IsAClearError()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "run", SharedData.PathOf("videos/dashcam-lane.mp4"), "-m", SharedData.PathOf("models/twinlitenet_360x640.onnx"),
            "--classify", SharedData.PathOf("models/squeezenet1_1_fp16.onnx"), "-o", folder["out"]);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("--classify looks at detected objects, but 'twinlitenet_360x640.onnx' does 'segment'", result.Error, StringComparison.Ordinal);
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
            Assert.Contains(root.GetProperty("data").GetProperty("label").GetString(), new[] { "ball", "cart" });
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
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(root => $"{root.GetProperty("type")} {root.GetProperty("data").GetProperty("id")} {root.GetProperty("data").GetProperty("box").GetRawText()}"),
    ];
}
