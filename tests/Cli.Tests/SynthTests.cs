using VideoDyn.Media.Encoding;
using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

/// <summary><c>synth</c> and <c>evaluate</c> refuse what cannot be, with exit code 2 and one clear line.</summary>
public class SynthTests
{
    [Theory]
    [InlineData("synth plasa", "did you mean 'plaza'?")]
    [InlineData("synth", "no scene was named")]
    [InlineData("synth plaza --size 100x100", "width is 100, expected 320 to 1920")]
    [InlineData("synth plaza --size big", "expected WIDTHxHEIGHT")]
    [InlineData("synth plaza --duration 0", "duration is 00:00:00, expected more than 0")]
    [InlineData("synth plaza --out clip.avi", "expected a file name ending in .mp4")]
    [InlineData("synth plaza --duration 1 --out /proc/clip.mp4", "cannot be written")]
    [InlineData("synth --action fal", "did you mean 'fall'?")]
    [InlineData("evaluate run", "nothing to compare with")]
    [InlineData("evaluate /nowhere --truth truth.csv", "/nowhere/summary.json: cannot be read")]
    public void Command_WithWrongInput_SaysSoAndReturns2(string arguments, string expected)
    {
        CliResult result = CliProcess.Run(arguments.Split(' '));

        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public void Evaluate_RunOfTheSampleAgainstItsTruth_PrintsScoresAndRefusesWrongTruth()
    {
        using var folder = new TemporaryFolder();
        CliResult run = CliProcess.Run(
            "run", Samples.Clip, "--model", Samples.Model, "--detections", "--tracks", "--duration", "3", "--out", folder["run"]);
        Assert.Equal(0, run.ExitCode);

        // The run's own tracks are a perfect truth for it.
        File.Copy(folder["run/tracks.csv"], folder["truth.csv"]);
        CliResult good = CliProcess.Run("evaluate", folder["run"], "--truth", folder["truth.csv"], "--truth-classes", "1=ball,2=crate,3=cart", "--reference", folder["run"]);
        Assert.Equal(0, good.ExitCode);
        Assert.Contains("MOTA 1.000", good.Output, StringComparison.Ordinal);

        Refuses(folder, "1=dog", File.ReadAllText(folder["truth.csv"]), "are none of those that the run reports");
        Refuses(folder, "1=ball", "900,1,10,10,20,20,1,1,1\n", "has truth up to frame 900");
        Refuses(folder, "1=ball", "1,1,100,100,20,20,1,1,1\n3,1,100,100,20,20,1,1,1\n", "object 1 is missing from frame 2 to 2");
    }

    [Fact]
    public void Evaluate_ClassMapsAtAnotherSize_PrintsTheirMeanOverlap()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, CliProcess.Run("run", Samples.Clip, "--model", Samples.Model, "--duration", "0.2", "--out", folder["run"]).ExitCode);
        Directory.CreateDirectory(folder["run/masks"]);
        Directory.CreateDirectory(folder["true"]);
        // The run calls 15 what the truth calls 1, and finds three quarters of it, at half the size.
        File.WriteAllBytes(folder["true/0.png"], GrayPng.Encode(8, 8, Columns(8, x => (byte)(x < 4 ? 1 : 0))));
        File.WriteAllBytes(folder["run/masks/0.png"], GrayPng.Encode(4, 4, [.. Columns(4, x => (byte)(x < 2 ? 15 : 7)).Select((value, at) => at < 4 && value == 15 ? (byte)7 : value)]));

        CliResult score = CliProcess.Run("evaluate", folder["run"], "--masks", folder["true"], "--mask-classes", "15=1");
        CliResult none = CliProcess.Run("evaluate", folder["run"], "--masks", folder["run"]);

        // 24 of 32 pixels of class 1; the 8 missed ones widen the background to 40: (0.75 + 0.8) / 2.
        Assert.Contains("0.775", score.Output, StringComparison.Ordinal);
        Assert.Equal(0, score.ExitCode);
        Assert.Contains("has no frame in common", none.Error, StringComparison.Ordinal);
        Assert.Equal(2, none.ExitCode);
    }

    private static byte[] Columns(int size, Func<int, byte> value) => [.. Enumerable.Range(0, size * size).Select(at => value(at % size))];

    private static void Refuses(TemporaryFolder folder, string classes, string truth, string expected)
    {
        File.WriteAllText(folder["wrong.csv"], truth);
        CliResult result = CliProcess.Run("evaluate", folder["run"], "--truth", folder["wrong.csv"], "--truth-classes", classes);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }
}
