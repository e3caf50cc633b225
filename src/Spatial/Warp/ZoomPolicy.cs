using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tensors;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Spatial.Warp;

/// <summary>
/// Gives the rows and columns of followed objects and changes more room in the model's input. The grid is estimated anew now
/// and then only: boxes of a grid that changed with every frame would tremble.
/// </summary>
public sealed class ZoomPolicy
{
    private const double ChangeWeight = 0.25;

    private readonly ZoomOptions _options;
    private readonly InputSpec _input;
    private readonly AxisSaliency _columns = new();
    private readonly AxisSaliency _rows = new();
    private RegionPlan.WarpPlan? _plan;
    private BlockGrid? _grid;
    private TimeSpan _estimatedAt;

    /// <summary>Creates the policy of a stream.</summary>
    /// <param name="options">How much to zoom, and how often to think about it.</param>
    /// <param name="input">The model's input.</param>
    public ZoomPolicy(ZoomOptions options, InputSpec input)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(input);
        options.Validate();
        (_options, _input) = (options, input);
    }

    /// <summary>Decides about a frame.</summary>
    /// <param name="change">What changed since the frame before.</param>
    /// <param name="tracks">Confirmed and lost tracks as of the frame before.</param>
    /// <param name="tentative">Tracks that are not confirmed yet.</param>
    /// <returns>The plan, whose grid changes with later calls.</returns>
    public RegionPlan.WarpPlan Decide(BlockChange change, IReadOnlyList<TrackedObject> tracks, IReadOnlyList<TrackedObject> tentative)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(tracks);
        ArgumentNullException.ThrowIfNull(tentative);
        bool anew = _plan is null || !ReferenceEquals(_grid, change.Grid) || change.Cut != SceneCut.None;
        if (_plan is null || !ReferenceEquals(_grid, change.Grid))
        {
            _grid = change.Grid;
            _plan = new RegionPlan.WarpPlan(new FrameWarp(_grid.FrameWidth, _grid.FrameHeight, _input));
        }

        if (!anew && change.StreamTime >= _estimatedAt && change.StreamTime - _estimatedAt < _options.Every)
            return _plan;
        _estimatedAt = change.StreamTime;
        _columns.Clear();
        _rows.Clear();
        // After a cut the tracks and the changes belong to another picture: plain resize.
        if (!anew)
        {
            Add(tracks);
            Add(tentative);
            Add(change);
        }

        _columns.Shape(_plan.Grid.Columns, _options.Share, _options.Most);
        _rows.Shape(_plan.Grid.Rows, _options.Share, _options.Most);
        return _plan;
    }

    private void Add(IReadOnlyList<TrackedObject> tracks)
    {
        for (int index = 0; index < tracks.Count; index++)
        {
            BoundingBox box = tracks[index].Box.ClampTo(_grid!.FrameWidth, _grid.FrameHeight);
            if (!(box.Area > 0))
                continue;
            // A small object needs room more than a large one, which is seen anyhow.
            Add(box, 1 / Math.Sqrt(Math.Max(1, Math.Min(box.Width, box.Height))));
        }
    }

    private void Add(BlockChange change)
    {
        BlockGrid grid = change.Grid;
        for (int row = 0; row < grid.Rows; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
            {
                ref readonly CellChange cell = ref change[row, column];
                if (cell.Pixels == 0 || cell.Share <= _options.Changed)
                    continue;
                var box = new BoundingBox(grid.Column(column).Start, grid.Row(row).Start, grid.Column(column).End, grid.Row(row).End);
                Add(box, ChangeWeight / Math.Sqrt(Math.Max(1, Math.Min(box.Width, box.Height))));
            }
        }
    }

    private void Add(in BoundingBox box, double weight)
    {
        _columns.Add(box.X1 / _grid!.FrameWidth, box.X2 / _grid.FrameWidth, _options.Spread, weight);
        _rows.Add(box.Y1 / _grid.FrameHeight, box.Y2 / _grid.FrameHeight, _options.Spread, weight);
    }
}
