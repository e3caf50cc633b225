using System.Globalization;
using VideoDyn.Cli.Delivering;
using VideoDyn.Cli.Terminal;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Sinks;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Cli.Commands;

/// <summary>Runs the inputs of one command side by side and turns their results into files, text and an exit code.</summary>
internal sealed class RunSession(RunSettings settings)
{
    // A second signal ends the process at once, so this only bounds what hangs in a native call.
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(10);

    // With --out - standard output carries nothing but events.
    private readonly TextWriter _report = settings.OutputIsEvents ? Console.Error : Console.Out;
    private readonly JobResult?[] _results = new JobResult?[settings.Inputs.Count];
    private readonly Lock _reporting = new();
    private RunProgress? _progress;
    private DeliverySession? _delivery;
    private int _next;
    private int _reported;
    private bool _outputFailed;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // What can be told before any file is opened is told at once, for all inputs together.
        string[] errors = [.. settings.Inputs.SelectMany(input => input.Validate()).Distinct()];
        if (errors.Length > 0)
            throw VideoDynException.Configuration(string.Join(Environment.NewLine, errors));

        string root = settings.Out ?? DefaultFolder();
        using IEventOutput? standardOutput = settings.ToStandardOutput
            ? SharedSink.StandardOutput()
            : null;
        string[] names = Names();
        await using DeliverySession? delivery = _delivery = settings.Delivers ? await DeliverAsync(root) : null;
        await using CancellationTokenRegistration release = cancellationToken.Register(() => delivery?.Delivery.StopBlocking());
        using (_progress = settings.Progress ? new RunProgress(Console.Error, settings.Inputs.Count) : null)
        {
            await using var watch = new Watch(settings.Watch, () => SecretSet.None);
            await using var host = new CameraHost(new CameraHostOptions
            {
                ThreadsPerAnalysis = settings.Inputs.Max(input => input.Threads),
                Log = watch.Log,
                OnOverload = Note,
            });
            if (await watch.ServeAsync(host, delivery?.Delivery, new ServerSettings(), cancellationToken) is { } address)
                Note($"metrics and health at {address}");
            await using CancellationTokenRegistration deadline = cancellationToken.Register(() => _ = host.StopAsync(s_shutdown));
            await Task.WhenAll(Enumerable.Range(0, settings.Parallel).Select(_ => RunOneAfterAnother(host, names, root, standardOutput, cancellationToken)));
        }

        if (standardOutput is null && _results.Any(result => result?.Summary.Ledger is not null))
            WriteSummary(root);
        if (delivery is not null)
            await delivery.StopAsync(settings.Quiet ? null : _report, cancellationToken);
        return RunResults.ExitCode([.. _results.OfType<JobResult>()], settings.Inputs.Count, cancellationToken.IsCancellationRequested);
    }

    private async Task<DeliverySession> DeliverAsync(string root)
    {
        // A file that is analyzed again adds only what was missing, so a sink gets also what an earlier run has left.
        var options = new DeliveryOptions
        {
            Outbox = settings.Outbox ?? Path.Combine(root, "outbox.db"),
            Keeping = new OutboxOptions { NewSinksGetHistory = true },
        };
        return await DeliverySession.OpenAsync(await DeliverySession.SinksAsync(settings.Sinks), options, settings.Quiet ? null : Note);
    }

    // Each lane takes the next input that nobody has taken.
    private async Task RunOneAfterAnother(CameraHost host, string[] names, string root, IEventOutput? sink, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && !Volatile.Read(ref _outputFailed))
        {
            int index = Interlocked.Increment(ref _next) - 1;
            if (index >= settings.Inputs.Count)
                return;
            AnalysisOptions input = settings.Inputs[index];
            string folder = Folder(root, names[index]);
            bool alone = settings.Parallel == 1;
            Action<CircuitChange>? notes = settings.Quiet ? null : change => CircuitPrinter.Print(names[index], change, _progress);
            RunJob job = sink is not null
                ? new RunJob(input, sink) { IsAlone = alone, OnCircuitChange = notes, OnRecordingProblem = Note, Delivery = _delivery?.Delivery.Output }
                : new RunJob(input, folder, settings.Outputs) { IsAlone = alone, OnCircuitChange = notes, OnRecordingProblem = Note, Delivery = _delivery?.Delivery.Output };
            JobResult result;
            try
            {
                result = await job.RunAsync(host, names[index], Follow, cancellationToken);
            }
            catch (InvalidOperationException) when (cancellationToken.IsCancellationRequested)
            {
                return; // interrupted just before it would have begun
            }

            if (result.Error is { Kind: ErrorKind.Output })
                Volatile.Write(ref _outputFailed, true);
            Report(index, result, sink is null ? root : null, names);
        }
    }

    private IFrameObserver? Follow(AnalysisSession session)
    {
        if (settings.Verbose)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{session.Source.Info.Location}: {session.Source.Info.Container} {session.Source.Info.Codec} {session.Source.Info.Width}x{session.Source.Info.Height} {session.Source.Info.FrameRate:F2} fps"));
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{session.Analyzer.Info.Model}: head {session.Analyzer.Info.Head}, input {session.Analyzer.Info.InputWidth}x{session.Analyzer.Info.InputHeight}, {session.Analyzer.Info.DenseMacs / 1e6:F0} MMAC, {session.Analyzer.Info.Threads} threads"));
        }

        return _progress?.Follow(session.Source.Info, session.Options.Start, session.Options.Duration);
    }

    // In the order of the inputs, whoever ends first: each waits for those before it.
    private void Report(int index, JobResult result, string? root, string[] names)
    {
        lock (_reporting)
        {
            _results[index] = result;
            for (; _reported < _results.Length && _results[_reported] is { } next; _reported++)
                Print(next, root is null ? null : Folder(root, names[_reported]));
        }
    }

    private void Print(JobResult result, string? folder)
    {
        _progress?.Wipe();
        if (result.Error is not null)
            ErrorPrinter.Print(result.Error, settings.Verbose);
        if (result.Summary.Warning is { } warning)
            Console.Error.WriteLine($"videodyn: warning: {warning}");
        if (!settings.Quiet && result.Summary.Ledger is not null)
            SummaryPrinter.Print(_report, result.Summary, folder);
    }

    private void Note(string text)
    {
        if (settings.Quiet)
            return;
        _progress?.Wipe();
        Console.Error.WriteLine($"videodyn: {text}");
    }

    private void WriteSummary(string root)
    {
        OutputFolder.Create(root);
        string path = Path.Combine(root, "summary.json");
        IReadOnlyList<InputSummary> inputs = [.. _results.OfType<JobResult>().Select(result => result.Summary)];
        SummaryFile.Write(path, settings.Inputs[0], settings.Outputs.Annotate, inputs);
        if (!settings.Quiet)
            _report.WriteLine($"  written  {path}");
    }

    private string DefaultFolder()
    {
        string name = settings.Inputs.Count == 1 ? InputName(settings.Inputs[0].Input) : $"{settings.Inputs.Count}-inputs";
        string time = TimeProvider.System.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return Path.Combine("videodyn-out", $"{name}-{time}");
    }

    // One input uses the folder itself; several get one each.
    private string Folder(string root, string name) => settings.Inputs.Count == 1 ? root : Path.Combine(root, name);

    // Numbered where names repeat.
    private string[] Names()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. settings.Inputs.Select(input =>
            {
                string name = InputName(input.Input);
                string unique = name;
                for (int number = 2; !used.Add(unique); number++)
                    unique = $"{name}-{number}";
                return unique;
            }),
        ];
    }

    private static string InputName(string input)
    {
        string name = input == "-" ? "stdin" : CameraAddress.IsLive(input) ? CameraAddress.Parse(input).Name : Path.GetFileNameWithoutExtension(input.TrimEnd('/'));
        string safe = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
        return safe.Length == 0 ? "input" : safe;
    }
}
