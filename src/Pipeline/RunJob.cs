using System.Diagnostics;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Pipeline;

/// <summary>Analyzes one input and writes its outputs: the main job.</summary>
public sealed class RunJob
{
    private const string EventsFile = "events.jsonl";
    private readonly AnalysisOptions _options;
    private readonly string? _folder;
    private readonly IEventSink? _sink;
    private readonly OutputChoices _outputs = new();

    /// <summary>Prepares a job that writes <c>events.jsonl</c> and what else is asked for into a folder.</summary>
    public RunJob(AnalysisOptions options, string folder, OutputChoices outputs)
    {
        _options = options;
        _folder = folder;
        _outputs = outputs;
    }

    /// <summary>Prepares a job that hands its events to a sink and writes no file.</summary>
    public RunJob(AnalysisOptions options, IEventSink sink)
    {
        _options = options;
        _sink = sink;
    }

    /// <summary>Runs it to its end. Failures of this input are in the result, never thrown.</summary>
    /// <param name="follow">Makes an extra observer (progress) once the stream is known; may return null.</param>
    /// <param name="cancellationToken">Ends the run early with complete, valid files.</param>
    public JobResult Run(Func<AnalysisSession, IFrameObserver?> follow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(follow);
        long began = Stopwatch.GetTimestamp();
        AnalysisSession? session = null;
        StreamRun? run = null;
        EventPublisher? publisher = null;
        VideoDynException? error = null;
        bool complete = false;
        List<string> files = [];
        try
        {
            session = AnalysisSession.Open(_options, cancellationToken);
            using IEventSink sink = _sink is null ? CreateEventsFile(files) : new Borrowed(_sink);
            using var events = publisher = new EventPublisher(Context(session), sink);
            using var writers = new JobFiles(session, _folder, _outputs, Context(session), files);
            IFrameObserver? extra = follow(session);
            using var disposable = extra as IDisposable;
            run = session.CreateRun([publisher, .. writers.Observers, .. extra is null ? [] : new[] { extra }]);
            complete = run.Run(cancellationToken);
            publisher.Complete();
        }
        catch (VideoDynException failure)
        {
            error = failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            complete = false;
        }
        finally
        {
            // Closing books what was still inside the decoder, so the ledger must be read after it.
            session?.Dispose();
        }

        string status = error is not null ? "failed" : complete ? "done" : "interrupted";
        var summary = new InputSummary
        {
            Name = session?.Source.Info.Name ?? _options.Name ?? Path.GetFileName(_options.Input),
            Location = session?.Source.Info.Location ?? _options.Input,
            Status = status,
            Error = error?.Message,
            Events = publisher?.Count ?? 0,
            Files = files,
        };
        if (session is not null)
            summary = SummaryBuilder.Describe(summary, session, run, Stopwatch.GetElapsedTime(began));
        return new JobResult(summary, error);
    }

    private JsonLinesSink CreateEventsFile(List<string> files)
    {
        OutputFolder.Create(_folder!);
        var sink = JsonLinesSink.Create(Path.Combine(_folder!, EventsFile));
        files.Add(EventsFile);
        return sink;
    }

    private EventContext Context(AnalysisSession session) => new(
        session.Source.Info.Name,
        _options.StartTime ?? EventContext.UnknownStart,
        session.Analyzer.Info.Model,
        PlanName,
        session.Analyzer.Info.Labels);

    private string PlanName => _options is { Gate: "all", Region: "dense" } ? "dense" : $"{_options.Gate}+{_options.Region}";

    // The caller's sink outlives the job.
    private sealed class Borrowed(IEventSink inner) : IEventSink
    {
        public void Write(ReadOnlySpan<byte> json) => inner.Write(json);

        public void Dispose()
        {
        }
    }
}
