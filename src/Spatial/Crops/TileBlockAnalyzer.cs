using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Crops;
using VideoDyn.Inference.Onnx.Analysis;
using VideoDyn.Spatial.Analysis;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// A detector that looks at a frame tile by tile at full resolution in the block engine: every tile keeps its feature maps, so
/// that only those blocks of it need to be computed in which something happened. Packed weights are in memory once; maps once
/// for every tile, which is what it costs.
/// </summary>
/// <remarks>Serves one stream; allocates nothing per frame of one size.</remarks>
public sealed class TileBlockAnalyzer : IAnalyzer, IStateful
{
    private readonly DetectorModel _model;
    private readonly string _sha256;
    private readonly ModelOptions _options;
    private readonly BlockAnalyzerOptions _blocks;
    private readonly IFrameTensorizer _tensorizer;
    private readonly TileLayout _layout;
    private readonly RegionPlan.CropPlan _everything;
    private readonly CropMerger _merger;
    private readonly TileMaps _maps;
    private readonly List<CropFinding> _all = [];
    private readonly List<TileView> _views = [];
    private bool _isMade;

    private TileBlockAnalyzer(DetectorModel model, string sha256, ModelOptions options, TileOptions tiles, BlockAnalyzerOptions blocks, IFrameTensorizer tensorizer)
    {
        (_model, _sha256, _options, _blocks, _tensorizer) = (model, sha256, options, blocks, tensorizer);
        BlockAnalyzer whole = BlockAnalyzer.Load(model, sha256, options, blocks, tensorizer);
        _views.Add(new TileView(null, whole));
        _layout = new TileLayout(tiles, whole.Input);
        _everything = new RegionPlan.CropPlan(_layout.Tiles, [], FullView: true);
        _merger = new CropMerger(whole.Iou, TimeSpan.Zero);
        _maps = new TileMaps(whole.Bytes + whole.Input.ByteLength);
        // First, so that whoever has no room for them is told about them.
        Slots = [_maps, .. whole.Slots];
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info => _views[0].Analyzer.Info;

    /// <summary>How whole frames and tiles go into the model.</summary>
    public InputSpec Input => _views[0].Analyzer.Input;

    /// <summary>The whole view first, then the tiles, row by row; the whole view alone before the first frame.</summary>
    public IReadOnlyList<TileView> Views => _views;

    /// <summary>How many sizes of frames came so far; with each, the tiles are others.</summary>
    public int Layouts { get; private set; }

    /// <summary>Whether the whole view is looked at, too.</summary>
    public bool TakesWhole => _layout.TakesWhole;

    /// <summary>Bytes of maps that the tiles take, those not made yet included; without the whole view's.</summary>
    public long TileBytes => _maps.Bytes;

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots { get; }

    /// <summary>Loads a detector for tiles.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tiles">How frames are cut.</param>
    /// <param name="blocks">How the model runs in the block engine.</param>
    /// <param name="tensorizer">Turns frames into tensors; must be this stream's own.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: the model is no detector, cannot be used, or the block engine does not run it. Kind Configuration: an option is
    /// out of range.
    /// </exception>
    public static TileBlockAnalyzer Load(ModelOptions options, TileOptions tiles, BlockAnalyzerOptions blocks, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(tensorizer);
        tiles.Validate();
        blocks.Validate();
        DetectorModel model = DetectorModel.Read(options);
        if (model.Profile.Task != AnalysisTask.Detect)
            throw VideoDynException.Model($"model '{model.File}': region tiles works with boxes, the model's task is {model.Profile.Task.ToString().ToLowerInvariant()}");
        return new TileBlockAnalyzer(model, ModelHash.OfFile(options.ModelPath), options, tiles, blocks, tensorizer);
    }

    /// <summary>Plans for frames of a size; <see cref="Make"/> takes the memory.</summary>
    /// <param name="frameWidth">Frame width in pixels.</param>
    /// <param name="frameHeight">Frame height in pixels.</param>
    public void Begin(int frameWidth, int frameHeight)
    {
        if (!_layout.Begin(frameWidth, frameHeight))
            return;
        DropTiles();
        Layouts++;
        _maps.Announce(_layout.Tiles.Count);
    }

    /// <summary>Makes the tiles that <see cref="Begin"/> planned, unless they are made.</summary>
    public void Make()
    {
        if (_isMade)
            return;
        for (int index = _views.Count - 1; index < _layout.Tiles.Count; index++)
            _views.Add(new TileView(_layout.Tiles[index].Area, BlockAnalyzer.Load(_model, _sha256, _options, _blocks, _tensorizer)));
        _maps.Hold(_views[1..]);
        _isMade = true;
    }

    /// <inheritdoc/>
    public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(observations);
        Begin(frame.Format.Width, frame.Format.Height);
        Make();
        IReadOnlyList<RegionPlan?>? parts = region switch
        {
            RegionPlan.DensePlan => null,
            RegionPlan.TilePlan tiles when tiles.Parts.Count == _views.Count => tiles.Parts,
            RegionPlan.TilePlan tiles => throw new ArgumentException($"the plan is for {tiles.Parts.Count - 1} tiles, a frame of {frame.Format.Width}x{frame.Format.Height} has {_views.Count - 1}", nameof(region)),
            _ => throw new ArgumentException($"the tile analyzer cannot execute region plan {region?.GetType().Name}", nameof(region)),
        };
        observations.Clear();
        _all.Clear();
        bool full = true;
        for (int index = TakesWhole ? 0 : 1; index < _views.Count; index++)
        {
            TileView view = _views[index];
            view.Look(frame, parts is null ? RegionPlan.Dense : parts[index], observations);
            view.Recall(index - 1, frame.StreamTime, _all);
            full &= view.Observations.WasFullPass;
        }

        Stage caller = observations.Clock.Enter(Stage.Postprocess);
        float wholeScale = MathF.Min((float)Input.Width / frame.Format.Width, (float)Input.Height / frame.Format.Height);
        _merger.Clear();
        _merger.Merge(_all, _everything, wholeScale, frame.Format.Width, frame.Format.Height, frame.StreamTime);
        foreach (ref readonly SeenObject seen in _merger.Known)
            observations.Add(seen.Detection);
        observations.Truncated |= _merger.IsTruncated;
        observations.WasFullPass = full;
        observations.ExecutedShare = (double)observations.Macs / Info.DenseMacs;
        observations.Clock.Enter(caller);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DropTiles();
        _views[0].Dispose();
    }

    private void DropTiles()
    {
        _maps.Hold([]);
        foreach (TileView tile in _views.Skip(1))
            tile.Dispose();
        _views.RemoveRange(1, _views.Count - 1);
        _isMade = false;
    }
}
