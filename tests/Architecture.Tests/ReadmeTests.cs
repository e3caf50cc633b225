using System.Diagnostics;
using System.Text.RegularExpressions;
using VideoDyn.TestKit;

namespace VideoDyn.Architecture.Tests;

/// <summary>The README cannot lie: its commands are run and its program is the compiled sample.</summary>
public partial class ReadmeTests
{
    private static readonly string s_readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));

    public static TheoryData<string> Commands =>
    [
        .. ShellBlock().Matches(s_readme).SelectMany(block => block.Groups[1].Value.Split('\n'))
            .Where(line => line.StartsWith("./videodyn ", StringComparison.Ordinal)).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_OfTheReadme_Succeeds(string command)
    {
        using var folder = new TemporaryFolder();
        // Outputs go to a folder of the test; everything else is as a reader would type it.
        string script = $"cd {folder.Path} && ln -s {RepositoryRoot.Path}/samples {RepositoryRoot.Path}/videodyn . && {command}";
        var start = new ProcessStartInfo("bash", ["-c", $"set -e -o pipefail; {script}"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = "";
        process.ErrorDataReceived += (_, line) => output += line.Data + "\n";
        process.BeginErrorReadLine();
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, $"{command}: exit code {process.ExitCode}\n{printed}{output}");
    }

    [Fact]
    public void Commands_OfTheReadme_AreFound() => Assert.True(Commands.Count >= 5);

    [Fact]
    public void Program_OfTheReadme_IsTheCompiledSample()
    {
        string program = ProgramBlock().Match(s_readme).Groups[1].Value;

        Assert.Equal(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "samples", "Library", "Program.cs")), program);
    }

    [GeneratedRegex("```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ProgramBlock();
}
