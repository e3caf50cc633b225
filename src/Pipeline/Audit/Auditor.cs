using System.Globalization;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Pipeline.Audit;

/// <summary>
/// Runs a few frames of a stream also dense, by ONNX Runtime, and keeps account of how far what is published for them
/// agrees with that. Frames are drawn whatever the gate decided about them, because the loss is in those it left out.
/// Nothing that is published changes.
/// </summary>
public sealed class Auditor : IDisposable
{
    private readonly AuditOptions _options;
    private readonly AuditSchedule _schedule;
    private readonly AuditBudget _budget;
    private readonly AuditLog _log;
    private readonly PublishedBoxes _published = new();
    private readonly Observations _dense = new();
    private readonly IAnalyzer _analyzer;
    private readonly bool _isOwn;
    private readonly bool _hasMovingClasses;
    private volatile AuditRecord _record;

    /// <summary>Creates the auditor of one stream.</summary>
    /// <param name="options">How often.</param>
    /// <param name="stream">Name of the stream; with the seed it decides which frames are drawn.</param>
    /// <param name="analyzer">Runs a frame dense, weak detections included.</param>
    /// <param name="isOwn">
    /// Whether the analyzer serves audits alone and is disposed with them; else it is the stream's own dense one, whose
    /// analysis of a frame is not repeated.
    /// </param>
    /// <param name="isLive">Whether measured time bounds audits, else multiply-accumulates.</param>
    /// <exception cref="Core.Errors.VideoDynException">An option is out of range (kind Configuration).</exception>
    public Auditor(AuditOptions options, string stream, IAnalyzer analyzer, bool isOwn, bool isLive)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(analyzer);
        options.Validate();
        _options = options;
        _analyzer = analyzer;
        _isOwn = isOwn;
        _hasMovingClasses = analyzer.Info.Labels.Any(MovingClasses.Contains);
        _schedule = new AuditSchedule(options.Every, stream, options.Seed);
        _budget = new AuditBudget(options.Share, analyzer.Info.DenseMacs, isLive);
        _log = new AuditLog(options.LeastBoxes);
        _record = AuditRecord.None(options.LeastBoxes) with { Target = options.Target };
    }

    /// <summary>What was found so far; may be read by any thread.</summary>
    public AuditRecord Record => _record;

    /// <summary>What the latest frame's audit found; null when that frame was not audited.</summary>
    public FrameAudit? Latest { get; private set; }

    /// <summary>Told, on the thread of the flow, when the running agreement falls below the target, and again after it had recovered.</summary>
    public Action<string>? Warned { get; set; }

    /// <summary>The warning that holds now; null while the target is kept or nothing can be said.</summary>
    public string? Warning => _record is { IsBelowTarget: true } record
        ? string.Create(CultureInfo.InvariantCulture, $"the agreement with dense is {record.Agreement} over {record.Frames} audited frames, below the target of {record.Target:0.###}")
        : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isOwn)
            _analyzer.Dispose();
    }

    /// <summary>Takes in an analysis before the tracker drops weak detections, which the agreement may match against.</summary>
    internal void Note(FrameView view)
    {
        if (view.IsAnalyzed)
            _published.Remember(view.Observations.Span);
    }

    /// <summary>Takes in a frame that was published, and audits it when it is due.</summary>
    internal void Look(FrameView view, ITrackView? tracks, FrameLedger ledger, RunTotals totals, StageClock clock)
    {
        Latest = null;
        ReadOnlySpan<Detection> published = _published.Current(view, tracks);
        if (!_schedule.IsDue(view.Frame.StreamTime))
            return;
        // What was analyzed dense by the same network needs no second run.
        bool isKnown = !_isOwn && view.IsAnalyzed && view.Plan is null or RegionPlan.DensePlan;
        if (!isKnown && !_budget.Allows(totals.Macs, clock))
        {
            _record = _record with { LeftOut = _record.LeftOut + 1 };
            return;
        }

        ReadOnlySpan<Detection> reference = isKnown ? published : Run(view);
        Book(Compare(reference, published, tracks?.Confidence ?? _analyzer.Info.Confidence), view.IsAnalyzed);
        ledger.CountAudited();
    }

    /// <summary>Forgets the boxes of before an outage; what was measured stays.</summary>
    internal void Reset()
    {
        Latest = null;
        _published.Remember([]);
    }

    private ReadOnlySpan<Detection> Run(FrameView view)
    {
        _analyzer.Analyze(view.Frame, RegionPlan.Dense, _dense);
        _budget.Spend(_dense.Macs);
        return _dense.Span;
    }

    private MatchCounts Compare(ReadOnlySpan<Detection> reference, ReadOnlySpan<Detection> published, float threshold)
    {
        // A meter for each audit: it keeps segments for ever, and audits are rare.
        var meter = new AgreementMeter(_analyzer.Info.Labels, AgreementOptions.Default with { Threshold = threshold });
        meter.Add(TimeSpan.Zero, reference, published);
        // A model of other things than what moves by itself is measured by all its classes.
        return _hasMovingClasses ? meter.Segments[0].Moving.Banded : meter.Report().Rest.Counts;
    }

    private void Book(MatchCounts counts, bool isAnalyzed)
    {
        Latest = new FrameAudit((int)counts.Reference, (int)counts.Matched, (int)counts.Missed, (int)counts.Extra, isAnalyzed);
        _log.Add(counts, isAnalyzed);
        bool wasBelow = _record.IsBelowTarget;
        _record = _record with
        {
            Frames = _record.Frames + 1,
            AnalyzedFrames = _record.AnalyzedFrames + (isAnalyzed ? 1 : 0),
            Macs = _budget.Macs,
            ReferenceBoxes = _record.ReferenceBoxes + counts.Reference,
            Agreement = _log.Measure(null),
            Analyzed = _log.Measure(true),
            Carried = _log.Measure(false),
        };
        if (_record.IsBelowTarget && !wasBelow)
            Warned?.Invoke(Warning!);
    }
}
