using VideoDyn.Bench.Running;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Spatial.Analysis;

namespace VideoDyn.Bench.Tuning.Layers;

/// <summary>Runs <c>blocks:change</c> with mask rule <c>changes</c> over kept clips with any thresholds.</summary>
internal sealed class LayerTrial : IDisposable
{
    private const string Region = "blocks:change,rule=changes,threshold=0";
    private readonly AnalysisSession _session;
    private readonly BlockAnalyzer _analyzer;
    private readonly IReadOnlyList<KeptClip> _clips;
    private readonly BenchOptions _video;
    private readonly Observations _seen = new();
    private readonly StageClock _clock = new();

    /// <summary>Opens the model in the block engine.</summary>
    /// <param name="video">A video with the model and what counts as agreement.</param>
    /// <param name="clips">The frames.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public LayerTrial(BenchOptions video, IReadOnlyList<KeptClip> clips, CancellationToken cancellationToken)
    {
        _video = video;
        _clips = clips;
        _session = AnalysisSession.Open(video.Analysis(new Plan { Region = Region }), cancellationToken);
        _analyzer = (BlockAnalyzer)_session.Analyzer;
    }

    /// <summary>The model.</summary>
    public AnalyzerInfo Info => _analyzer.Info;

    /// <summary>The layers that have thresholds, from front to back.</summary>
    public IReadOnlyList<string> Layers => _analyzer.Layers;

    /// <summary>Analyzes all clips with the given thresholds.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public LayerScore Run(ReadOnlySpan<double> thresholds, CancellationToken cancellationToken)
    {
        for (int layer = 0; layer < thresholds.Length; layer++)
            _analyzer.SetThreshold(layer, thresholds[layer]);
        List<AgreementSegment> segments = [];
        long macs = 0;
        foreach (KeptClip clip in _clips)
        {
            using IRegionPolicy region = PlanRegistry.ParseRegion(Region).CreatePolicy(_analyzer);
            var meter = new AgreementMeter(Info.Labels, _video.Agreement);
            foreach ((KeptFrame frame, Detection[] dense) in clip.Frames)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // A new policy begins with the whole picture, so that nothing is left of the run before.
                _analyzer.Analyze(frame, region.Decide(frame, _clock), _seen);
                region.MarkProcessed(frame, _seen, _clock);
                meter.Add(frame.StreamTime, dense, _seen.Span);
                macs += _seen.Macs;
            }

            segments.AddRange(meter.Segments);
        }

        return new LayerScore(segments, macs, _video.Agreement);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
