using System.Text.Json;
using VideoDyn.TestKit;
using static VideoDyn.Cli.Tests.RunOutput;

namespace VideoDyn.Cli.Tests;

public class CropBatchTests
{
    [SharedDataFact("videos/street-vehicles.mp4", "models/yolox_nano_dynamic.onnx")]
    public void Run_ConfigWithCropBatches_TellsWhatWentThroughTogether()
    {
        using var folder = new TemporaryFolder();
        string clip = SharedData.PathOf("videos/street-vehicles.mp4");
        File.WriteAllText(folder["cameras.yaml"], $$"""
            model:
              path: {{SharedData.PathOf("models/yolox_nano_dynamic.onnx")}}
              input_size: 416x416
            region: crops:whole=0
            crop_batches: true
            cameras:
              one:
                input: {path: {{clip}}, start: 19s, duration: 1s}
              two:
                input: {path: {{clip}}, start: 20s, duration: 1s}
            """);
        CliResult result = CliProcess.Run("run", "--config", folder["cameras.yaml"], "-o", folder["out"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"  crops    \d+ in \d+ runs \(\d\.\d\d a run\), \d+ of them with crops of several cameras", result.Output);
        JsonElement[] inputs = [.. Summary(folder["out"]).GetProperty("inputs").EnumerateArray()];
        Assert.All(inputs, input => Assert.True(input.GetProperty("crops").GetProperty("per_frame").GetDouble() > 0));
        Assert.All(inputs, input => Assert.Equal(0, Number(input.GetProperty("ledger"), "in_flight")));
    }

    [SharedDataFact("videos/street-vehicles.mp4", "models/yolox_nano_dynamic.onnx")]
    public void Inspect_PriorOfARun_DrawsAMapForEachSize()
    {
        using var folder = new TemporaryFolder();
        CliResult run = CliProcess.Run(
            "run", SharedData.PathOf("videos/street-vehicles.mp4"), "-m", SharedData.PathOf("models/yolox_nano_dynamic.onnx"), "--input-size", "416x416",
            "--region", "crops", "--state", folder["state"], "-o", folder["out"], "--start", "19", "--duration", "1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        double share = Summary(folder["out"]).GetProperty("inputs")[0].GetProperty("crops").GetProperty("pixel_share").GetDouble();
        Assert.InRange(share, 0.001, 6);

        CliResult drawn = CliProcess.Run("inspect", Directory.GetFiles(folder["state"], "crop-prior", SearchOption.AllDirectories).Single());
        Assert.Equal((0, ""), (drawn.ExitCode, drawn.Error));
        Assert.StartsWith("prior of region crops: frames of 640x352, model ", drawn.Output, StringComparison.Ordinal);
        foreach (string size in (string[])["below 32 px", "32 to 64 px", "64 to 128 px", "larger"])
            Assert.Contains($"objects {size}: ", drawn.Output, StringComparison.Ordinal);
        string[] rows = [.. drawn.Output.Split('\n').Where(line => line.StartsWith("  |", StringComparison.Ordinal))];
        Assert.True(rows.Length >= 18 && rows.Length % 18 == 0);
        Assert.All(rows, row => Assert.Equal(36, row.TrimEnd().Length));
    }

    [SharedDataFact("videos/street-vehicles.mp4", "models/yolox_nano.onnx")]
    public void Run_ClassifyWithAFocusModel_LabelsTheTracks()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "run", SharedData.PathOf("videos/street-vehicles.mp4"), "-m", SharedData.PathOf("models/yolox_nano.onnx"),
            "--classify", Path.Combine(RepositoryRoot.Path, "samples", "models", "glance-focus"), "-o", folder["out"], "--start", "19", "--duration", "2");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonElement input = Summary(folder["out"]).GetProperty("inputs")[0];
        Assert.Equal("glance-focus", input.GetProperty("classifier").GetProperty("file").GetString());
        Assert.True(Number(input.GetProperty("classifier"), "crops") > 0);
    }
}
