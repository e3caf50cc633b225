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

    private static void Refuses(TemporaryFolder folder, string classes, string truth, string expected)
    {
        File.WriteAllText(folder["wrong.csv"], truth);
        CliResult result = CliProcess.Run("evaluate", folder["run"], "--truth", folder["wrong.csv"], "--truth-classes", classes);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }
}
