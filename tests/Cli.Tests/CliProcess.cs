using System.Diagnostics;
using System.Text;

namespace VideoDyn.Cli.Tests;

/// <summary>Starts the built command as a user would: a process of its own with pipes.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private readonly StringBuilder _error = new();
    private readonly StringBuilder _output = new();

    private CliProcess(ProcessStartInfo start)
    {
        start.RedirectStandardError = start.RedirectStandardOutput = start.RedirectStandardInput = true;
        Process = Process.Start(start) ?? throw new InvalidOperationException("the command did not start");
        Process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        Process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        Process.BeginErrorReadLine();
        Process.BeginOutputReadLine();
    }

    public Process Process { get; }

    /// <summary>Path of the command's assembly in the configuration that the tests were built in.</summary>
    public static string Assembly { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "VideoDyn.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "VideoDyn.Cli.dll"));

    /// <summary>Runs to the end.</summary>
    public static CliResult Run(params string[] arguments)
    {
        using CliProcess process = Start(arguments);
        process.Process.StandardInput.Close();
        return process.Wait();
    }

    /// <summary>Runs a shell command in which <c>$videodyn</c> stands for the command.</summary>
    public static CliResult Shell(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]);
        start.Environment["videodyn"] = $"dotnet {Assembly}";
        using var process = new CliProcess(start);
        process.Process.StandardInput.Close();
        return process.Wait();
    }

    public static CliProcess Start(params string[] arguments) => new(Command(arguments));

    /// <summary>
    /// How to start the command. A shell that runs the tests in its background makes its children ignore Ctrl-C, which tests
    /// send, so that is undone here.
    /// </summary>
    public static ProcessStartInfo Command(params string[] arguments) =>
        new("env", ["--default-signal=INT", "dotnet", Assembly, .. arguments]);

    public CliResult Wait()
    {
        if (!Process.WaitForExit(s_patience))
        {
            Process.Kill(entireProcessTree: true);
            throw new TimeoutException($"the command was still running after {s_patience}: {_error}");
        }

        // The second wait returns when the asynchronous readers have seen the end of both pipes.
        Process.WaitForExit();
        return new CliResult(Process.ExitCode, _output.ToString(), _error.ToString());
    }

    public void Dispose() => Process.Dispose();

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }
}
