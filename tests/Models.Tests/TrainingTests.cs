using System.Diagnostics;
using System.Text;
using VideoDyn.TestKit;

namespace VideoDyn.Models.Tests;

/// <summary>The training programs, called as their users call them.</summary>
public class TrainingTests
{
    [TrainingFact]
    public void UnitTests_OfTheTrainingPrograms_Pass()
    {
        (int code, string output) = Run([], "/usr/bin/python3", "-W", "ignore", "-m", "unittest", "discover", "-s", "training/tests", "-t", "training");

        Assert.True(code == 0, output);
        Assert.Matches("Ran [1-9][0-9]+ tests", output);
    }

    [Fact]
    public void Train_UnknownModel_NamesTheKnownOnes()
    {
        (int code, string output) = Run([], Path.Combine(RepositoryRoot.Path, "training", "train"), "detektor");

        Assert.Equal(2, code);
        Assert.Contains("model 'detektor' is unknown, expected one of: ", output, StringComparison.Ordinal);
        Assert.Contains("detector", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WithoutThePackages_NamesThem()
    {
        // An interpreter that sees no packages at all, as on a fresh machine.
        (int code, string output) = Run(
            [], "/usr/bin/python3", "-S", "-c", $"import sys; sys.path.insert(0, '{RepositoryRoot.Path}/training'); from videodyn_training import system; system.require()");

        Assert.Equal(1, code);
        Assert.Contains("needs python3-torch, python3-onnx, python3-numpy", output, StringComparison.Ordinal);
        Assert.Contains("apt-get install", output, StringComparison.Ordinal);
    }

    [TrainingFact(isLong: true)]
    public void Soak_TrialOfATraining_WritesAModelAndKeepsNothingInSamples()
    {
        using var folder = new TemporaryFolder();
        (int code, string output) = Run([("VIDEODYN_TRAINING_CACHE", folder.Path)], Path.Combine(RepositoryRoot.Path, "training", "train"), "branchy", "--smoke");

        Assert.True(code == 0, output);
        Assert.True(File.Exists(folder["smoke/branchy/model/stage3.onnx"]), output);
    }

    private static (int Code, string Output) Run((string Name, string Value)[] variables, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Path,
        };
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors);
    }
}
