using System.Globalization;
using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Kernels;
using VideoDyn.Events.Outbox;
using VideoDyn.Inference.Sessions;
using VideoDyn.Media.FFmpeg;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Pipeline.Diagnostics;

/// <summary>Checks that everything a run needs works on this machine.</summary>
public static class MachineChecks
{
    /// <summary>Runs every check; none of them throws.</summary>
    /// <param name="outputFolder">The folder under which results will be written.</param>
    public static IReadOnlyList<CheckResult> Run(string outputFolder) =>
    [
        Check(".NET", () => $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}"),
        Check("processor", () => $"{SummaryFile.Machine().Processor}, {Environment.ProcessorCount} cores"),
        Check("instruction sets", Kernels),
        Check("FFmpeg libraries", () => FFmpegLibrary.Description),
        Check("FFmpeg self-check", () =>
        {
            FFmpegSelfCheck.Require();
            return "the embedded clip decodes as expected";
        }),
        Check("ONNX Runtime", () => OnnxEnvironment.Version),
        Check("output folder", () => Writable(outputFolder)),
        Check("SQLite for the outbox", () => EventOutbox.LibraryVersion),
    ];

    private static CheckResult Check(string name, Func<string> find)
    {
        try
        {
            return new CheckResult(name, true, find());
        }
        catch (Exception error) when (error is VideoDynException or DllNotFoundException or TypeInitializationException)
        {
            return new CheckResult(name, false, error.Message);
        }
    }

    private static string Kernels() => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(", ", InstructionSet.Supported)} (in use: {InstructionSet.Active})").ToLowerInvariant();

    private static string Writable(string folder)
    {
        string existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
            existing = Path.GetDirectoryName(existing)!;
        string probe = Path.Combine(existing, $".videodyn-{Environment.ProcessId}");
        try
        {
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            long free = new DriveInfo(existing).AvailableFreeSpace;
            return string.Create(CultureInfo.InvariantCulture, $"{existing} is writable, {free / 1e9:F1} GB free");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Output($"{existing} cannot be written: {error.Message}; choose another with --out", error);
        }
    }
}
