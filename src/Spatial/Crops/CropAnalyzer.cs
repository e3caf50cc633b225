using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// A detector that looks at parts of the full-resolution frame, in batches where the model takes them, and at the whole
/// frame now and then. Where it does not look, the last result stands. Serves one stream.
/// </summary>
/// <remarks>
/// A box is Detected when this frame's pixels gave it, Reused when it was not looked at because nothing changed there,
/// and Predicted when it should have been looked at and was not.
/// </remarks>
public sealed class CropAnalyzer : IBatchedAnalyzer, IStateful
{
    private static readonly RegionPlan.CropPlan s_whole = new([], [], FullView: true);
    private static readonly int[] s_sides = [128, 192, 256, 320, 416];

    private readonly CropDetector _detector;
    private readonly CropMerger _merger;
    private readonly List<CropFinding> _found = [];
    private FrameFormat _format;

    private CropAnalyzer(CropDetector detector, TimeSpan keep, bool isMosaic = false)
    {
        Sizes = isMosaic ? [.. detector.MosaicSizes, .. detector.Sizes] : detector.Sizes;
        _detector = detector;
        _merger = new CropMerger(detector.Iou, keep);
        Slots = [new CropMemory(_merger)];
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info => _detector.Info;

    /// <summary>How whole frames go into the model.</summary>
    public InputSpec Input => _detector.Input;

    /// <summary>The sizes for crops, by rising cost: input sizes of the model, and those that share an input with others.</summary>
    public IReadOnlyList<CropSize> Sizes { get; }

    /// <summary>Crops of one size that go through the model in one run, at least 1.</summary>
    public int MostAtOnce => _detector.MostAtOnce;

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots { get; }

    /// <summary>Loads a detector for crops.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="crops">Sizes, and how long results stand.</param>
    /// <param name="tensorizer">Turns frames into tensors; must be this stream's own.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: the model is no detector, cannot be used, or does not take a size that was asked for. Kind Configuration: an
    /// option is out of range.
    /// </exception>
    public static CropAnalyzer Load(ModelOptions options, CropOptions crops, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(crops);
        crops.Validate();
        return new CropAnalyzer(CropDetector.Load(options, SizesOf(crops), crops.Sizes.Count > 0, tensorizer), crops.Keep, crops.Mosaic);
    }

    /// <summary>Loads a detector whose small crops go through together with those of other streams.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="crops">Sizes.</param>
    /// <exception cref="VideoDynException">As for <see cref="Load"/>.</exception>
    public static SharedCropModel LoadShared(ModelOptions options, CropOptions crops)
    {
        ArgumentNullException.ThrowIfNull(crops);
        crops.Validate();
        return SharedCropModel.Load(options, SizesOf(crops), crops.Sizes.Count > 0);
    }

    /// <summary>Makes the detector of one more stream on a model whose small crops wait for those of other streams.</summary>
    /// <param name="model">The model; the stream's part may outlive it.</param>
    /// <param name="crops">Sizes, as the model was loaded with, and how long results stand.</param>
    /// <param name="tensorizer">Turns frames into tensors; must be this stream's own.</param>
    /// <param name="sharesCanvases">Whether small crops share canvases with those of other streams, where the model has one size; for live streams, see <see cref="SharedCropModel.CreateDetector"/>.</param>
    /// <exception cref="VideoDynException">Kind Configuration: an option is out of range.</exception>
    public static CropAnalyzer Share(SharedCropModel model, CropOptions crops, IFrameTensorizer tensorizer, bool sharesCanvases = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(crops);
        crops.Validate();
        return new CropAnalyzer(model.CreateDetector(tensorizer, sharesCanvases), crops.Keep, crops.Mosaic);
    }

    /// <summary>Loads a detector that sees crops one at a time and at the model's own input size only.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="keep">How long results stand.</param>
    /// <param name="tensorizer">Turns frames into tensors; must be this stream's own.</param>
    /// <exception cref="VideoDynException">Kind Model: the model is no detector or cannot be used.</exception>
    public static CropAnalyzer LoadOneAtATime(ModelOptions options, TimeSpan keep, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CropAnalyzer(CropDetector.Load(options, [], isAsked: false, tensorizer, oneAtATime: true), keep);
    }

    /// <summary>The sizes for crops that are tried.</summary>
    internal static IReadOnlyList<InputSize> SizesOf(CropOptions crops) =>
        crops.Sizes.Count > 0 ? crops.Sizes : [.. s_sides.Select(side => new InputSize(side, side))];

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
    public void Dispose() => _detector.Dispose();

    private static RegionPlan.CropPlan PlanOf(RegionPlan region) => region switch
    {
        RegionPlan.DensePlan => s_whole,
        RegionPlan.CropPlan crops => crops,
        _ => throw new ArgumentException($"the crop analyzer cannot execute region plan {region.GetType().Name}", nameof(region)),
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
            _detector.DetectFrame(frame, _found, observations);
    }

    private void Finish(FrameLease frame, RegionPlan region, Observations observations)
    {
        RegionPlan.CropPlan plan = PlanOf(region);
        (int width, int height) = (frame.Format.Width, frame.Format.Height);
        Stage caller = observations.Clock.Enter(Stage.Postprocess);
        float wholeScale = MathF.Min((float)Input.Width / width, (float)Input.Height / height);
        _merger.Merge(_found, plan, wholeScale, width, height, frame.StreamTime);
        foreach (ref readonly SeenObject seen in _merger.Known)
            observations.Add(seen.Detection);
        observations.Truncated |= _merger.IsTruncated;
        observations.WasFullPass = plan.FullView;
        observations.ExecutedShare = (double)observations.Macs / Info.DenseMacs;
        observations.Clock.Enter(caller);
    }
}
