using System.Runtime.InteropServices;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// A detector that looks at a frame tile by tile at full resolution and, unless told otherwise, at the whole frame too. A
/// tile that is left out keeps what was seen in it last, so that looking at the tiles that changed gives what all would.
/// </summary>
public sealed class TileAnalyzer : IAnalyzer, IStateful
{
    private readonly CropDetector _detector;
    private readonly TileLayout _layout;
    private readonly CropMerger _merger;
    private readonly List<CropFinding> _fresh = [];
    private readonly List<CropFinding> _all = [];
    private readonly RegionPlan.CropPlan _everything;
    private readonly TileMemory _memory = new();

    private TileAnalyzer(CropDetector detector, TileOptions options)
    {
        _detector = detector;
        _layout = new TileLayout(options, detector.Input);
        _everything = new RegionPlan.CropPlan(_layout.Tiles, [], FullView: true);
        _merger = new CropMerger(detector.Iou, TimeSpan.Zero);
        Slots = [_memory];
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info => _detector.Info;

    /// <summary>How whole frames and tiles go into the model.</summary>
    public InputSpec Input => _detector.Input;

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots { get; }

    /// <summary>Loads a detector for tiles.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tiles">How frames are cut.</param>
    /// <param name="tensorizer">Turns frames into tensors; must be this stream's own.</param>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: the model is no detector or cannot be used.</exception>
    public static TileAnalyzer Load(ModelOptions options, TileOptions tiles, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        tiles.Validate();
        return new TileAnalyzer(CropDetector.Load(options, [], isAsked: false, tensorizer), tiles);
    }

    /// <inheritdoc/>
    public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(observations);
        if (_layout.Begin(frame.Format.Width, frame.Format.Height))
            _memory.Start(_layout.Tiles.Count);
        RegionPlan.CropPlan? plan = region switch
        {
            RegionPlan.DensePlan => null,
            RegionPlan.CropPlan tiles => tiles,
            _ => throw new ArgumentException($"the tile analyzer cannot execute region plan {region?.GetType().Name}", nameof(region)),
        };
        observations.Clear();
        if (plan is null || plan.FullView)
            Look(frame, null, observations);
        if (plan is { Crops.Count: > 0 })
            Look(frame, plan.Crops, observations);
        Stage caller = observations.Clock.Enter(Stage.Postprocess);
        if (plan is null)
            _memory.ForgetTiles();
        _memory.Recall(frame.StreamTime, _all);
        float wholeScale = MathF.Min((float)Input.Width / frame.Format.Width, (float)Input.Height / frame.Format.Height);
        _merger.Clear();
        _merger.Merge(_all, _everything, wholeScale, frame.Format.Width, frame.Format.Height, frame.StreamTime);
        foreach (ref readonly SeenObject seen in _merger.Known)
            observations.Add(seen.Detection);
        observations.Truncated |= _merger.IsTruncated;
        observations.WasFullPass = plan is null || plan.Crops.Count == _layout.Tiles.Count;
        observations.ExecutedShare = (double)observations.Macs / Info.DenseMacs;
        observations.Clock.Enter(caller);
    }

    /// <inheritdoc/>
    public void Dispose() => _detector.Dispose();

    private void Look(FrameLease frame, IReadOnlyList<CropArea>? tiles, Observations observations)
    {
        _fresh.Clear();
        if (tiles is null)
        {
            _detector.DetectFrame(frame, _fresh, observations);
            _memory.Begin(-1, frame.StreamTime);
        }
        else
        {
            _detector.Detect(frame, tiles, _fresh, observations);
            for (int index = 0; index < tiles.Count; index++)
                _memory.Begin(IndexOf(tiles[index]), frame.StreamTime);
        }

        foreach (ref readonly CropFinding finding in CollectionsMarshal.AsSpan(_fresh))
            _memory.Add(tiles is null ? -1 : IndexOf(tiles[finding.Crop]), finding.Detection);
    }

    private int IndexOf(in CropArea tile)
    {
        for (int index = 0; index < _layout.Tiles.Count; index++)
        {
            if (_layout.Tiles[index].Area == tile.Area)
                return index;
        }

        throw new ArgumentException($"{tile.Area} is no tile of a frame of {_layout.FrameWidth}x{_layout.FrameHeight}", nameof(tile));
    }
}
