using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tracks;
using VideoDyn.Inference.Crops;
using VideoDyn.Spatial.Crops.Costs;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// Decides for every analyzed frame of a stream which parts the network sees: where followed objects should be, where
/// pixels changed, where objects were often seen, and in turn everywhere; now and then also the whole frame.
/// </summary>
public sealed class CropPolicy : ICropPolicy
{
    private readonly CropOptions _options;
    private readonly CropSizes _sizes;
    private readonly CropPlanner _planner;
    private readonly CropPlanner _estimator;
    private readonly long _denseMacs;
    private readonly ChangeBlobs _blobs = new();
    private readonly ScanTiles _tiles = new();
    private readonly List<CropProposal> _proposals = [];
    private readonly RegionPlan.CropPlan _parts;
    private readonly RegionPlan.CropPlan _partsAndWhole;
    private readonly float _confidence;
    private SeenCells? _cells;
    private TimeSpan _wholeAt;

    /// <summary>Creates the policy of a stream.</summary>
    /// <param name="options">What to look at.</param>
    /// <param name="sizes">The model's sizes for crops, by rising cost.</param>
    /// <param name="inputWidth">Width of the whole view in input pixels.</param>
    /// <param name="inputHeight">Height of the whole view in input pixels.</param>
    /// <param name="confidence">Score from which an object teaches the prior.</param>
    public CropPolicy(CropOptions options, IReadOnlyList<CropSize> sizes, int inputWidth, int inputHeight, float confidence)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _confidence = confidence;
        _sizes = new CropSizes(sizes, options.Detail, inputWidth, inputHeight);
        // The whole view is one of the sizes.
        long dense = sizes.FirstOrDefault(size => (size.Width, size.Height) == (inputWidth, inputHeight), _sizes.Largest).Macs;
        _planner = new CropPlanner(_sizes, new CropLimits
        {
            Most = options.Most,
            Macs = (long)(options.Budget * dense),
            Share = options.Spare,
            WholeMacs = options.Whole > 0 ? dense : long.MaxValue,
            WholeDetail = options.Whole > 0 ? (float)options.Whole : float.MaxValue,
        });
        _denseMacs = dense;
        _estimator = new CropPlanner(_sizes, new CropLimits { Most = options.Most, Macs = (long)(options.Budget * dense) });
        Prior = new CropPrior(options.HalfLife);
        _parts = new RegionPlan.CropPlan(_planner.Crops, _planner.Unseen, FullView: false);
        _partsAndWhole = new RegionPlan.CropPlan(_planner.Crops, _planner.Unseen, FullView: true);
    }

    /// <inheritdoc/>
    public CropPrior Prior { get; }

    /// <inheritdoc/>
    public CropTotals Totals { get; } = new();

    /// <inheritdoc/>
    public BlockMask? Seen { get; private set; }

    /// <inheritdoc/>
    public RegionPlan.CropPlan Decide(BlockChange change, IReadOnlyList<TrackedObject> tracks, IReadOnlyList<TrackedObject> tentative)
    {
        ArgumentNullException.ThrowIfNull(change);
        BlockGrid grid = change.Grid;
        if (!ReferenceEquals(_cells?.Grid, grid))
            Start(change);
        bool due = change.Cut != SceneCut.None || change.StreamTime - _wholeAt >= _options.Refresh
            || change.StreamTime < _wholeAt || change.ChangedShare >= _options.GlobalShare;
        _proposals.Clear();
        // After a cut the tracks and the changes belong to another picture.
        if (change.Cut == SceneCut.None)
            Propose(change, tracks, tentative);
        if (_options.Prior is { } interval)
            Prior.Propose(change.StreamTime, interval, _sizes.WholeScale, grid.FrameWidth, grid.FrameHeight, _proposals);
        if (_options.Scan is { } round)
            _tiles.Propose(change.StreamTime, round, _proposals);
        _planner.Plan(_proposals, grid.FrameWidth, grid.FrameHeight, due);
        _tiles.Look(_planner.Crops, change.StreamTime);
        Prior.Look(_planner.Crops, grid.FrameWidth, grid.FrameHeight, change.StreamTime);
        if (_planner.TakesWhole)
            _wholeAt = change.StreamTime;
        Seen = due ? null : Cover();
        Totals.Add(_planner.Crops, _planner.TakesWhole, due ? 0 : _planner.Unseen.Count, grid.FrameWidth, grid.FrameHeight);
        return _planner.TakesWhole ? _partsAndWhole : _parts;
    }

    /// <summary>Plans by times instead of multiply-accumulates from now on.</summary>
    /// <param name="costs">The times; they have every size of the model.</param>
    public void Price(AnalysisCosts costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        _sizes.Price(size => costs.PriceOf(size, _denseMacs) ?? size.Macs);
    }

    /// <summary>Predicts what crops of a frame would cost and show, without deciding anything.</summary>
    /// <param name="change">What changed since it was looked at.</param>
    /// <param name="tracks">Confirmed and lost tracks as of the frame before.</param>
    /// <param name="tentative">Tracks that are not confirmed yet.</param>
    public CropEstimate Estimate(BlockChange change, IReadOnlyList<TrackedObject> tracks, IReadOnlyList<TrackedObject> tentative)
    {
        ArgumentNullException.ThrowIfNull(change);
        BlockGrid grid = change.Grid;
        if (!ReferenceEquals(_cells?.Grid, grid))
            Start(change);
        _proposals.Clear();
        if (change.Cut == SceneCut.None)
            Propose(change, tracks, tentative);
        if (_proposals.Count == 0)
            return new CropEstimate(0, 0, 1, 1);
        _estimator.Settle();
        _estimator.Plan(_proposals, grid.FrameWidth, grid.FrameHeight);
        float whole = 0;
        for (int index = 0; index < _proposals.Count; index++)
            whole += MathF.Min(1, _sizes.WholeScale / _sizes.ScaleFor(_proposals[index].Extent));
        int shown = _proposals.Count - _estimator.Unseen.Count;
        return new CropEstimate(
            _proposals.Count, (float)_estimator.Macs / _denseMacs, (float)shown / _proposals.Count, whole / _proposals.Count);
    }

    /// <inheritdoc/>
    public void Learn(ReadOnlySpan<Detection> boxes, TimeSpan now)
    {
        if (_cells?.Grid is { } grid && _options.Prior is not null)
            Prior.Learn(boxes, _confidence, grid.FrameWidth, grid.FrameHeight, now);
    }

    private void Propose(BlockChange change, IReadOnlyList<TrackedObject> tracks, IReadOnlyList<TrackedObject> tentative)
    {
        _blobs.Read(change, _options.Share);
        TrackProposals.Propose(tracks, change, _blobs, _options, _proposals);
        TrackProposals.Propose(tentative, change, _blobs, _options, _proposals);
        // When the camera or the light moves, everything changes and that says nothing; the whole view looks after it.
        if (change.ChangedShare < _options.GlobalShare)
            _blobs.Propose(change, _options, _proposals);
    }

    private void Start(BlockChange change)
    {
        BlockGrid grid = change.Grid;
        _cells = new SeenCells(grid);
        _sizes.Begin(grid.FrameWidth, grid.FrameHeight);
        _tiles.Start(grid.FrameWidth, grid.FrameHeight, _sizes.Largest, _sizes.WholeScale, change.StreamTime);
    }

    // A whole view that came because it was cheaper shows what it was taken for; smaller changes are still to be looked at.
    private BlockMask Cover()
    {
        _cells!.Take(_planner.Crops);
        for (int index = 0; _planner.TakesWhole && index < _proposals.Count; index++)
        {
            CropProposal one = _proposals[index];
            if (one.Reason is CropReason.Track or CropReason.Change && _planner.IsServedByWhole(one.Extent))
                _cells.Add(one.Box);
        }

        return _cells.Mask;
    }
}
