using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

public class ValidateTests
{
    private const string Password = "Pa55-that-nobody-sees";

    public static TheoryData<string> SampleFiles =>
        [.. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "samples", "configs"), "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(SampleFiles))]
    public void SampleConfiguration_IsRight(string name)
    {
        string path = Path.Combine(RepositoryRoot.Path, "samples", "configs", name);

        CliResult result = CliProcess.Shell(
            $"export GATE_PASSWORD={Password} YARD_URL=rtsp://me:{Password}@yard.example/1 BROKER_PASSWORD={Password}; $videodyn validate {path}");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith($"{path}: ", result.Output);
        Assert.DoesNotContain(Password, result.Output);
    }

    [Fact]
    public void WrongConfiguration_TellsEveryMistake_AndExitsWithTwo()
    {
        using var folder = new TemporaryFolder();
        string path = folder["cameras.yaml"];
        File.WriteAllText(path, $"gates: all\ncameras:\n  a:\n    input: rtps://me:{Password}@host/1\n    weight: 0\n");

        CliResult result = CliProcess.Run("validate", path);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        string[] lines = result.Error.TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.StartsWith($"videodyn: {path}: line ", line));
        Assert.DoesNotContain(Password, result.Error);
    }

    [Fact]
    public void MissingFile_ExitsWithTwo() => Assert.Equal(2, CliProcess.Run("validate", "/nowhere/cameras.yaml").ExitCode);

    [Fact]
    public void MissingVariable_IsNamed()
    {
        CliResult result = CliProcess.Shell($"unset GATE_PASSWORD YARD_URL; $videodyn validate {RepositoryRoot.Path}/samples/configs/live-cameras.yaml");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("environment variable 'GATE_PASSWORD' is not set", result.Error);
        Assert.Contains("environment variable 'YARD_URL' is not set", result.Error);
    }

    [Fact]
    public void NoFiles_ChecksAFileOfAnotherMachine()
    {
        using var folder = new TemporaryFolder();
        string path = folder["cameras.yaml"];
        File.WriteAllText(path, "model: /models/there.onnx\ncameras:\n  a: {input: /videos/there.mp4}\n");

        Assert.Equal(2, CliProcess.Run("validate", path).ExitCode);
        Assert.Equal(0, CliProcess.Run("validate", path, "--no-files").ExitCode);
        Assert.Equal("", CliProcess.Run("validate", path, "--no-files", "--quiet").Output);
    }
}
