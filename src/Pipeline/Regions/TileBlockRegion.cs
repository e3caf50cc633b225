using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.State;
using VideoDyn.Pipeline.State;
using VideoDyn.Spatial.Analysis;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Pipeline.Regions;

/// <summary>
/// Region policy <c>tiles:blocks=on</c>: the whole view and every tile of full resolution is a small picture of its own, with a
/// change signal, a block policy and feature maps of its own; only the blocks that changed are computed.
/// </summary>
public sealed class TileBlockRegion : IRegionPolicy, IStateful
{
    // An object that covers this share of a tile is large.
    private const float LargeCover = 1f / 7;

    private readonly TileBlockAnalyzer _analyzer;
    private readonly double _large;
    private readonly List<BoundingBox> _largeObjects = [];
    private readonly Func<BlockAnalyzer, BlockRegion> _create;
    private readonly List<BlockRegion> _regions = [];
    private readonly List<RegionPlan?> _parts = [];
    private readonly List<CropArea> _shown = [];
    private readonly RegionPlan.TilePlan _plan;
    private StreamState? _state;
    private int _layouts;

    /// <summary>Creates the region policy of a stream.</summary>
    /// <param name="analyzer">What computes the tiles; the caller disposes it.</param>
    /// <param name="large">Share of active blocks from which a tile with a large object is computed as a whole, 0..1.</param>
    /// <param name="create">Makes signal and policy of one tile, or of the whole view; disposed with this.</param>
    public TileBlockRegion(TileBlockAnalyzer analyzer, double large, Func<BlockAnalyzer, BlockRegion> create)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        ArgumentNullException.ThrowIfNull(create);
        (_analyzer, _large, _create) = (analyzer, large, create);
        _regions.Add(create(analyzer.Views[0].Analyzer));
        _plan = new RegionPlan.TilePlan(_parts);
        Slots = [new TileReferences(_regions)];
    }

    /// <inheritdoc/>
    public BlockView? Blocks => null;

    /// <inheritdoc/>
    public CropView Crops { get; } = new();

    /// <inheritdoc/>
    public CropTotals Totals { get; } = new();

    /// <inheritdoc/>
    public IFrameSignals Signals => Whole.Signals;

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [.. Whole.Notes, .. _regions.Skip(1).SelectMany((tile, index) => tile.Notes.Select(note => $"tile {index + 1}: {note}"))];

    private BlockRegion Whole => _regions[0];

    /// <inheritdoc/>
    public void Attach(StreamState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _state = state;
        // The whole view alone tells what is another scene; the stream's state then resets the tiles, too.
        Whole.Attach(state);
        state.Add(this);
    }

    /// <inheritdoc/>
    public RegionPlan Decide(FrameLease frame, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(clock);
        Fit(frame);
        _parts.Clear();
        _shown.Clear();
        double pixels = 0;
        for (int index = 0; index < _regions.Count; index++)
        {
            TileView view = _analyzer.Views[index];
            RegionPlan? part = Needed(view, _regions[index].Decide(view.Of(frame), clock));
            bool isSeen = index > 0 || _analyzer.TakesWhole;
            _parts.Add(isSeen ? part : null);
            if (index == 0 || part is null)
                continue;
            double share = part is RegionPlan.BlockPlan blocks ? blocks.Mask.Share : 1;
            pixels += share * view.Area.Area / ((double)frame.Format.Width * frame.Format.Height);
            _shown.Add(new CropArea(view.Area, _analyzer.Input.Width, _analyzer.Input.Height, part is RegionPlan.BlockPlan ? CropReason.Change : CropReason.Scan));
        }

        Totals.AddTiles(_shown, _parts[0] is not null, pixels);
        (Crops.Crops, Crops.IsFull, Crops.FrameWidth, Crops.FrameHeight) = (_shown, _parts[0] is not null, frame.Format.Width, frame.Format.Height);
        return _plan;
    }

    /// <inheritdoc/>
    public void MarkProcessed(FrameLease frame, Observations observations, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(observations);
        float least = LargeCover * _analyzer.Input.Width * _analyzer.Input.Height;
        _largeObjects.Clear();
        foreach (ref readonly Detection seen in observations.Span)
        {
            if (seen.Score >= _analyzer.Info.Confidence && seen.Box.Area >= least)
                _largeObjects.Add(seen.Box);
        }

        for (int index = 0; index < _regions.Count; index++)
        {
            TileView view = _analyzer.Views[index];
            _regions[index].MarkProcessed(view.Of(frame), view.Observations, clock);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BlockRegion region in _regions)
            region.Dispose();
    }

    // Maps that hold nothing are computed as a whole; where no block is active, there is nothing to do.
    private RegionPlan? Needed(TileView view, RegionPlan plan) =>
        !view.Analyzer.HasMaps ? RegionPlan.Dense
        : plan is not RegionPlan.BlockPlan blocks ? plan
        : blocks.Mask.Count == 0 ? null
        : blocks.Mask.Share >= _large && HoldsLargeObject(view.Area) ? RegionPlan.Dense
        : plan;

    // The whole view has no area; what is large in a tile is small in it.
    private bool HoldsLargeObject(in BoundingBox tile)
    {
        for (int index = 0; index < _largeObjects.Count; index++)
        {
            BoundingBox part = _largeObjects[index];
            float width = MathF.Min(part.X2, tile.X2) - MathF.Max(part.X1, tile.X1), height = MathF.Min(part.Y2, tile.Y2) - MathF.Max(part.Y1, tile.Y1);
            if (width > 0 && height > 0 && width * height >= LargeCover * tile.Area)
                return true;
        }

        return false;
    }

    private void Fit(FrameLease frame)
    {
        _analyzer.Begin(frame.Format.Width, frame.Format.Height);
        if (_layouts == _analyzer.Layouts)
            return;
        _layouts = _analyzer.Layouts;
        for (int index = _regions.Count - 1; index > 0; index--)
        {
            _regions[index].Dispose();
            _regions.RemoveAt(index);
        }

        // Before the memory is taken: the stream's state says whether there is room.
        _state?.Add(_analyzer);
        _analyzer.Make();
        for (int index = 1; index < _analyzer.Views.Count; index++)
            _regions.Add(_create(_analyzer.Views[index].Analyzer));
    }

    /// <summary>What the tiles' signals and policies remember, as a part of the stream's state. Nothing of it is kept between runs.</summary>
    /// <param name="regions">The whole view, which has slots of its own, and the tiles.</param>
    private sealed class TileReferences(List<BlockRegion> regions) : IStateSlot
    {
        public string Name => "tile-references";

        public long Bytes => regions.Skip(1).Sum(region => region.Slots.Sum(slot => slot.Bytes));

        public void Reset(StateReset reason)
        {
            for (int tile = 1; tile < regions.Count; tile++)
            {
                for (int slot = 0; slot < regions[tile].Slots.Count; slot++)
                    regions[tile].Slots[slot].Reset(reason);
            }
        }
    }
}
