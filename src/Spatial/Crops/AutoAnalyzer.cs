using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Crops;
using VideoDyn.Spatial.Analysis;
using VideoDyn.Spatial.Crops.Costs;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// A detector that sees a frame whole, in blocks or in crops, as each frame's plan says, with one result: what crops saw
/// sharper than the whole view can stands beside it. Serves one stream.
/// </summary>
public sealed class AutoAnalyzer : IBatchedAnalyzer, IStateful
{
    private static readonly RegionPlan.CropPlan s_whole = new([], [], FullView: true);

    private readonly CropDetector _detector;
    private readonly CropMerger _merger;
    private readonly List<CropFinding> _found = [];
    private FrameFormat _format;

    private AutoAnalyzer(CropDetector detector, BlockAnalyzer? blocks, string? problem, CropOptions options)
    {
        _detector = detector;
        Blocks = blocks;
        Problem = problem;
        Sizes = options.Mosaic ? [.. detector.MosaicSizes, .. detector.Sizes] : detector.Sizes;
        _merger = new CropMerger(detector.Iou, options.Keep);
        Slots = [new CropMemory(_merger), .. blocks?.Slots ?? []];
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info => _detector.Info;

    /// <summary>How whole frames go into the model.</summary>
    public InputSpec Input => _detector.Input;

    /// <summary>The sizes for crops, by rising cost.</summary>
    public IReadOnlyList<CropSize> Sizes { get; }

    /// <summary>What runs whole frames and blocks; null where the block engine cannot run the model.</summary>
    public BlockAnalyzer? Blocks { get; }

    /// <summary>Why the block engine cannot run the model; null where it can.</summary>
    public string? Problem { get; }

    /// <summary>What the block engine saw when it ran last.</summary>
    public Observations BlockObservations { get; private set; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots { get; }

    /// <summary>Loads a detector.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="crops">Sizes of crops, and how long results stand.</param>
    /// <param name="tensorizer">Turns frames into tensors; must be this stream's own.</param>
    /// <exception cref="VideoDynException">Kind Model: the model is no detector or cannot be used. Kind Configuration: an option is out of range.</exception>
    public static AutoAnalyzer Load(ModelOptions options, CropOptions crops, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(crops);
        crops.Validate();
        return Load(options, crops, CropDetector.Load(options, CropAnalyzer.SizesOf(crops), crops.Sizes.Count > 0, tensorizer), tensorizer);
    }

    /// <summary>Makes the detector of one more stream on a model whose small crops wait for those of other streams; blocks are its own.</summary>
    /// <param name="model">The model; the stream's part may outlive it.</param>
    /// <param name="options">What it was loaded with.</param>
    /// <param name="crops">Sizes, as the model was loaded with, and how long results stand.</param>
    /// <param name="tensorizer">Turns frames into tensors; must be this stream's own.</param>
    /// <param name="sharesCanvases">Whether small crops share canvases with those of other streams, where the model has one size; for live streams, see <see cref="SharedCropModel.CreateDetector"/>.</param>
    /// <exception cref="VideoDynException">Kind Configuration: an option is out of range.</exception>
    public static AutoAnalyzer Share(SharedCropModel model, ModelOptions options, CropOptions crops, IFrameTensorizer tensorizer, bool sharesCanvases = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(crops);
        crops.Validate();
        return Load(options, crops, model.CreateDetector(tensorizer, sharesCanvases), tensorizer);
    }

    private static AutoAnalyzer Load(ModelOptions options, CropOptions crops, CropDetector detector, IFrameTensorizer tensorizer)
    {
        BlockAnalyzer? blocks = null;
        string? problem = null;
        try
        {
            blocks = BlockAnalyzer.Load(options, new BlockAnalyzerOptions(), tensorizer);
        }
        catch (VideoDynException error) when (error.Kind == ErrorKind.Model)
        {
            problem = $"whole frames run dense, the block engine does not take the model: {error.Message}";
        }

        try
        {
            return new AutoAnalyzer(detector, blocks, problem, crops);
        }
        catch
        {
            blocks?.Dispose();
            detector.Dispose();
            throw;
        }
    }

    /// <summary>Measures on a picture what the ways to look at it cost here. What the block engine knew is forgotten.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    public AnalysisCosts MeasureCosts(FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return CostMeasurement.Of(_detector, Blocks, Sizes, frame);
    }

    /// <inheritdoc/>
    public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        Start(frame, region, observations);
        if (PlanOf(region).Crops.Count > 0)
            _detector.Detect(frame, PlanOf(region).Crops, _found, observations);
        Finish(frame, region, observations);
    }

    /// <inheritdoc/>
    public IReadOnlyList<CropTicket> Begin(FrameLease frame, RegionPlan region, Observations observations)
    {
        Start(frame, region, observations);
        return _detector.Begin(frame, PlanOf(region).Crops, _found, observations);
    }

    /// <inheritdoc/>
    public void Complete(FrameLease frame, RegionPlan region, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(observations);
        _detector.Complete(frame.Format, _found, observations);
        Finish(frame, region, observations);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Blocks?.Dispose();
        _detector.Dispose();
    }

    private static RegionPlan.CropPlan PlanOf(RegionPlan region) => region switch
    {
        RegionPlan.CropPlan crops => crops,
        RegionPlan.DensePlan or RegionPlan.BlockPlan => s_whole,
        _ => throw new ArgumentException($"region auto cannot execute region plan {region.GetType().Name}", nameof(region)),
    };

    private void Start(FrameLease frame, RegionPlan region, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(observations);
        RegionPlan.CropPlan plan = PlanOf(region);
        if ((frame.Format.Width, frame.Format.Height) != (_format.Width, _format.Height))
            _merger.Clear();
        _format = frame.Format;
        observations.Clear();
        _found.Clear();
        if (plan.FullView)
            SeeWhole(frame, region as RegionPlan.BlockPlan, observations);
    }

    private void Finish(FrameLease frame, RegionPlan region, Observations observations)
    {
        Stage caller = observations.Clock.Enter(Stage.Postprocess);
        float wholeScale = MathF.Min((float)Input.Width / frame.Format.Width, (float)Input.Height / frame.Format.Height);
        _merger.Merge(_found, PlanOf(region), wholeScale, frame.Format.Width, frame.Format.Height, frame.StreamTime);
        foreach (ref readonly SeenObject seen in _merger.Known)
            observations.Add(seen.Detection);
        observations.Truncated |= _merger.IsTruncated;
        observations.ExecutedShare = (double)observations.Macs / Info.DenseMacs;
        observations.Clock.Enter(caller);
    }

    private void SeeWhole(FrameLease frame, RegionPlan.BlockPlan? part, Observations observations)
    {
        if (Blocks is null)
        {
            _detector.DetectFrame(frame, _found, observations);
            observations.WasFullPass = true;
            return;
        }

        // Time is booked with the stream's clock, which may be another one after a restart.
        if (!ReferenceEquals(BlockObservations.Clock, observations.Clock))
            BlockObservations = new Observations { Clock = observations.Clock };
        Blocks.Analyze(frame, (RegionPlan?)part ?? RegionPlan.Dense, BlockObservations);
        foreach (ref readonly Detection detection in BlockObservations.Span)
            _found.Add(new CropFinding(detection, -1));
        observations.Macs += BlockObservations.Macs;
        observations.Malformed += BlockObservations.Malformed;
        observations.Truncated |= BlockObservations.Truncated;
        observations.WasFullPass = BlockObservations.WasFullPass;
    }
}
