using System.CommandLine;
using VideoDyn.Pipeline.Diagnostics;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn doctor</c>: does this machine have what a run needs?</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Check FFmpeg, ONNX Runtime, SQLite, instruction sets and write access.");
        command.SetAction(_ =>
        {
            IReadOnlyList<CheckResult> results = MachineChecks.Run("videodyn-out");
            int width = results.Max(result => result.Name.Length);
            foreach (CheckResult result in results)
                Console.WriteLine($"{(result.Passed ? "ok  " : "FAIL")}  {result.Name.PadRight(width)}  {result.Detail}");
            return results.All(result => result.Passed) ? ExitCodes.Done : ExitCodes.Usage;
        });
        return command;
    }
}
