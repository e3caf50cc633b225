using VideoDyn.Bench.Logging;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Temporal.Gates.Adaptive;

namespace VideoDyn.Bench.Tuning;

/// <summary>What a rehearsal tells about one candidate on one video.</summary>
/// <param name="Plan">The candidate.</param>
/// <param name="Segments">Its agreement with dense, segment by segment.</param>
/// <param name="Macs">Multiply-accumulates it would have executed.</param>
internal sealed record Rehearsed(Plan Plan, IReadOnlyList<AgreementSegment> Segments, long Macs)
{
    /// <summary>Multiply-accumulates up to the end of each round, audits included.</summary>
    public IReadOnlyList<long> MacsByRound { get; init; } = [];

    /// <summary>Multiply-accumulates of audits.</summary>
    public long AuditMacs { get; init; }

    /// <summary>Frames by decision.</summary>
    public IReadOnlyDictionary<GateDecision, long> Decisions { get; init; } = new Dictionary<GateDecision, long>();
}

/// <summary>
/// Tries all candidates on one video in a single pass: one decoder, one dense analysis per frame, and each candidate's
/// own gate and run, which are given the dense answer instead of computing it again.
/// </summary>
internal static class Rehearsal
{
    /// <summary>Runs the pass.</summary>
    /// <param name="video">The video and what counts as agreement.</param>
    /// <param name="candidates">What to try.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Ends the pass.</param>
    /// <param name="rounds">How often the clip is shown, one after the other, for what learns over minutes; at least 1.</param>
    /// <param name="others">Makes gates that only a comparison has, which are told of every frame what was wrong; null for none.</param>
    /// <param name="answers">File that keeps the dense answers for the next time; null for none.</param>
    /// <returns>The candidates in the order given, the multiply-accumulates of dense, and the stream seconds covered.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static (IReadOnlyList<Rehearsed> Candidates, long DenseMacs, double Seconds) Run(
        BenchOptions video, IReadOnlyList<Plan> candidates, Action<string> progress, CancellationToken cancellationToken, string? answers = null, int rounds = 1, Func<string, IGate?>? others = null)
    {
        using AnalysisSession session = AnalysisSession.Open(video.Analysis(new Plan()), cancellationToken);
        if (session.Analyzer.Info.Task != AnalysisTask.Detect)
            throw VideoDynException.Configuration($"tune keeps the agreement of boxes, but {session.Analyzer.Info.Model} is no detector");
        var dense = new Observations();
        var known = new DenseAnswers(answers, session.Analyzer.Info);
        Trial[] trials = [.. candidates.Select(plan => new Trial(plan, session, dense, video, others))];
        long macs = 0;
        long frames = 0;
        TimeSpan first = TimeSpan.Zero, last = TimeSpan.Zero;
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                using AnalysisSession? again = round == 0 ? null : AnalysisSession.Open(video.Analysis(new Plan()), cancellationToken);
                IFrameSource source = (again ?? session).Source;
                TimeSpan shift = round == 0 ? TimeSpan.Zero : last + TimeSpan.FromSeconds(1 / Math.Max(1, source.Info.FrameRate));
                long before = frames;
                known.Rewind();
                while (source.Read(out FrameLease? read, cancellationToken) == FrameReadStatus.Frame)
                {
                    using FrameLease frame = round == 0 ? read! : new LaterFrame(read!, shift, before);
                    known.Analyze(session.Analyzer, frame, dense);
                    source.Ledger.Analyze();
                    foreach (Trial trial in trials)
                        trial.Step(frame, cancellationToken);
                    macs += dense.Macs;
                    first = frames++ == 0 ? frame.StreamTime : first;
                    last = frame.StreamTime;
                    if (frames % 25 == 0)
                        progress(FormattableString.Invariant($"{candidates.Count} settings, {last.TotalSeconds:F0} s"));
                }

                foreach (Trial trial in trials)
                    trial.EndRound();
            }

        }
        finally
        {
            foreach (Trial trial in trials)
                trial.Dispose();
        }

        known.Save();
        double seconds = frames < 2 ? 0 : (last - first).TotalSeconds * frames / (frames - 1);
        return ([.. trials.Select(trial => trial.Report())], macs, seconds);
    }

    private sealed class Trial : IFrameObserver, IDisposable
    {
        private readonly Plan _plan;
        private readonly Observations _dense;
        private readonly HandedSource _source;
        private readonly AgreementMeter _meter;
        private readonly PublishedBoxes _published;
        private readonly PlanTracker? _tracker;
        private readonly DenseRegion _region;
        private readonly StreamRun _run;
        private static readonly AuditOptions s_everyFrame = new() { Every = TimeSpan.FromSeconds(0.01), Share = 1 };
        private readonly Auditor? _auditor;
        private readonly bool _isCharged;
        private readonly List<long> _macsByRound = [];

        public Trial(Plan plan, AnalysisSession session, Observations dense, BenchOptions video, Func<string, IGate?>? others)
        {
            _plan = plan;
            _dense = dense;
            _source = new HandedSource(session.Source.Info);
            _meter = new AgreementMeter(session.Analyzer.Info.Labels, video.Agreement);
            PlanTracker? tracker = video.IsTracked(session.Analyzer.Info.Task) ? new PlanTracker(video.Agreement.Threshold) : null;
            _published = new PublishedBoxes();
            _tracker = tracker;
            _region = new DenseRegion(session.Analyzer.Info.Input);
            IGate? other = others?.Invoke(plan.Gate);
            IGate gate = other ?? PlanRegistry.CreateGate(plan.Gate);
            var answers = new KnownAnswers(session.Analyzer.Info, dense);
            AuditOptions? audit = other is not null ? s_everyFrame : gate is AdaptiveGate ? AuditOptions.Steering : null;
            _isCharged = other is null;
            _auditor = audit is null ? null : new Auditor(audit, session.Source.Info.Name, answers, isOwn: false, isLive: false);
            _run = new StreamRun(_source, gate, _region, answers, tracker is null ? [this] : [tracker, this], auditor: _auditor);
        }

        public Stage Stage => Stage.Annotate;

        public void Step(FrameLease frame, CancellationToken cancellationToken)
        {
            _source.Offer(frame);
            _run.Step(cancellationToken);
        }

        public void OnFrame(FrameView view) => _meter.Add(view.Frame.StreamTime, _dense.Span, _published.Read(view, _tracker));

        private long AuditMacs => _isCharged && _auditor is not null ? _auditor.Record.Macs : 0;

        public void EndRound() => _macsByRound.Add(_run.Totals.Macs + AuditMacs);

        public Rehearsed Report() => new(_plan, _meter.Segments, _run.Totals.Macs + AuditMacs)
        {
            MacsByRound = _macsByRound,
            AuditMacs = AuditMacs,
            Decisions = _run.Totals.Decisions,
        };

        public void Dispose()
        {
            _auditor?.Dispose();
            _source.Dispose();
            _region.Dispose();
        }
    }
}
