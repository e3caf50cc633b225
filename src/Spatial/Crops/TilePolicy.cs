using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// The whole frame at full resolution, in overlapping tiles of the model's input size: all of them in every frame, or only
/// those in which pixels changed.
/// </summary>
public sealed class TilePolicy : ICropPolicy
{
    private readonly TileOptions _options;
    private readonly TileLayout _layout;
    private readonly ChangeBlobs _blobs = new();
    private readonly FollowedTiles _followed = new();
    private readonly List<CropArea> _chosen = [];
    private readonly RegionPlan.CropPlan _whole;
    private readonly RegionPlan.CropPlan _parts;
    private TimeSpan[] _seenAt = [];
    private SeenCells? _cells;

    /// <summary>Creates the policy of a stream.</summary>
    /// <param name="options">Overlap, and whether tiles are left out.</param>
    /// <param name="input">The model's input, whose size the tiles have.</param>
    public TilePolicy(TileOptions options, InputSpec input)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(input);
        options.Validate();
        _options = options;
        _layout = new TileLayout(options, input);
        _whole = new RegionPlan.CropPlan(_chosen, [], FullView: true);
        _parts = new RegionPlan.CropPlan(_chosen, [], FullView: false);
    }

    /// <inheritdoc/>
    public CropTotals Totals { get; } = new();

    /// <inheritdoc/>
    public BlockMask? Seen { get; private set; }

    /// <inheritdoc/>
    public RegionPlan.CropPlan Decide(BlockChange change, IReadOnlyList<TrackedObject> tracks, IReadOnlyList<TrackedObject> tentative)
    {
        ArgumentNullException.ThrowIfNull(change);
        BlockGrid grid = change.Grid;
        bool anew = _layout.Begin(grid.FrameWidth, grid.FrameHeight) || change.Cut != SceneCut.None;
        if (_seenAt.Length != _layout.Tiles.Count)
            _seenAt = new TimeSpan[_layout.Tiles.Count];
        bool all = anew || _options.Still is null;
        if (!all)
            Look(change, tracks, tentative);
        _chosen.Clear();
        for (int index = 0; index < _layout.Tiles.Count; index++)
        {
            if (!all && !IsDue(index, change))
                continue;
            _seenAt[index] = change.StreamTime;
            _chosen.Add(_layout.Tiles[index]);
        }

        bool any = all || _chosen.Count > 0 || (_layout.Tiles.Count == 0 && _blobs.Changed.Contains(true));
        bool whole = any && _layout.TakesWhole;
        Seen = all || (whole && _layout.Tiles.Count == 0) ? null : Cover(grid);
        Totals.Add(_chosen, whole, 0, grid.FrameWidth, grid.FrameHeight);
        return whole ? _whole : _parts;
    }

    private void Look(BlockChange change, IReadOnlyList<TrackedObject> tracks, IReadOnlyList<TrackedObject> tentative)
    {
        _blobs.Read(change, _options.Share);
        _followed.Clear();
        if (_options.Stray is null)
            return;
        _followed.Add(tracks, change, _blobs);
        _followed.Add(tentative, change, _blobs);
    }

    private bool IsDue(int tile, BlockChange change)
    {
        TimeSpan since = change.StreamTime - _seenAt[tile];
        BoundingBox area = _layout.Tiles[tile].Area;
        if (since < TimeSpan.Zero || since >= _options.Still)
            return true;
        return _blobs.Touches(change.Grid, area) && (_options.Stray is not { } stray || since >= stray || _followed.IsWanted(area, since, _options.Move));
    }

    // A cell across the edge of a tile lies in the next one as a whole where the overlap is wide enough; else it stays
    // unprocessed, and both tiles are looked at again.
    private BlockMask Cover(BlockGrid grid)
    {
        if (!ReferenceEquals(_cells?.Grid, grid))
            _cells = new SeenCells(grid);
        _cells.Take(_chosen);
        return _cells.Mask;
    }
}
