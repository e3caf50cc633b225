using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Crops;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Temporal.Gates;

namespace VideoDyn.Pipeline;

/// <summary>Source, gate and analyzer of one stream, opened from options and ready to run.</summary>
public sealed class AnalysisSession : IDisposable
{
    private readonly IGate _gate;
    private readonly IRegionPolicy _region;

    private readonly Embedder? _embedder;
    private readonly CropClassifier? _classifier;

    private AnalysisSession(
        AnalysisOptions options, IFrameSource source, IAnalyzer analyzer, IRegionPolicy region, Embedder? embedder, CropClassifier? classifier)
    {
        _embedder = embedder;
        _classifier = classifier;
        TrackClassifier = classifier is null ? null : new TrackClassifier(classifier, options.ClassifyEvery);
        Options = options;
        Source = source;
        Analyzer = analyzer;
        IGate gate = PlanRegistry.CreateGate(options.Gate);
        _gate = options.MaxFps is { } rate ? new MaxRateGate(rate, gate) : gate;
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
    public IReadOnlyList<string> Notes => _region.Notes;

    /// <summary>Whether objects are followed from frame to frame.</summary>
    public bool IsTracked => Options.Tracker != TrackerNames.None && Analyzer.Info.Task == AnalysisTask.Detect;

    /// <summary>Opens model and stream.</summary>
    /// <exception cref="VideoDynException">An option is invalid, or model or input cannot be used.</exception>
    public static AnalysisSession Open(AnalysisOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string> errors = options.Validate();
        if (errors.Count > 0)
            throw VideoDynException.Configuration(string.Join(Environment.NewLine, errors));

        IFrameSource source = MediaSource.OpenAny(options.Input, SourceOptions(options), new FrameLedger(), cancellationToken);
        IAnalyzer? analyzer = null;
        Embedder? embedder = null;
        CropClassifier? classifier = null;
        try
        {
            RegionFactory region = PlanRegistry.ParseRegion(options.Region);
            analyzer = region.LoadAnalyzer(ModelOptions(options), new FrameTensorizer());
            if (options.Reid is { } reid)
            {
                RequireDetector("--reid", analyzer.Info);
                embedder = Embedder.Load(new ModelOptions { ModelPath = reid, Threads = options.Threads }, new FrameTensorizer());
            }

            if (options.Classify is { } path)
            {
                RequireDetector("--classify", analyzer.Info);
                classifier = CropClassifier.Load(new ModelOptions { ModelPath = path, Threads = options.Threads }, new FrameTensorizer());
            }

            return new AnalysisSession(options, source, analyzer, region.CreatePolicy(analyzer), embedder, classifier);
        }
        catch
        {
            classifier?.Dispose();
            embedder?.Dispose();
            analyzer?.Dispose();
            source.Dispose();
            throw;
        }
    }

    /// <summary>Prepares a run over the stream; a stream can be run once.</summary>
    /// <param name="observers">Told about every frame.</param>
    public StreamRun CreateRun(params IReadOnlyList<IFrameObserver> observers) =>
        new(Source, _gate, _region, Analyzer, observers, IsTracked ? new FrameTracker(Analyzer.Info.Confidence, Options.TrackBuffer, _embedder, TrackClassifier) : null);

    /// <summary>Closes stream and model. The ledger has no packet in flight afterwards.</summary>
    public void Dispose()
    {
        Source.Dispose();
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
