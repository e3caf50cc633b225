using System.Diagnostics;
using System.Runtime.ExceptionServices;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Sinks;
using VideoDyn.Media.FFmpeg;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Recording;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Pipeline;

/// <summary>Analyzes one input and writes its outputs: the main job.</summary>
public sealed class RunJob
{
    private const string EventsFile = "events.jsonl";
    private readonly string? _folder;
    private readonly IEventOutput? _sink;
    private readonly OutputChoices _outputs = new();
    private readonly List<string> _files = [];
    private readonly Lock _changing = new();
    private EventOptions? _events;
    private Action<EventOptions>? _changeEvents;

    /// <summary>Prepares a job that writes <c>events.jsonl</c> and what else is asked for into a folder.</summary>
    public RunJob(AnalysisOptions options, string folder, OutputChoices outputs)
    {
        Options = options;
        _folder = folder;
        _outputs = outputs;
    }

    /// <summary>Prepares a job that hands its events to a sink and writes no file.</summary>
    public RunJob(AnalysisOptions options, IEventOutput sink)
    {
        Options = options;
        _sink = sink;
    }

    /// <summary>What to analyze and how.</summary>
    public AnalysisOptions Options { get; }

    /// <summary>
    /// Whether nothing else runs in the process meanwhile, so that processor time which belongs to no thread of the flow
    /// (helpers of native libraries, compiler, garbage collector) is this input's too. Default false.
    /// </summary>
    public bool IsAlone { get; init; }

    /// <summary>Share of the inference pool beside other inputs, above 0. Default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Where events go besides the file or sink of the job, e.g. an outbox; not disposed. Null for nowhere.</summary>
    public IEventOutput? Delivery { get; init; }

    /// <summary>Whether events are added to a file that is there already, for cameras that begin anew. Default false.</summary>
    public bool AppendsEvents { get; init; }

    /// <summary>Told when a live camera is lost or restored; must return at once.</summary>
    public Action<CircuitChange>? OnCircuitChange { get; init; }

    /// <summary>Told when pictures or clips begin to fail; must return at once.</summary>
    public Action<string>? OnRecordingProblem { get; init; }

    /// <summary>Runs it to its end. Failures of this input are in the result, never thrown.</summary>
    /// <param name="host">Where it runs, beside others.</param>
    /// <param name="name">Its name among the cameras of the host.</param>
    /// <param name="follow">Makes an extra observer (progress) once the stream is known; may return null.</param>
    /// <param name="cancellationToken">Ends the run early with complete, valid files.</param>
    /// <exception cref="VideoDynException">The host runs another camera of that name (kind Configuration).</exception>
    public async Task<JobResult> RunAsync(
        CameraHost host, string name, Func<AnalysisSession, IFrameObserver?> follow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(follow);
        long began = Stopwatch.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        var camera = new JobCamera(name, this, follow) { Weight = Weight };
        CameraOutcome outcome = await host.RunAsync(camera, cancellationToken).ConfigureAwait(false);

        // What is no clear error is a defect of the program and must not pass for a bad input.
        if (outcome.Error is not (null or VideoDynException))
            ExceptionDispatchInfo.Throw(outcome.Error);
        var error = (VideoDynException?)outcome.Error;
        JobStream? opened = camera.Opened;
        AnalysisSession? session = opened?.Session;
        var summary = new InputSummary
        {
            Name = session?.Source.Info.Name ?? Options.Name ?? Path.GetFileName(Redaction.Redact(Options.Input)),
            Location = session?.Source.Info.Location ?? Redaction.Redact(Options.Input),
            Status = error is not null ? "failed" : outcome.Interrupted ? "interrupted" : "done",
            Error = error?.Message,
            Events = opened?.Events ?? 0,
            Files = _files,
        };
        if (opened is not null)
        {
            TimeSpan? all = IsAlone ? Environment.CpuUsage.TotalTime - processor : null;
            summary = SummaryBuilder.Describe(summary, opened, Stopwatch.GetElapsedTime(began), all);
        }

        return new JobResult(summary, error);
    }

    /// <summary>Publishes by other choices than <see cref="Options"/> say, from the next frame on or from the start.</summary>
    /// <exception cref="VideoDynException">A rule is wrong; the old choices stay (kind Configuration).</exception>
    public void ChangeEvents(EventOptions events)
    {
        lock (_changing)
        {
            _changeEvents?.Invoke(events);
            _events = events;
        }
    }

    /// <summary>Makes what publishes the events of its stream.</summary>
    /// <exception cref="VideoDynException">A rule is wrong, or the stream cannot have rules (kind Configuration).</exception>
    internal EventPublisher CreatePublisher(AnalysisSession session, IEventOutput sink)
    {
        lock (_changing)
        {
            EventOptions events = _events ?? Options.Events;
            if (events.NeedsTracks && !session.IsTracked)
                throw VideoDynException.Configuration($"zones, tripwires, masks and filters need tracked objects; '{session.Analyzer.Info.Model}' does '{session.Analyzer.Info.Task.ToString().ToLowerInvariant()}' with tracker '{Options.Tracker}'");
            var publisher = new EventPublisher(Context(session), sink, events, CreateRecorder(session));
            _changeEvents = publisher.Change;
            return publisher;
        }
    }

    /// <summary>Whether it writes files of its own.</summary>
    internal bool WritesFiles => _folder is not null || !Options.Events.Recording.IsNone;

    private EventRecorder? CreateRecorder(AnalysisSession session)
    {
        RecordingOptions asked = Options.Events.Recording;
        if (asked.IsNone)
            return null;
        asked = new RecordingOptions
        {
            Snapshots = asked.Snapshots is { } pictures ? pictures with { Folder = pictures.Folder ?? FolderFor("snapshots") } : null,
            Clips = asked.Clips is { } clips ? clips with { Folder = clips.Folder ?? FolderFor("clips") } : null,
        };
        return new EventRecorder(session.Source.Info.Name, asked, session.Packets, OnRecordingProblem);
    }

    private string FolderFor(string kind) => _folder is not null
        ? Path.Combine(_folder, kind)
        : throw VideoDynException.Configuration($"{kind} need a folder where no other files are written: name it");

    internal IEventOutput CreateSink() => Delivery is null ? CreateOwnSink() : new TeeOutput(Delivery, CreateOwnSink());

    private IEventOutput CreateOwnSink()
    {
        if (_sink is not null)
            return new Borrowed(_sink);
        OutputFolder.Create(_folder!);
        string path = Path.Combine(_folder!, EventsFile);
        var sink = AppendsEvents ? JsonLinesSink.Append(path) : JsonLinesSink.Create(path);
        _files.Add(EventsFile);
        return sink;
    }

    internal JobFiles CreateFiles(AnalysisSession session) => new(session, _folder, _outputs, Context(session), _files);

    internal EventContext Context(AnalysisSession session) => new(
        session.Source.Info.Name,
        Options.StartTime ?? EventContext.UnknownStart,
        session.Analyzer.Info.Model,
        PlanName,
        session.Analyzer.Info.Labels);

    private string PlanName => Options is { Gate: "all", Region: "dense" } ? "dense" : $"{Options.Gate}+{Options.Region}";

    // The caller's sink outlives the job.
    private sealed class Borrowed(IEventOutput inner) : IEventOutput
    {
        public void Write(ReadOnlySpan<byte> json) => inner.Write(json);

        public void Dispose()
        {
        }
    }
}
