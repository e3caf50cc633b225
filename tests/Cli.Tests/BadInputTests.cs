using System.Globalization;
using VideoDyn.Inference.Onnx;
using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

/// <summary>Every bad input ends with one clear message and its documented exit code.</summary>
public class BadInputTests
{
    [Theory]
    [InlineData("run", "videodyn: name a video, a camera, or a configuration with --config FILE")]
    [InlineData("run a.mp4", "videodyn: Option '--model' is required.")]
    [InlineData("run a.mp4 --model b.onnx --modle c", "videodyn: option '--modle' is unknown; did you mean '--model'?")]
    [InlineData("run a.mp4 --model b.onnx --every 2 --gate all", "--gate and --every contradict each other")]
    [InlineData("run a.mp4 --model b.onnx --quiet --verbose", "--quiet and --verbose contradict each other")]
    [InlineData("run a.mp4 --model b.onnx --out - --annotate", "--annotate writes a file, --out - writes no files")]
    [InlineData("run a.mp4 --model b.onnx --out - --tracks", "--tracks writes a file, --out - writes no files")]
    [InlineData("run a.mp4 --model b.onnx --tracker sort", "tracker 'sort' is unknown; known trackers: byte, none")]
    [InlineData("run a.mp4 --model b.onnx --tracker none --classify c.onnx", "--classify looks at tracked objects, but --tracker is none")]
    [InlineData("run a.mp4 --model b.onnx --classify-every 2", "--classify-every says how often --classify looks, but --classify is not given")]
    [InlineData("run a.mp4 --model b.onnx --classify c.onnx --classify-every 0", "--classify-every is 00:00:00, expected a time above 0")]
    [InlineData("run a.mp4 --model b.onnx --tracker none --reid c.onnx", "--reid tells tracked objects apart, but --tracker is none")]
    [InlineData("run a.mp4 --model b.onnx --track-buffer 4000", "expected 0 to 3600 seconds")]
    [InlineData("run a.mp4 --model b.onnx --confidence 2", "--confidence is 2, expected 0 to 1")]
    [InlineData("run a.mp4 --model b.onnx --confidence high", "--confidence is 'high', expected a number")]
    [InlineData("run a.mp4 --model b.onnx --start soon", "--start is 'soon', expected seconds (12.5) or a time (1:02:03)")]
    [InlineData("run a.mp4 --model b.onnx --start-time noon", "--start-time is 'noon', expected a time such as 2026-05-01T12:00:00Z")]
    [InlineData("run a.mp4 --model b.onnx --every 0", "expects a whole number of at least 1, found '0'")]
    [InlineData("run a.mp4 --model b.onnx --threads 0 --max-fps -1", "--threads is 0, expected 1 to 256")]
    [InlineData("run a.mp4 --model b.onnx --region everywhere", "region 'everywhere' is unknown; known regions: dense, blocks:POLICY")]
    [InlineData("run a.mp4 --model b.onnx --zone yard=0,0,1,1", "--zone is 'yard=0,0,1,1': found 2 corners, expected 3 to 200")]
    [InlineData("run a.mp4 --model b.onnx --zone yard=0,0,1,1,1,0,0,1", "the area crosses itself")]
    [InlineData("run a.mp4 --model b.onnx --zone 0,0,1,1,1,0", "expected NAME=x,y,x,y,x,y with at least three corners")]
    [InlineData("run a.mp4 --model b.onnx --tripwire door=0,0,2,0", "a point lies outside the picture")]
    [InlineData("run a.mp4 --model b.onnx --tripwire door=0,0,0,0", "the line has no length")]
    [InlineData("run a.mp4 --model b.onnx --rules nowhere.yaml", "nowhere.yaml: cannot be read")]
    [InlineData("fly", "videodyn: Unrecognized command or argument 'fly'.")]
    public void Usage_Wrong_IsExitCode2WithTheReason(string arguments, string message)
    {
        CliResult result = CliProcess.Run(arguments.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Usage_SeveralErrors_AreReportedAtOnce()
    {
        CliResult result = CliProcess.Run("run", "a.mp4", "--model", "b.onnx", "--threads", "0", "--max-fps", "-1");

        Assert.Contains("--threads is 0", result.Error, StringComparison.Ordinal);
        Assert.Contains("--max-fps is -1", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.mp4", "missing.mp4' does not exist")]
    [InlineData("folder", "is a folder; expected a video file")]
    [InlineData("empty.mp4", "empty")]
    [InlineData("text.mp4", "text.mp4")]
    public void Input_Unreadable_IsExitCode3(string name, string message)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["folder"]);
        File.WriteAllBytes(folder["empty.mp4"], []);
        File.WriteAllText(folder["text.mp4"], string.Concat(Enumerable.Repeat("not a video\n", 500)));

        CliResult result = CliProcess.Run("run", folder[name], "-m", Samples.Model, "-o", folder["out"]);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void Input_TruncatedWithoutIndex_IsExitCode3()
    {
        using var folder = new TemporaryFolder();
        byte[] clip = File.ReadAllBytes(TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=64x48:rate=10:duration=2 -c:v libx264 -pix_fmt yuv420p"));
        File.WriteAllBytes(folder["cut.mp4"], clip[..(clip.Length / 2)]);

        CliResult result = CliProcess.Run("run", folder["cut.mp4"], "-m", Samples.Model, "-o", folder["out"]);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("cut.mp4", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_WithoutVideo_IsExitCode3()
    {
        string sound = TestClips.Make(".wav", "-f lavfi -i sine=duration=1");

        CliResult result = CliProcess.Run("run", sound, "-m", Samples.Model, "-o", "unused");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("no video stream", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_DamagedInTheMiddle_CountsAndGoesOn()
    {
        using var folder = new TemporaryFolder();
        byte[] clip = File.ReadAllBytes(TestClips.Make(".avi", "-f lavfi -i testsrc2=size=320x192:rate=10:duration=3 -c:v mjpeg -q:v 5"));
        for (int at = clip.Length / 2; at < (clip.Length / 2) + 4000; at++)
            clip[at] = (byte)(at * 31);
        File.WriteAllBytes(folder["hurt.avi"], clip);

        CliResult result = CliProcess.Run("run", folder["hurt.avi"], "-m", Samples.Model, "-o", folder["out"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("received", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"is_balanced\": true", File.ReadAllText(Path.Combine(folder["out"], "summary.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_OneOfTwoMissing_IsExitCode6AndTheOtherIsDone()
    {
        using var folder = new TemporaryFolder();
        CliResult result = CliProcess.Run("run", folder["missing.mp4"], Samples.Clip, "-m", Samples.Model, "-o", folder["out"], "--every", "20");

        Assert.Equal(6, result.ExitCode);
        Assert.Contains("missing.mp4' does not exist", result.Error, StringComparison.Ordinal);
        string summary = File.ReadAllText(Path.Combine(folder["out"], "summary.json"));
        Assert.Contains("\"status\": \"failed\"", summary, StringComparison.Ordinal);
        Assert.Contains("\"status\": \"done\"", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_NotOnnx_IsExitCode4()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model.onnx"], "this is text");

        CliResult result = CliProcess.Run("run", Samples.Clip, "-m", folder["model.onnx"], "-o", folder["out"]);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("model.onnx", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".mp4")]
    [InlineData(".mkv")]
    public void Input_WithoutAPicture_IsExitCode3(string extension)
    {
        string clip = TestClips.Make(extension, "-f lavfi -i testsrc2=size=64x48:rate=10:duration=1 -frames:v 0 -c:v libx264");

        CliResult result = CliProcess.Run("run", clip, "-m", Samples.Model, "-o", "unused");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(Path.GetFileName(clip), result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_OfAnUnsupportedOpset_IsExitCode4WithTheRange()
    {
        using var folder = new TemporaryFolder();
        OnnxModel sample = OnnxReader.Load(Samples.Model);
        OnnxWriter.Save(new OnnxModel(sample.Graph, 99), folder["model.onnx"]);

        CliResult result = CliProcess.Run("run", Samples.Clip, "-m", folder["model.onnx"], "-o", folder["out"]);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("99", result.Error, StringComparison.Ordinal);
        Assert.Contains("model.onnx", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_WithUnknownHead_IsExitCode4AndNamesTheKnownOnes()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Samples.Model, folder["model.onnx"]);
        string card = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Samples.Model)!, "model.yaml"));
        File.WriteAllText(folder["model.yaml"], card.Replace("head: yolov8", "head: yolov88", StringComparison.Ordinal));

        CliResult result = CliProcess.Run("run", Samples.Clip, "-m", folder["model.onnx"], "-o", folder["out"]);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("did you mean 'yolov8'?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_WithoutCard_IsExitCode4AndNamesTheKeysToWrite()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Samples.Model, folder["model.onnx"]);

        CliResult result = CliProcess.Run("run", Samples.Clip, "-m", folder["model.onnx"], "-o", folder["out"]);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("color", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_OfTheWrongLength_IsExitCode4WithBothNumbers()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["labels.txt"], ["one", "two"]);

        CliResult result = CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "--labels", folder["labels.txt"], "-o", folder["out"]);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("labels.txt", result.Error, StringComparison.Ordinal);
        Assert.Contains("2", result.Error, StringComparison.Ordinal);
        Assert.Contains("3", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_Unknown_IsExitCode2WithTheNearest()
    {
        CliResult result = CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "--classes", "bal", "-o", "unused");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("did you mean 'ball'?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_FolderIsAFile_IsExitCode5()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["out"], "");

        CliResult result = CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "-o", folder["out"]);

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("cannot be created", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("events.jsonl")]
    [InlineData("annotated.mp4")]
    public void Output_DiskFull_IsExitCode5AndNamesTheFile(string file)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["out"]);
        File.CreateSymbolicLink(Path.Combine(folder["out"], file), "/dev/full");

        CliResult result = CliProcess.Run("run", Samples.Clip, "-m", Samples.Model, "-o", folder["out"], "--annotate");

        Assert.Equal(5, result.ExitCode);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_ReaderGone_IsExitCode5()
    {
        CliResult result = CliProcess.Shell(
            $"$videodyn run {Samples.Clip} {Samples.Clip} -m {Samples.Model} --out - --quiet | head -n 1; echo code ${{PIPESTATUS[0]}}");

        Assert.Contains("code 5", result.Output, StringComparison.Ordinal);
        Assert.Contains("standard output: cannot be written", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_InTheMiddle_IsExitCode130WithCompleteFiles(string signal)
    {
        using var folder = new TemporaryFolder();
        // A pipe that stays open keeps the run alive until the signal comes.
        using CliProcess process = CliProcess.Start("run", "-", "-m", Samples.Model, "-o", folder["out"], "--annotate");
        string clip = TestClips.Make(".ts", "-f lavfi -i testsrc2=size=320x192:rate=10:duration=8 -c:v libx264 -g 10 -pix_fmt yuv420p");
        await process.Process.StandardInput.BaseStream.WriteAsync(await File.ReadAllBytesAsync(clip));
        await process.Process.StandardInput.BaseStream.FlushAsync();
        await Until(() => File.Exists(Path.Combine(folder["out"], "annotated.mp4")));

        TestClips.Run("kill", string.Create(CultureInfo.InvariantCulture, $"-{signal} {process.Process.Id}"));
        CliResult result = process.Wait();

        Assert.Equal(130, result.ExitCode);
        string summary = await File.ReadAllTextAsync(Path.Combine(folder["out"], "summary.json"));
        Assert.Contains("\"status\": \"interrupted\"", summary, StringComparison.Ordinal);
        Assert.Contains("\"is_balanced\": true", summary, StringComparison.Ordinal);
        Assert.Contains("\"in_flight\": 0", summary, StringComparison.Ordinal);
        TestClips.Run("ffprobe", $"-v error {Path.Combine(folder["out"], "annotated.mp4")}");
    }

    private static async Task Until(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (int turn = 0; turn < 1500 && !condition(); turn++)
            await timer.WaitForNextTickAsync();
        Assert.True(condition());
    }
}
