using System.Text.Json;
using VideoDyn.TestKit;
using static VideoDyn.Cli.Tests.RunOutput;

namespace VideoDyn.Cli.Tests;

public class RunModelsTests
{
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
}
