using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Crops;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Temporal.Packets;

namespace VideoDyn.Pipeline.Running;

/// <summary>
/// What happens to a frame of one stream, as small steps with the state of the stream between them: <see cref="Decide"/>,
/// <see cref="Analyze"/> where it said so, <see cref="Track"/>, <see cref="Publish"/>. The single-threaded run and the
/// camera actors both consist of these steps.
/// </summary>
/// <remarks>
/// Gates and region plans depend on what was processed last, so a frame goes through all its steps before the next one
/// begins. Steps may run on different threads, one after another. Each frame gets its one outcome in the ledger.
/// </remarks>
public sealed class FrameFlow
{
    private readonly FrameLedger _ledger;
    private readonly IAnalyzer _analyzer;
    private readonly IFrameObserver[] _observers;
    private readonly FrameTracker? _tracker;
    private readonly ITrackView? _tracks;
    private readonly FrameView _view;
    private readonly IRegionPolicy _region;
    private readonly PacketGate? _rest;
    private readonly bool _explains;
    private readonly Auditor? _auditor;
    private readonly IEventForesight? _foresight;
    private IGate _gate;
    private long _offered;
    private bool _looksAtAll;

    /// <summary>Puts the parts together; the caller keeps and disposes them.</summary>
    /// <param name="ledger">The frame account.</param>
    /// <param name="gate">Which frames are analyzed.</param>
    /// <param name="region">Which part of them.</param>
    /// <param name="analyzer">The model.</param>
    /// <param name="observers">Who follows the frames.</param>
    /// <param name="tracker">Who follows the objects; null for nobody.</param>
    /// <param name="clock">Where the time goes; null for a clock of its own.</param>
    /// <param name="rest">What spares decoding while the gate rests; null for nothing.</param>
    /// <param name="auditor">Who runs some frames also dense; null for nobody.</param>
    public FrameFlow(
        FrameLedger ledger, IGate gate, IRegionPolicy region, IAnalyzer analyzer, IReadOnlyList<IFrameObserver> observers,
        FrameTracker? tracker = null, StageClock? clock = null, PacketGate? rest = null, Auditor? auditor = null)
    {
        ArgumentNullException.ThrowIfNull(region);
        _ledger = ledger;
        _gate = gate;
        _region = region;
        _rest = rest;
        _analyzer = analyzer;
        _observers = [.. observers];
        _explains = _observers.Any(observer => observer.WantsNumbers);
        _tracker = tracker;
        _auditor = auditor;
        _foresight = _observers.OfType<IEventForesight>().FirstOrDefault();
        _tracks = (ITrackView?)tracker ?? observers.OfType<ITrackView>().FirstOrDefault();
        _gate.Attach(region.Signals);
        _looksAtAll = _gate.Forecast() is null;
        region.Follow(_tracks);
        Clock = clock ?? new StageClock();
        _view = new FrameView(new Observations { Clock = Clock }, tracker) { Blocks = region.Blocks, Crops = region.Crops };
    }

    /// <summary>Where the time goes.</summary>
    public StageClock Clock { get; }

    /// <summary>Sums over the frames so far; read them between two steps.</summary>
    public RunTotals Totals { get; } = new();

    /// <summary>The gate decides about the next frame; a frame left out gets its outcome here.</summary>
    /// <returns>Whether the frame is to be analyzed.</returns>
    public bool Decide(FrameLease frame)
    {
        Clock.Enter(_gate.Stage);
        try
        {
            _view.Plan = null;
            _view.Decision = frame.HasPixels ? _gate.Decide(_offered++, frame) : Unseen(_gate.DecideUnseen(_offered++, frame));
            if (_explains)
            {
                _view.Numbers.Clear();
                _gate.Explain(_view.Numbers);
            }
        }
        catch
        {
            _ledger.Fail(FailCauses.Gate);
            throw;
        }

        _view.IsInspected = frame.HasPixels && (_looksAtAll || _view.Decision.Outcome != GateOutcome.Skip || _gate.IsLooking);
        Clock.Enter(Stage.Rest);
        switch (_view.Decision.Outcome)
        {
            case GateOutcome.Analyze:
                return true;
            case GateOutcome.Reuse:
                _ledger.Reuse();
                return false;
            default:
                _ledger.Skip(_view.Decision.Reason);
                return false;
        }
    }

    /// <summary>
    /// Runs the region plan on a frame that the gate wants analyzed, and remembers what was processed. It may be a newer
    /// frame than the one decided about, which then is the caller's to book.
    /// </summary>
    /// <exception cref="Core.Errors.VideoDynException">The model failed; the frame is booked as failed.</exception>
    public void Analyze(FrameLease frame)
    {
        bool done = false;
        try
        {
            _view.Plan = _region.Decide(frame, Clock);
            _analyzer.Analyze(frame, _view.Plan, _view.Observations);
            _region.MarkProcessed(frame, _view.Observations, Clock);
            done = true;
        }
        finally
        {
            if (done)
                _ledger.Analyze();
            else
                _ledger.Fail(FailCauses.Inference);
        }
    }

    /// <summary>
    /// Like <see cref="Analyze"/>, but crops that may run together with those of other streams are left to the caller, who then
    /// calls <see cref="Complete"/>.
    /// </summary>
    /// <returns>Crops to be run, valid until then; none when the frame is analyzed.</returns>
    internal IReadOnlyList<CropTicket> Begin(FrameLease frame)
    {
        if (_analyzer is not IBatchedAnalyzer batched)
        {
            Analyze(frame);
            return [];
        }

        IReadOnlyList<CropTicket>? crops = null;
        try
        {
            _view.Plan = _region.Decide(frame, Clock);
            crops = batched.Begin(frame, _view.Plan, _view.Observations);
        }
        finally
        {
            if (crops is null)
                _ledger.Fail(FailCauses.Inference);
        }

        if (crops.Count == 0)
            Complete(frame);
        return crops;
    }

    /// <summary>The crops of the frame that was begun last have been run.</summary>
    internal void Complete(FrameLease frame)
    {
        bool done = false;
        try
        {
            ((IBatchedAnalyzer)_analyzer).Complete(frame, _view.Plan!, _view.Observations);
            _region.MarkProcessed(frame, _view.Observations, Clock);
            done = true;
        }
        finally
        {
            if (done)
                _ledger.Analyze();
            else
                _ledger.Fail(FailCauses.Inference);
        }
    }

    /// <summary>The crops of the frame that was begun last could not be run.</summary>
    internal void Fail() => _ledger.Fail(FailCauses.Inference);

    /// <summary>Begins anew between two frames, because what comes next has nothing to do with what was processed.</summary>
    /// <param name="gate">The new gate. The state of the region policy and the analyzer is the caller's to reset.</param>
    public void Reset(IGate gate)
    {
        _gate = gate;
        _gate.Attach(_region.Signals);
        _looksAtAll = _gate.Forecast() is null;
        _rest?.Reset();
        _offered = 0;
        _tracker?.Reset();
        _auditor?.Reset();
        Totals.ForgetTracks();
        _view.Observations.Clear();
    }

    /// <summary>Takes the tracks to this frame and adds it to the totals.</summary>
    public void Track(FrameLease frame)
    {
        _view.Frame = frame;
        _auditor?.Note(_view);
        if (_tracker is not null)
        {
            Clock.Enter(Stage.Tracking);
            _tracker.Advance(frame, _view.Decision, _view.Observations);
            Clock.Enter(Stage.Rest);
        }

        Totals.Add(_view);
    }

    /// <summary>Tells the observers about a frame whose tracks are up to date.</summary>
    public void Publish(FrameLease frame)
    {
        _view.Frame = frame;
        foreach (IFrameObserver observer in _observers)
        {
            Clock.Enter(observer.Stage);
            observer.OnFrame(_view);
        }

        if (_auditor is not null)
        {
            Clock.Enter(Stage.Audit);
            _auditor.Look(_view, _tracks, _ledger, Totals, Clock);
        }

        TeachGate(frame);
        Clock.Enter(Stage.Rest);
    }

    // A stream that broke off where decoding was spared may have other numbers than the gate counted on.
    private static GateDecision Unseen(GateDecision decision) =>
        decision.Outcome == GateOutcome.Analyze ? GateDecision.Skip(SkipReasons.NotDecoded) : decision;

    // After the observers, because one of them may follow the objects.
    private void TeachGate(FrameLease frame)
    {
        Clock.Enter(Stage.Policy);
        _gate.Learn(new GateFeedback
        {
            StreamTime = frame.StreamTime,
            FrameWidth = frame.Format.Width,
            FrameHeight = frame.Format.Height,
            Decision = _view.Decision,
            IsTracked = _tracks is not null,
            Confidence = _tracks?.Confidence ?? 0,
            Tracks = _tracks?.Tracks ?? [],
            Tentative = _tracks?.Tentative ?? [],
            IsEventExpected = _foresight?.IsEventExpected ?? false,
            Audit = _auditor?.Latest,
        });
        // An unseen frame says nothing of the scene, but where something is expected the next one must be seen.
        if (frame.HasPixels || _gate.RestsUntil is null)
            _rest?.Tell(_view.Decision.Outcome == GateOutcome.Reuse || _gate.RestsUntil is not null, _gate.RestsUntil);
    }
}
