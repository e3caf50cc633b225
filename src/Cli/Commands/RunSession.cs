using System.Globalization;
using Microsoft.Win32.SafeHandles;
using VideoDyn.Cli.Terminal;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Cli.Commands;

/// <summary>Runs the inputs of one command one after another and turns their results into files, text and an exit code.</summary>
internal sealed class RunSession(RunSettings settings)
{
    // With --out - standard output carries nothing but events.
    private readonly TextWriter _report = settings.ToStandardOutput ? Console.Error : Console.Out;
    private readonly List<JobResult> _results = [];

    public int Run(CancellationToken cancellationToken)
    {
        // What can be told before any file is opened is told at once, for all inputs together.
        string[] errors = [.. settings.Inputs.SelectMany(input => input.Validate()).Distinct()];
        if (errors.Length > 0)
            throw VideoDynException.Configuration(string.Join(Environment.NewLine, errors));

        string root = settings.Out ?? DefaultFolder();
        using JsonLinesSink? standardOutput = settings.ToStandardOutput
            ? new JsonLinesSink(StandardOutput(), "standard output")
            : null;
        string[] folders = Folders(root);
        for (int index = 0; index < settings.Inputs.Count && !cancellationToken.IsCancellationRequested; index++)
        {
            AnalysisOptions input = settings.Inputs[index];
            RunJob job = standardOutput is not null
                ? new RunJob(input, standardOutput)
                : new RunJob(input, folders[index], settings.Annotate);
            JobResult result = job.Run(Follow, cancellationToken);
            _results.Add(result);
            Report(result, standardOutput is null ? folders[index] : null);
            if (result.Error is { Kind: ErrorKind.Output })
                break;
        }

        if (standardOutput is null && _results.Exists(result => result.Summary.Ledger is not null))
            WriteSummary(root);
        return ExitCode(cancellationToken.IsCancellationRequested);
    }

    private ProgressLine? Follow(AnalysisSession session)
    {
        if (settings.Verbose)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{session.Source.Info.Location}: {session.Source.Info.Container} {session.Source.Info.Codec} {session.Source.Info.Width}x{session.Source.Info.Height} {session.Source.Info.FrameRate:F2} fps"));
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{session.Options.Model}: head {session.Analyzer.Info.Head}, input {session.Analyzer.Info.InputWidth}x{session.Analyzer.Info.InputHeight}, {session.Analyzer.Info.DenseMacs / 1e6:F0} MMAC, {session.Analyzer.Info.Threads} threads"));
        }

        return settings.Progress
            ? new ProgressLine(Console.Error, session.Source.Info, session.Options.Start, session.Options.Duration)
            : null;
    }

    private void Report(JobResult result, string? folder)
    {
        if (result.Error is not null)
            ErrorPrinter.Print(result.Error, settings.Verbose);
        if (result.Summary.Warning is { } warning)
            Console.Error.WriteLine($"videodyn: warning: {warning}");
        if (!settings.Quiet && result.Summary.Ledger is not null)
            SummaryPrinter.Print(_report, result.Summary, folder);
    }

    private void WriteSummary(string root)
    {
        OutputFolder.Create(root);
        string path = Path.Combine(root, "summary.json");
        IReadOnlyList<InputSummary> inputs = [.. _results.Select(result => result.Summary)];
        SummaryFile.Write(path, settings.Inputs[0], settings.Annotate, inputs);
        if (!settings.Quiet)
            _report.WriteLine($"  written  {path}");
    }

    private int ExitCode(bool interrupted)
    {
        VideoDynException? output = _results.Select(result => result.Error).FirstOrDefault(error => error?.Kind == ErrorKind.Output);
        if (output is not null)
            return ExitCodes.Output;
        if (interrupted)
            return ExitCodes.Interrupted;
        VideoDynException[] errors = [.. _results.Select(result => result.Error).OfType<VideoDynException>()];
        if (errors.Length == 0)
            return ExitCodes.Done;
        bool all = errors.Length == settings.Inputs.Count && errors.All(error => error.Kind == errors[0].Kind);
        return all ? ExitCodes.Of(errors[0].Kind) : ExitCodes.SomeInputsFailed;
    }

    // The console's own stream hides that the reader has gone; a plain one reports it.
    private static FileStream StandardOutput() =>
        new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    private string DefaultFolder()
    {
        string name = settings.Inputs.Count == 1 ? InputName(settings.Inputs[0].Input) : $"{settings.Inputs.Count}-inputs";
        string time = TimeProvider.System.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return Path.Combine("videodyn-out", $"{name}-{time}");
    }

    // One input uses the folder itself; several get one each, numbered where names repeat.
    private string[] Folders(string root)
    {
        if (settings.Inputs.Count == 1)
            return [root];
        var used = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. settings.Inputs.Select(input =>
            {
                string name = InputName(input.Input);
                string unique = name;
                for (int number = 2; !used.Add(unique); number++)
                    unique = $"{name}-{number}";
                return Path.Combine(root, unique);
            }),
        ];
    }

    private static string InputName(string input)
    {
        string name = input == "-" ? "stdin" : Path.GetFileNameWithoutExtension(input.TrimEnd('/'));
        string safe = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
        return safe.Length == 0 ? "input" : safe;
    }
}
