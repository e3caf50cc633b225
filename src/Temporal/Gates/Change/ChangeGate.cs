using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;

namespace VideoDyn.Temporal.Gates.Change;

/// <summary>
/// Gate <c>change</c>: analyzes a frame when what would be published without looking is likely wrong. The rate follows how
/// fast tracked objects leave their predicted places and how much changes beside them, not whether anything moves.
/// </summary>
/// <remarks>
/// <para>Between analyses the tracker moves the boxes. For every frame the gate estimates how many of them are wrong by now:
/// misplaced (from how fast predictions went astray so far, by object), gone (from how often objects of that score were), and
/// missing (from changed blocks that no object explains). The estimates add up; when they reach the price of a look, the
/// frame is analyzed, and what the look finds corrects the estimates.</para>
/// <para>Everything is measured against what was last processed. Objects whose blocks did not change since cannot have
/// moved and cost nothing; a frame in which no block did is reused. Decisions depend on the stream alone, so they repeat.</para>
/// </remarks>
public sealed class ChangeGate : IGate
{
    /// <summary>Change of the whole picture, in code values, after which nothing is comparable.</summary>
    private const float NewLight = 8;

    /// <summary>An object is active when this share of its area changed.</summary>
    private const double FullActivity = 0.1;

    /// <summary>From this score on an object that is not confirmed is worth a look of its own.</summary>
    private const float WorthConfirming = 0.5f;

    /// <summary>
    /// A camera that shakes by less than this share of an object's size leaves its box good enough; one that moves further takes
    /// the object with it.
    /// </summary>
    private const double Carried = 0.15;

    /// <summary>A box that is misplaced no likelier than this is not looked for.</summary>
    private const double Negligible = 0.002;

    private const int StandingFrames = 250;
    private const int FreeArrivals = 2;
    private const int MostDoublings = 8;

    /// <summary>So long nothing must have changed before pictures need not even be decoded.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What comes into a scene that was settled is looked at when it has been there for so long, whatever it may be; for twice as
    /// long with each such look in a row that found nothing new, from the third on.
    /// </summary>
    private static readonly TimeSpan s_arrival = TimeSpan.FromSeconds(0.2);
    private static readonly GateDecision s_unchanged = new(GateOutcome.Reuse, ChangeReasons.Unchanged);
    private static readonly GateDecision s_idle = GateDecision.Skip(SkipReasons.Idle);
    private static readonly GateDecision s_predicted = new(GateOutcome.Skip, ChangeReasons.Predicted);
    private readonly ChangeGateOptions _options;
    private readonly LearnedRates _rates = new();
    private readonly WatchList _watched;
    private readonly ExplainedBlocks _blocks;
    private LossBudget _budget;
    private double _loss;
    private IFrameSignals? _signals;
    private TimeSpan? _calmSince;
    private TimeSpan? _arrivedAt;
    private int _fruitless;
    private bool _hasLooked;
    private bool _isTracked = true;
    private TimeSpan _lookedAt;
    private TimeSpan _decidedAt;
    private TimeSpan _passedAt;
    private double _news;
    private int _standing;
    private FrameRisk _risk;
    private double _changed;
    private Vector2? _motion;
    private bool _isEventExpected;

    /// <summary>Creates the gate of one stream.</summary>
    /// <exception cref="VideoDynException">An option is out of range (kind Configuration).</exception>
    public ChangeGate(ChangeGateOptions? options = null)
    {
        _options = options ?? new();
        _options.Validate();
        _watched = new WatchList(_rates);
        _blocks = new ExplainedBlocks(_options.Share);
        _loss = _options.Loss;
        _budget = new LossBudget(_loss);
    }

    /// <summary>Share of wrong boxes that it steers for; moved from outside by gates that measure it.</summary>
    internal double Loss
    {
        get => _loss;
        set => _budget.Target = _loss = value;
    }

    /// <inheritdoc/>
    public Stage Stage => Stage.Signals;

    /// <inheritdoc/>
    public bool CanRest => true;

    /// <inheritdoc/>
    public TimeSpan? RestsUntil => !_isEventExpected && _calmSince is { } since && _decidedAt - since >= s_settled ? _lookedAt + _options.MaxAge : null;

    /// <inheritdoc/>
    public void Attach(IFrameSignals? signals)
    {
        _signals = signals
            ?? throw VideoDynException.Configuration("gate 'change' compares the blocks of the model's input, which this region policy does not measure");
        if (_options.Motion)
            _signals.MeasureMotion();
    }

    /// <inheritdoc/>
    public GateDecision Decide(long frameIndex, FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_signals is null)
            throw new InvalidOperationException("the gate was not attached to the signals of its stream");
        BlockChange change = _signals.Observe(frame);
        GateDecision decision = Judge(change, frame);
        bool isCalm = decision.Outcome == GateOutcome.Reuse || (decision.Reason == ChangeReasons.Age && _blocks.IsUnchanged(change));
        _calmSince = isCalm ? _calmSince ?? frame.StreamTime : null;
        return decision;
    }

    /// <inheritdoc/>
    public GateDecision DecideUnseen(long frameIndex, FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _passedAt = frame.StreamTime;
        return s_idle;
    }

    private GateDecision Judge(BlockChange change, FrameLease frame)
    {
        TimeSpan now = frame.StreamTime, before = _decidedAt;
        _decidedAt = now;
        _risk = default;
        _changed = change.ChangedShare;
        _motion = change.GlobalMotion;
        if (!_hasLooked || change.Cut is not (SceneCut.None or SceneCut.Content))
            return Look(ChangeReasons.Start);
        if (change.Cut == SceneCut.Content)
            return Look(ChangeReasons.SceneCut);
        _standing = now == before ? _standing + 1 : 0;
        if (now < before || _standing >= StandingFrames)
        {
            _standing = 0;
            return Look(ChangeReasons.Clock);
        }

        if (now - _lookedAt >= _options.MaxAge)
            return Look(ChangeReasons.Age);
        if (Math.Abs(change.GlobalBrightness) >= NewLight)
            return Look(ChangeReasons.Light);

        if (_isEventExpected)
            return Look(ChangeReasons.Event);

        // Nothing happened while it rested, or it would have been woken: only what comes from the last frame on is a risk taken.
        double gap = Math.Min(1, (now - before).TotalSeconds);
        double seconds = _passedAt > before && _passedAt <= now ? Math.Min(gap, (now - _passedAt).TotalSeconds) : gap;
        _risk = Assess(change, frame, seconds, gap, out bool any);
        if (!any)
        {
            _arrivedAt = null;
            return s_unchanged;
        }

        if (_budget.Add(_risk, seconds))
            return Look(_risk.Reason);
        if (HasArrived(now))
            return Look(ChangeReasons.New);
        return MustConfirm(now) ? Look(ChangeReasons.Confirm) : s_predicted;
    }

    /// <inheritdoc/>
    public void Learn(in GateFeedback feedback)
    {
        _isTracked = feedback.IsTracked;
        _isEventExpected = _options.Events && feedback.IsEventExpected && feedback.Decision.Outcome != GateOutcome.Analyze;
        if (feedback.Decision.Outcome != GateOutcome.Analyze)
        {
            _watched.Follow(feedback.Tracks);
            return;
        }

        double seconds = (feedback.StreamTime - _lookedAt).TotalSeconds;
        int before = _watched.Strong;
        bool isComparable = _hasLooked && _isTracked && seconds > 0 && feedback.Decision.Reason is not (ChangeReasons.Start or ChangeReasons.SceneCut);
        double births = 0;
        double errors = isComparable ? _watched.Compare(feedback, out births) : 0;
        _watched.Refill(feedback);
        if (isComparable)
        {
            _rates.LearnNew(births, _news, seconds);
            _budget.Settle(errors, before + _watched.Strong, _watched.Strong, seconds);
        }
        else
        {
            // Where nobody follows objects every unexplained change counts as at the start.
            _budget = new LossBudget(_loss);
        }

        _hasLooked = true;
        _fruitless = births > 0 ? 0 : _arrivedAt is null ? _fruitless : Math.Min(_fruitless + 1, FreeArrivals + MostDoublings);
        _arrivedAt = null;
        _lookedAt = feedback.StreamTime;
        _news = 0;
    }

    /// <inheritdoc/>
    public void Explain(GateNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        numbers.Add("expected", _risk == default ? 0 : _budget.Expected);
        numbers.Add("price", _budget.Price);
        numbers.Add("changed_share", _changed);
        numbers.Add("age", _hasLooked ? (_decidedAt - _lookedAt).TotalSeconds : double.NaN);
        numbers.Add("misplaced", _risk.Misplaced);
        numbers.Add("lost", _risk.Lost);
        numbers.Add("new", _risk.New);
        numbers.Add("objects", _watched.Strong);
        numbers.Add("motion_x", _motion?.X ?? double.NaN);
        numbers.Add("motion_y", _motion?.Y ?? double.NaN);
    }

    private static GateDecision Look(string reason) => new(GateOutcome.Analyze, reason);

    private FrameRisk Assess(BlockChange change, FrameLease frame, double seconds, double gap, out bool any)
    {
        BlockGrid grid = change.Grid;
        _blocks.Begin(grid);
        double misplaced = 0, lost = 0;
        for (int index = 0; index < _watched.All.Count; index++)
        {
            WatchedObject item = _watched.All[index];
            BoundingBox box = item.Ahead(seconds);
            double area = Math.Max(1, box.Area);
            double changed = _blocks.Explain(change, item.Seen, box);
            item.AddActivity(gap * (IsCarried(change, item, box) ? 1 : Math.Min(1, changed / (FullActivity * area))));
            if (!item.IsStrong)
                continue;
            double outside = 1 - (box.ClampTo(grid.FrameWidth, grid.FrameHeight).Area / area);
            double gone = Math.Max(outside, _rates.LostAfter(item.Score, item.Active));
            lost += gone;
            misplaced += 2 * (1 - gone) * PlaceOf(item, box, frame);
        }

        _news = _blocks.Unexplained(change, out any);
        double found = _rates.NewFrom(_news) + (any ? _rates.NewWithout((change.StreamTime - _lookedAt).TotalSeconds) : 0);
        return new FrameRisk(misplaced, lost, found);
    }

    private double PlaceOf(WatchedObject item, in BoundingBox box, FrameLease frame)
    {
        double drift = item.DriftSquared(_rates.Drift), guess = PlaceRisk.After(drift, item.Active);
        if (!_options.Match || guess < Negligible)
            return guess;
        double? distance = null;
        if (_signals!.Astray(frame, item.Seen, box) is { } astray)
            distance = PlaceRisk.Offset(box.IntersectionOverUnion(new(box.X1 + astray.X, box.Y1 + astray.Y, box.X2 + astray.X, box.Y2 + astray.Y)));
        item.LookFor(distance);
        return _rates.Clues.Risk(distance, drift, item.Active);
    }

    // Taken out of what changed, the camera's motion still moves what is published, unless the tracker moves it alike.
    private static bool IsCarried(BlockChange change, WatchedObject item, in BoundingBox box)
    {
        if (change.GlobalMotion is not { } motion)
            return false;
        float x = item.Seen.X1 + item.Seen.X2 - box.X1 - box.X2, y = item.Seen.Y1 + item.Seen.Y2 - box.Y1 - box.Y2;
        Vector2 astray = motion + (new Vector2(x, y) / 2);
        return astray.LengthSquared() > Carried * Carried * box.Area;
    }

    private bool HasArrived(TimeSpan now)
    {
        if (_news <= 0)
            _arrivedAt = null;
        else if (_arrivedAt is null && _calmSince is { } since && now - since >= s_settled)
            _arrivedAt = now;
        return now - _arrivedAt >= s_arrival * (1 << Math.Max(0, _fruitless - FreeArrivals));
    }

    private bool MustConfirm(TimeSpan now)
    {
        if (_options.Confirm is not { } wait || now - _lookedAt < wait)
            return false;
        for (int index = 0; index < _watched.All.Count; index++)
        {
            if (_watched.All[index] is { IsTentative: true, Score: >= WorthConfirming })
                return true;
        }

        return false;
    }
}
