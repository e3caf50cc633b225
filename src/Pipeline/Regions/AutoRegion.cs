using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.State;
using VideoDyn.Pipeline.State;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Spatial.Crops;
using VideoDyn.Spatial.Crops.Costs;

namespace VideoDyn.Pipeline.Regions;

/// <summary>
/// Region policy <c>auto</c>: for every frame the whole view (dense, or the blocks that changed) or crops, by predicted
/// benefit and cost: in multiply-accumulates, or in time where a table was given or the source is live.
/// </summary>
/// <remarks>
/// Both keep their own account of what was processed: pixels that only crops saw are still new to the blocks; the whole
/// view is news to both.
/// </remarks>
public sealed class AutoRegion : IRegionPolicy, IStateful
{
    // A changed block drags its neighbours along through the layers; beyond this share of changed blocks partial work is no gain.
    private const double Dilation = 1.5;
    private const double ChangedPixels = 0.02;

    private readonly AutoAnalyzer _analyzer;
    private readonly BlockRegion? _blocks;
    private readonly CropRegion _crops;
    private readonly CropPolicy _policy;
    private readonly AutoChooser _chooser;
    private readonly TimeSpan _refresh;
    private (double Least, double Slope) _line = (0, 1);
    private bool _measures;
    private CostCache? _cache;
    private string? _cacheProblem;
    private RegionChoice _choice;
    private TimeSpan? _wholeAt;

    /// <summary>Puts the parts together; they are disposed with this, but for the analyzer.</summary>
    /// <param name="analyzer">What executes the plans.</param>
    /// <param name="blocks">Chooses blocks of the whole view; null where the block engine does not take the model.</param>
    /// <param name="crops">Chooses crops.</param>
    /// <param name="policy">The policy inside <paramref name="crops"/>.</param>
    /// <param name="chooser">Chooses between them.</param>
    /// <param name="refresh">The whole view comes at least this often.</param>
    public AutoRegion(AutoAnalyzer analyzer, BlockRegion? blocks, CropRegion crops, CropPolicy policy, AutoChooser chooser, TimeSpan refresh)
    {
        ArgumentNullException.ThrowIfNull(crops);
        (_analyzer, _blocks, _crops, _policy, _chooser, _refresh) = (analyzer, blocks, crops, policy, chooser, refresh);
        Slots = [.. blocks?.Slots ?? [], .. crops.Slots];
    }

    /// <summary>The times that choices go by; null where they go by multiply-accumulates.</summary>
    public AnalysisCosts? Costs { get; private set; }

    /// <summary>
    /// Goes by what everything costs here, unless a table was given: by what an earlier run measured, or else what is measured
    /// on the first frame. For live sources only: it makes choices depend on the machine.
    /// </summary>
    /// <param name="cache">What earlier runs measured; null for none.</param>
    internal void MeasureAtStart(CostCache? cache) => (_measures, _cache) = (Costs is null, cache);

    /// <summary>Goes by times.</summary>
    /// <param name="costs">They have every size of the model.</param>
    /// <param name="basis">What decisions say about them.</param>
    public void GoBy(AnalysisCosts costs, string basis)
    {
        ArgumentNullException.ThrowIfNull(costs);
        Costs = costs;
        _line = costs.WholeView();
        _chooser.Basis = basis;
        _policy.Price(costs);
    }

    /// <inheritdoc/>
    public BlockView? Blocks => _blocks?.Blocks;

    /// <inheritdoc/>
    public CropView Crops => _crops.Crops;

    /// <inheritdoc/>
    public CropTotals Totals => _crops.Totals;

    /// <inheritdoc/>
    public IFrameSignals Signals => _blocks?.Signals ?? _crops.Signals;

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes =>
        [.. _analyzer.Problem is { } problem ? new[] { problem } : [], .. _cacheProblem is { } kept ? new[] { kept } : [], .. _blocks?.Notes ?? [], .. _crops.Notes];

    /// <inheritdoc/>
    public void Attach(StreamState state)
    {
        // Each tells the stream's state about cuts; it holds the slots of both.
        _blocks?.Attach(state);
        _crops.Attach(state);
    }

    /// <inheritdoc/>
    public void Follow(ITrackView? tracks) => _crops.Follow(tracks);

    /// <inheritdoc/>
    public RegionPlan Decide(FrameLease frame, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(clock);
        Stage caller = clock.Enter(Stage.Policy);
        if (_measures)
        {
            _measures = false;
            FindCosts(frame);
        }

        clock.Enter(Stage.Signals);
        CropEstimate crops = _crops.Estimate(frame, _policy);
        BlockChange change = Signals.Observe(frame);
        clock.Enter(Stage.Policy);
        double whole = _blocks is null ? 1 : PredictedShare(change);
        whole = _line.Least + (_line.Slope * whole);
        _choice = change.Cut != SceneCut.None ? _chooser.Force("cut", whole, crops)
            : _wholeAt is not { } at || frame.StreamTime - at >= _refresh || frame.StreamTime < at ? _chooser.Force("refresh", whole, crops)
            : _chooser.Choose(whole, crops);
        clock.Enter(caller);
        if (_choice.Region == AutoChooser.Crops)
        {
            RegionPlan plan = _crops.Decide(frame, clock);
            // Crops may themselves find that everything changed.
            if (plan is RegionPlan.CropPlan { FullView: true })
                _wholeAt = frame.StreamTime;
            return plan;
        }

        _wholeAt = frame.StreamTime;
        RegionPlan chosen = _blocks?.Decide(frame, clock) ?? RegionPlan.Dense;
        _choice = _choice with { Region = chosen is RegionPlan.BlockPlan ? "blocks" : "dense" };
        return chosen;
    }

    /// <inheritdoc/>
    public void MarkProcessed(FrameLease frame, Observations observations, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(clock);
        if (_choice.Region == AutoChooser.Crops)
        {
            _crops.MarkProcessed(frame, observations, clock);
        }
        else
        {
            _blocks?.MarkProcessed(frame, _analyzer.BlockObservations, clock);
            Stage caller = clock.Enter(Stage.Signals);
            _crops.MarkWhole(frame);
            clock.Enter(caller);
        }

        observations.Choice = _choice;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _blocks?.Dispose();
        _crops.Dispose();
    }

    private void FindCosts(FrameLease frame)
    {
        if (_cache?.Read(_analyzer.Info, _analyzer.Sizes) is { } known)
        {
            GoBy(known, "cached");
            return;
        }

        AnalysisCosts costs = _analyzer.MeasureCosts(frame);
        GoBy(costs, "measured");
        _cacheProblem = _cache?.Write(_analyzer.Info, costs);
    }

    private static double PredictedShare(BlockChange change)
    {
        int changed = 0, all = 0;
        foreach (ref readonly CellChange cell in change.Cells)
        {
            if (cell.Pixels == 0)
                continue;
            all++;
            changed += cell.Share > ChangedPixels ? 1 : 0;
        }

        return all == 0 ? 1 : Math.Min(1, Dilation * changed / all);
    }
}
