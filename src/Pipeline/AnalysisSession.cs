using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Core.State;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Branchy;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Crops;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Live;
using VideoDyn.Media.Muxing;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Actions;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Decoding;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Scheduling;
using VideoDyn.Pipeline.State;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Spatial.Crops;
using VideoDyn.Spatial.Crops.Costs;
using VideoDyn.Temporal.Focus;
using VideoDyn.Temporal.Packets;

namespace VideoDyn.Pipeline;

/// <summary>Source, gate and analyzer of one stream, opened from options and ready to run.</summary>
public sealed class AnalysisSession : IDisposable
{
    private readonly Embedder? _embedder;
    private readonly ICropClassifier? _classifier;
    private readonly IRegionPolicy _region;
    private readonly StreamGate _streamGate;
    private IGate _gate;

    private AnalysisSession(
        AnalysisOptions options, IFrameSource source, IAnalyzer analyzer, IRegionPolicy region, Embedder? embedder, ICropClassifier? classifier,
        StreamState state, ActionParts? actions, StreamGate gate, Auditor? auditor)
    {
        Auditor = auditor;
        Actions = actions;
        _streamGate = gate;
        _embedder = embedder;
        _classifier = classifier;
        TrackClassifier = classifier is null ? null : new TrackClassifier(classifier, options.ClassifyEvery);
        Options = options;
        Source = source;
        Analyzer = analyzer;
        State = state;
        _gate = gate.Current;
        _region = region;
    }

    /// <summary>The options in force.</summary>
    public AnalysisOptions Options { get; }

    /// <summary>The stream.</summary>
    public IFrameSource Source { get; }

    /// <summary>The model.</summary>
    public IAnalyzer Analyzer { get; }

    /// <summary>What looks at tracked objects; null when nothing does.</summary>
    public TrackClassifier? TrackClassifier { get; }

    /// <summary>What the region policy wants people to know, one line each.</summary>
    public IReadOnlyList<string> Notes => [.. State.Warnings, .. _region.Notes, .. _streamGate.Notes, .. Actions?.Notes ?? []];

    /// <summary>What crops were taken; null when the region does not work by crops.</summary>
    internal CropTotals? CropTotals => _region.Totals;

    /// <summary>Times that the region policy goes by; null where it goes by none.</summary>
    internal AnalysisCosts? Costs => (_region as AutoRegion)?.Costs;

    /// <summary>The clip and sequence models; null without any.</summary>
    internal ActionParts? Actions { get; }

    /// <summary>What spares decoding while the gate rests; null where nothing does.</summary>
    public PacketGate? Rest { get; private set; }

    /// <summary>What runs some frames also dense; null when nothing does.</summary>
    public Auditor? Auditor { get; }

    /// <summary>The packets that clips are made of; null without clips.</summary>
    internal PacketRing? Packets { get; private init; }

    /// <summary>What is remembered about the stream; kept in <see cref="AnalysisOptions.State"/> when the session closes.</summary>
    public StreamState State { get; }

    /// <summary>Whether objects are followed from frame to frame.</summary>
    public bool IsTracked => Options.Tracker != TrackerNames.None && Analyzer.Info.Task == AnalysisTask.Detect;

    /// <summary>Opens model and stream.</summary>
    /// <exception cref="VideoDynException">An option is invalid, or model or input cannot be used.</exception>
    public static AnalysisSession Open(AnalysisOptions options, CancellationToken cancellationToken = default) =>
        Open(options, new StateStore(new StateStoreOptions { Folder = options?.State }), null, cancellationToken);

    /// <summary>Opens model and stream, with state in a store that outlives the session and may serve other streams too.</summary>
    /// <exception cref="VideoDynException">An option is invalid, model or input cannot be used, or the store's limit would be exceeded.</exception>
    public static AnalysisSession Open(AnalysisOptions options, StateStore states, CancellationToken cancellationToken = default) =>
        Open(options, states, null, cancellationToken);

    /// <summary>Opens the stream, and the model unless streams may share it and another one has it open.</summary>
    internal static AnalysisSession Open(AnalysisOptions options, StateStore states, SharedAnalyzers? shared, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(states);
        IReadOnlyList<string> errors = options.Validate();
        if (errors.Count > 0)
            throw VideoDynException.Configuration(string.Join(Environment.NewLine, errors));

        PacketRing? packets = options.Events.Recording.Clips is { } clips ? new PacketRing(clips.MaxMemory) : null;

        // A camera may be absent now and come later, a recording may not.
        IFrameSource source = options.LiveOrDefault is { } live
            ? new LiveLink(CameraAddress.Parse(options.Input), live with { Name = options.Name ?? live.Name, Packets = packets }, new FrameLedger())
            : MediaSource.Open(options.Input, SourceOptions(options) with { Packets = packets }, new FrameLedger(), cancellationToken);
        IAnalyzer? analyzer = null;
        Embedder? embedder = null;
        ICropClassifier? classifier = null;
        IRegionPolicy? policy = null;
        StreamState? state = null;
        ActionParts? actions = null;
        StreamGate? gate = null;
        Auditor? auditor = null;
        try
        {
            RegionFactory region = PlanRegistry.ParseRegion(options.Region);
            actions = options.HasActions ? new ActionParts(options, states, source.Info.Name) : null;
            analyzer = !options.HasDetector ? new NoDetector(actions!.Describe(options.Threads), options.IsLive) : shared is not null && region.IsStateless
                ? shared.Use(ModelOptions(options), () => new FrameTensorizer())
                : shared?.Crops is { } crops && region.Share is { } share ? share(ModelOptions(options), new FrameTensorizer(), crops, options.IsLive)
                : region.LoadAnalyzer(ModelOptions(options), new FrameTensorizer());
            if (options.Reid is { } reid)
            {
                RequireDetector("--reid", analyzer.Info);
                embedder = Embedder.Load(new ModelOptions { ModelPath = reid, Threads = options.Threads }, new FrameTensorizer());
            }

            if (options.Classify is { } path)
            {
                RequireDetector("--classify", analyzer.Info);
                classifier = FocusModelReader.IsFocusModel(path)
                    ? FocusCropClassifier.Load(path, new FrameTensorizer(), options.Threads)
                    : Directory.Exists(path)
                    ? BranchyClassifier.Load(path, new FrameTensorizer(), options.Threads)
                    : CropClassifier.Load(new ModelOptions { ModelPath = path, Threads = options.Threads }, new FrameTensorizer());
            }

            policy = region.CreatePolicy(analyzer);
            if (options.IsLive)
                (policy as AutoRegion)?.MeasureAtStart(CostCache.For(options.State));
            state = states.Open(source.Info.Name, analyzer.Info.ModelSha256);
            state.Add(analyzer);
            policy.Attach(state);
            gate = new StreamGate(options, analyzer as NoDetector, states, source.Info.Name, analyzer.Info.ModelSha256);
            auditor = AuditorFactory.Create(
                options, options.Audit ?? (gate.IsSteeredByAudits ? AuditOptions.Steering : null), analyzer, region.IsStateless, ModelOptions(options), () => new FrameTensorizer(), source.Info.Name);
            return new AnalysisSession(options, source, analyzer, policy, embedder, classifier, state, actions, gate, auditor) { Packets = packets };
        }
        catch
        {
            auditor?.Dispose();
            gate?.Dispose();
            actions?.Dispose();
            state?.Dispose();
            policy?.Dispose();
            classifier?.Dispose();
            embedder?.Dispose();
            analyzer?.Dispose();
            source.Dispose();
            packets?.Dispose();
            throw;
        }
    }

    /// <summary>Prepares a run over the stream; a stream can be run once.</summary>
    /// <param name="observers">Told about every frame.</param>
    public StreamRun CreateRun(params IReadOnlyList<IFrameObserver> observers) =>
        new(Source, _gate, _region, Analyzer, WithActions(observers), CreateTracker(), Spare(observers), Auditor);

    /// <summary>The steps of the stream's frames, for a caller that reads the source itself.</summary>
    internal FrameFlow CreateFlow(IReadOnlyList<IFrameObserver> observers, StageClock clock) =>
        new(Source.Ledger, _gate, _region, Analyzer, WithActions(observers), CreateTracker(), clock, Spare(observers), Auditor);

    /// <summary>
    /// Begins anew between two frames of a flow, after an outage: the gate and all state of the stream forget what they saw,
    /// tracked objects are given up.
    /// </summary>
    internal void Reset(FrameFlow flow)
    {
        _gate = _streamGate.Renew();
        State.Reset(StateReset.Outage);
        Actions?.Reset();
        flow.Reset(_gate);
    }

    /// <summary>Closes stream and model. The ledger has no packet in flight afterwards.</summary>
    public void Dispose()
    {
        Auditor?.Dispose();
        Actions?.Close();
        Actions?.Dispose();
        _streamGate.Dispose();
        Source.Dispose();
        Packets?.Dispose();
        State.Close();
        State.Dispose();
        _region.Dispose();
        Analyzer.Dispose();
        _embedder?.Dispose();
        _classifier?.Dispose();
    }

    private static void RequireDetector(string option, AnalyzerInfo model)
    {
        if (model.Task != AnalysisTask.Detect)
            throw VideoDynException.Configuration($"{option} looks at detected objects, but '{model.Model}' does '{model.Task.ToString().ToLowerInvariant()}'");
    }

    private IReadOnlyList<IFrameObserver> WithActions(IReadOnlyList<IFrameObserver> observers)
    {
        if (Actions is null)
            return observers;
        Actions.Follow(observers.OfType<IRuleTeller>().FirstOrDefault());
        return [.. Actions.Observers, .. observers];
    }

    // Lets the source leave out what nobody looks at.
    private PacketGate? Spare(IReadOnlyList<IFrameObserver> observers)
    {
        // Audits draw frames whatever the gate decided, so every frame needs its pixels.
        IDecodeGate? gate = Auditor is null ? DecodeGates.Create(Options, _gate, WithActions(observers)) : null;
        if (gate is not null)
            Source.Use(gate);
        return Rest = gate as PacketGate;
    }

    private FrameTracker? CreateTracker() =>
        IsTracked ? new FrameTracker(Analyzer.Info.Confidence, Options.TrackBuffer, _embedder, TrackClassifier, Options.Relink) : null;

    private static MediaSourceOptions SourceOptions(AnalysisOptions options) => new()
    {
        Name = options.Name,
        Start = options.Start,
        Duration = options.Duration,
    };

    private static ModelOptions ModelOptions(AnalysisOptions options) => new()
    {
        ModelPath = options.Model,
        CardPath = options.Card,
        LabelsPath = options.Labels,
        InputSize = options.InputSize is { } size ? InputSize.Parse(size) : null,
        Confidence = options.Confidence,
        Iou = options.Iou,
        WeakConfidence = options.Tracker == TrackerNames.None ? null : FrameTracker.WeakScore,
        Classes = options.Classes,
        Threads = options.Threads,
    };
}
