using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Kernels;
using VideoDyn.Media.FFmpeg;
using VideoDyn.Pipeline.Output;

namespace VideoDyn.Pipeline.Summary;

/// <summary>Writes <c>summary.json</c>.</summary>
public static class SummaryFile
{
    /// <summary>Gathers versions and machine, and writes the file atomically.</summary>
    /// <param name="path">Target path.</param>
    /// <param name="options">The options that all inputs share.</param>
    /// <param name="annotate">Whether annotated videos were asked for.</param>
    /// <param name="inputs">What happened to each input.</param>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public static void Write(string path, AnalysisOptions options, bool annotate, IReadOnlyList<InputSummary> inputs) =>
        AtomicFile.Write(path, SummaryJson.Serialize(new RunSummary
        {
            Versions = Versions(),
            Machine = Machine(),
            Options = Describe(options, annotate),
            Inputs = inputs,
        }));

    /// <summary>Versions of what runs here.</summary>
    public static VersionSummary Versions() => new(
        Product,
        Environment.Version.ToString(),
        Inference.Sessions.OnnxEnvironment.Version,
        FFmpegLibrary.Version);

    /// <summary>The machine that runs this.</summary>
    public static MachineSummary Machine() => new(
        RuntimeInformation.OSDescription, ProcessorName(), Environment.ProcessorCount, InstructionSet.Active.ToString().ToLowerInvariant());

    private static OptionSummary Describe(AnalysisOptions options, bool annotate) => new()
    {
        Gate = options.Gate,
        Region = options.Region,
        Threads = options.Threads,
        Confidence = options.Confidence,
        Iou = options.Iou,
        InputSize = options.InputSize,
        Classes = options.Classes,
        Tracker = options.Tracker,
        TrackBuffer = options.TrackBuffer?.TotalSeconds,
        Relink = options.Relink.TotalSeconds,
        Reid = options.Reid is { } reid ? Path.GetFileName(reid) : null,
        Classify = options.Classify is { } classify ? Path.GetFileName(classify) : null,
        ClassifyEvery = options.ClassifyEvery?.TotalSeconds,
        ClipModel = options.ClipModel is { } clip ? Path.GetFileName(Path.TrimEndingDirectorySeparator(clip)) : null,
        SequenceModel = options.SequenceModel is { } sequence ? Path.GetFileName(Path.TrimEndingDirectorySeparator(sequence)) : null,
        Decode = options.Decode,
        MaxFps = options.MaxFps,
        Start = options.Start.TotalSeconds,
        Duration = options.Duration?.TotalSeconds,
        Annotate = annotate,
    };

    /// <summary>Version of this program.</summary>
    internal static string Product => typeof(SummaryFile).Assembly.GetName().Version!.ToString(3);

    /// <summary>Name of the processor as the system tells it, else its kind.</summary>
    internal static string ProcessorName()
    {
        const string file = "/proc/cpuinfo";
        string? line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
