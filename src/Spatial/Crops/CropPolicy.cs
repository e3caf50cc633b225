using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tracks;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// Decides for every analyzed frame of a stream which parts the network sees: where followed objects should be, where
/// pixels changed, where objects were often seen, and in turn everywhere; now and then also the whole frame.
/// </summary>
public sealed class CropPolicy
{
    private readonly CropOptions _options;
    private readonly CropSizes _sizes;
    private readonly CropPlanner _planner;
    private readonly ChangeBlobs _blobs = new();
    private readonly ScanTiles _tiles = new();
    private readonly List<CropProposal> _proposals = [];
    private readonly RegionPlan.CropPlan _parts;
    private readonly RegionPlan.CropPlan _partsAndWhole;
    private readonly float _confidence;
    private BlockGrid? _grid;
    private BlockMask? _seen;
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
        _planner = new CropPlanner(_sizes, options.Most, (long)(options.Budget * dense));
        Prior = new CropPrior(options.HalfLife);
        _parts = new RegionPlan.CropPlan(_planner.Crops, _planner.Unseen, FullView: false);
        _partsAndWhole = new RegionPlan.CropPlan(_planner.Crops, [], FullView: true);
    }

    /// <summary>What this camera taught.</summary>
    public CropPrior Prior { get; }

    /// <summary>What was decided so far.</summary>
    public CropTotals Totals { get; } = new();

    /// <summary>The cells whose pixels the last plan shows; null for all.</summary>
    public BlockMask? Seen { get; private set; }

    /// <summary>Decides about a frame.</summary>
    /// <param name="change">What changed since it was looked at.</param>
    /// <param name="tracks">Confirmed and lost tracks as of the frame before.</param>
    /// <param name="tentative">Tracks that are not confirmed yet.</param>
    /// <returns>The plan, valid until the next call.</returns>
    public RegionPlan.CropPlan Decide(BlockChange change, IReadOnlyList<TrackedObject> tracks, IReadOnlyList<TrackedObject> tentative)
    {
        ArgumentNullException.ThrowIfNull(change);
        BlockGrid grid = change.Grid;
        if (!ReferenceEquals(_grid, grid))
            Start(change);
        bool whole = change.Cut != SceneCut.None || change.StreamTime - _wholeAt >= _options.Refresh
            || change.StreamTime < _wholeAt || change.ChangedShare >= _options.GlobalShare;
        _proposals.Clear();
        // After a cut the tracks and the changes belong to another picture.
        if (change.Cut == SceneCut.None)
            Propose(change, tracks, tentative);
        if (_options.Prior is { } interval)
            Prior.Propose(change.StreamTime, interval, _sizes.WholeScale, grid.FrameWidth, grid.FrameHeight, _proposals);
        if (_options.Scan is { } round)
            _tiles.Propose(change.StreamTime, round, _proposals);
        _planner.Plan(_proposals, grid.FrameWidth, grid.FrameHeight);
        _tiles.Look(_planner.Crops, change.StreamTime);
        Prior.Look(_planner.Crops, grid.FrameWidth, grid.FrameHeight, change.StreamTime);
        if (whole)
            _wholeAt = change.StreamTime;
        Seen = whole ? null : Cover(grid);
        Totals.Add(_planner, whole, grid.FrameWidth, grid.FrameHeight);
        return whole ? _partsAndWhole : _parts;
    }

    /// <summary>Learns from the result of the frame that was decided last.</summary>
    public void Learn(ReadOnlySpan<Detection> boxes, TimeSpan now)
    {
        if (_grid is { } grid && _options.Prior is not null)
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
        _grid = change.Grid;
        _seen = new BlockMask(_grid.Columns, _grid.Rows);
        _sizes.Begin(_grid.FrameWidth, _grid.FrameHeight);
        _tiles.Start(_grid.FrameWidth, _grid.FrameHeight, _sizes.Largest, _sizes.WholeScale, change.StreamTime);
    }

    private BlockMask Cover(BlockGrid grid)
    {
        _seen!.Fill(false);
        for (int index = 0; index < _planner.Crops.Count; index++)
        {
            CropArea crop = _planner.Crops[index];
            for (int row = 0; row < grid.Rows; row++)
            {
                if (grid.Row(row).Length == 0 || grid.Row(row).Start < crop.Area.Y1 || grid.Row(row).End > crop.Area.Y2)
                    continue;
                for (int column = 0; column < grid.Columns; column++)
                {
                    if (grid.Column(column).Length > 0 && grid.Column(column).Start >= crop.Area.X1 && grid.Column(column).End <= crop.Area.X2)
                        _seen[row, column] = true;
                }
            }
        }

        return _seen;
    }
}
