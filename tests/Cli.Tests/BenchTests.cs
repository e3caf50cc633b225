using System.Text.Json;
using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

public class BenchTests
{
    [Fact]
    public void Bench_FiveSecondsTwoPlansOnePass_WritesTableJsonAndPage()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "bench", Samples.Clip, "--model", Samples.Model, "--duration", "5", "--repeats", "1", "--plan", "every-n:5", "--plan", "motion", "-o", folder["out"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("every-n:5", result.Output, StringComparison.Ordinal);
        JsonElement report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder["out"], "bench.json"))).RootElement;
        Assert.Equal("videodyn.bench/1", report.GetProperty("schema").GetString());
        Assert.Equal(3, report.GetProperty("videos")[0].GetProperty("plans").GetArrayLength());
        Assert.StartsWith("videodyn bench ", report.GetProperty("command").GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["out"], "bench.html")));
        CliResult table = CliProcess.Run("bench", "--table", Path.Combine(folder["out"], "bench.json"));
        Assert.StartsWith("Processor time as a share of dense", table.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bench", "no video is named: name one or more files")]
    [InlineData("bench a.mp4", "--model is missing: name an ONNX detector")]
    [InlineData("bench a.mp4 --model b.onnx --paln all", "option '--paln' is unknown; did you mean '--plan'?")]
    [InlineData("bench a.mp4 --model b.onnx --plan evry-n:3", "plan 'evry-n:3' is unknown; known plans: dense, every-n:sweep")]
    [InlineData("bench a.mp4 --model b.onnx --plans nowhere.yaml", "nowhere.yaml: cannot be read")]
    [InlineData("bench a.mp4 b.mp4 --model b.onnx --truth t.txt", "--truth names 1 file(s) for 2 video(s)")]
    [InlineData("bench a.mp4 --model b.onnx --plan siez:50%", "plan 'siez:50%' is unknown; known plans: dense, every-n:sweep, size:WIDTHxHEIGHT")]
    [InlineData("bench a.mp4 --model b.onnx --reference size:sweep", "--reference is 'size:sweep', which stands for several plans; name one")]
    [InlineData("bench a.mp4 --model b.onnx --tracker bite", "--tracker is 'bite', known trackers: byte, none; did you mean 'byte'?")]
    [InlineData("bench --suite --model b.onnx --start 3", "--model does not go with --suite")]
    [InlineData("bench a.mp4 --suite", "--suite and --table take no videos")]
    [InlineData("tune a.mp4 --model b.onnx --max-loss much", "--max-loss is 'much', expected a share such as 1% or 0.01")]
    [InlineData("tune a.mp4 --model b.onnx --max-loss 0%", "--max-loss is 0, expected a share above 0")]
    public void Usage_Wrong_IsExitCode2WithTheReason(string arguments, string message)
    {
        CliResult result = CliProcess.Run(arguments.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tune_ShortClip_IsExitCode3WithWhatItNeeds()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run("tune", Samples.Clip, "--model", Samples.Model, "--duration", "2", "-o", folder["out"]);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("tune needs video with objects", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void Bench_Interrupted_WritesWhatIsDone()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Shell(
            $"timeout -s INT 6 $videodyn bench {Samples.Clip} --model {Samples.Model} --repeats 1000 --target 0.000001 --plan every-n:5 -o {folder["out"]} || exit $?");

        Assert.Equal(124, result.ExitCode);
        JsonElement report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder["out"], "bench.json"))).RootElement;
        Assert.False(report.GetProperty("complete").GetBoolean());
        Assert.Contains("interrupted", report.GetProperty("missing")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Suite_WithOptions_MeasuresAsCarefullyAsTheyAsk()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run(
            "bench", "--suite", "--data", "/nowhere", "--repeats", "1", "--duration", "1", "--warm-up", "0", "--slice", "0.5", "--plan", "every-n:3", "--tracker", "none", "--no-pictures", "-o", folder["out"]);

        Assert.Equal(0, result.ExitCode);
        JsonElement report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder["out"], "bench.json"))).RootElement;
        JsonElement settings = report.GetProperty("settings");
        Assert.Equal((1, 0.5, "none"), (settings.GetProperty("max_repeats").GetInt32(), settings.GetProperty("slice_seconds").GetDouble(), settings.GetProperty("tracker").GetString()));
        JsonElement video = Assert.Single(report.GetProperty("videos").EnumerateArray().ToArray());
        Assert.Equal((10, 1, 2), (video.GetProperty("frames").GetInt32(), video.GetProperty("repeats").GetInt32(), video.GetProperty("plans").GetArrayLength()));
        Assert.Equal(8, report.GetProperty("missing").GetArrayLength());
    }

    [Fact]
    public void Bench_InterruptedTwice_KeepsTheVideosThatWereDone()
    {
        using var folder = new TemporaryFolder();
        // The second video takes long enough for both interrupts to come in the middle of it. Who runs these tests in the
        // background of a shell passes on that interrupts are ignored; the program would respect that.
        string second = TestClips.Make(".mp4", $"-stream_loop 100 -i {Samples.Clip} -c copy");
        CliResult result = CliProcess.Shell($$"""
            set -m
            env --default-signal=INT $videodyn bench {{Samples.Clip}} {{second}} --model {{Samples.Model}} --warm-up 0 --repeats 1 --plan every-n:2 -o {{folder["out"]}} &
            while ! [ -e {{folder["out"]}}/bench.json ] && kill -0 $!; do :; done
            kill -INT $!; kill -INT $!; wait $!
            """);

        Assert.NotEqual(0, result.ExitCode);
        JsonElement report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder["out"], "bench.json"))).RootElement;
        Assert.Equal("shapes.mp4", report.GetProperty("videos")[0].GetProperty("name").GetString());
        Assert.Equal(225, report.GetProperty("videos")[0].GetProperty("frames").GetInt32());
        Assert.StartsWith(Path.GetFileName(second), report.GetProperty("missing")[0].GetString(), StringComparison.Ordinal);
    }
}
