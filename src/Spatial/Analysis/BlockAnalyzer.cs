using System.Numerics;
using System.Runtime.InteropServices;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Onnx.Analysis;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Spatial.Analysis;

/// <summary>
/// A detector or segmenter in the block engine: active blocks are pre-processed and executed, everything else keeps its
/// feature maps, and the whole cached output is read. Serves one stream; allocates nothing per frame. Streams of the same
/// model share its packed weights.
/// </summary>
/// <remarks>
/// A box is Detected when the block of its output cell was executed in this frame, else Reused with that block's age.
/// The dense plan is the engine's own full pass, so the maps stay valid. Method: BlockCopy (Verelst and Tuytelaars, 2021).
/// </remarks>
public sealed class BlockAnalyzer : IAnalyzer, IStateful
{
    private readonly IFrameTensorizer _tensorizer;
    private readonly BlockAnalyzerOptions _options;
    private readonly SharedPlan _shared;
    private readonly EngineInstance _engine;
    private readonly BlockOutputs _outputs;
    private readonly DetectionReader? _detections;
    private readonly SegmentationReader? _segments;
    private readonly BlockAges _ages;
    private readonly float[] _tensor;
    private readonly BlockDetail? _detail;
    private FrameFormat _format;

    private BlockAnalyzer(DetectorModel model, ModelOptions options, BlockAnalyzerOptions blocks, SharedPlan shared, string sha256, IFrameTensorizer tensorizer)
    {
        _tensorizer = tensorizer;
        _options = blocks;
        _shared = shared;
        EnginePlan plan = shared.Plan;
        Input = model.Profile.Input;
        Iou = options.Iou ?? model.Profile.Iou;
        _engine = plan.CreateInstance();
        try
        {
            _outputs = new BlockOutputs(_engine, model.File);
            if (model.Profile.Task == AnalysisTask.Detect)
                _detections = new DetectionReader(model.Recognize(_outputs.Shapes), model.Profile, options);
            else
                _segments = new SegmentationReader(model.Graph, model.Profile, options, _outputs.Shapes);
        }
        catch
        {
            _engine.Dispose();
            throw;
        }

        blocks.Thresholds?.ApplyTo(_engine);
        Slots = [new FeatureMaps(_engine, plan.BytesPerStream)];
        BlockMask grid = plan.NewMask();
        _ages = new BlockAges(grid.Columns, grid.Rows, blocks.BlockSize);
        _tensor = new float[Input.ByteLength / sizeof(float)];
        _detail = blocks.Halve > 0 ? new BlockDetail(Input, blocks.BlockSize, blocks.Halve) : null;
        Info = new AnalyzerInfo
        {
            Model = model.File,
            ModelSha256 = sha256,
            Task = model.Profile.Task,
            Head = _detections?.Head ?? SegmentationReader.Head,
            Labels = model.Profile.Labels,
            Confidence = options.Confidence ?? model.Profile.Confidence,
            InputWidth = Input.Width,
            InputHeight = Input.Height,
            Input = Input,
            DenseMacs = plan.Report.EngineMacs + plan.Report.RestMacs,
            Threads = options.Threads,
        };
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; }

    /// <summary>How frames go into the model.</summary>
    public InputSpec Input { get; }

    /// <summary>Overlap from which two boxes of one class are the same object, 0..1.</summary>
    internal float Iou { get; }

    /// <summary>Whether the maps hold a whole picture, so that the next one may be computed in part.</summary>
    public bool HasMaps => _engine.IsValid;

    /// <summary>Side of a block in input pixels.</summary>
    public int BlockSize => _options.BlockSize;

    /// <summary>What runs in the engine and what behind it.</summary>
    public EngineReport Report => _shared.Plan.Report;

    /// <summary>Bytes of maps that this stream holds.</summary>
    public long Bytes => _shared.Plan.BytesPerStream;

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots { get; }

    /// <summary>The layers that have a threshold, from front to back; empty unless the mask rule is <see cref="MaskRule.Changes"/>.</summary>
    public IReadOnlyList<string> Layers => _engine.Layers;

    /// <summary>Gives one layer of this stream a threshold of its own.</summary>
    /// <inheritdoc cref="EngineInstance.SetThreshold"/>
    public void SetThreshold(int layer, double threshold) => _engine.SetThreshold(layer, threshold);

    /// <summary>Index of the block that each detection of the last analysis was computed in, in their order; empty for segmenters.</summary>
    public ReadOnlySpan<int> Evidence => _ages.Asked;

    /// <summary>Blocks by which a moving picture can be followed at a time; 0 where the model's maps cannot be moved.</summary>
    public int MoveBlocks => _shared.Plan.MoveUnit / BlockSize;

    /// <summary>
    /// How far aside partial passes look at the picture, in frame pixels, so that its content stays in place while the camera
    /// moves. Full passes look straight ahead.
    /// </summary>
    public Vector2 Aside { get; set; }

    /// <summary>Moves what is known by whole steps of <see cref="MoveBlocks"/>.</summary>
    /// <param name="across">Steps to the right; below 0 to the left.</param>
    /// <param name="down">Steps down; below 0 up.</param>
    public void Move(int across, int down)
    {
        if (!_engine.IsValid)
            return;
        _engine.Move(across, down);
        _ages.Move(across * MoveBlocks, down * MoveBlocks);
    }

    /// <summary>Loads a detector or segmenter into the block engine.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="blocks">Block size and break-even.</param>
    /// <param name="tensorizer">Turns frames into input tensors; must be this stream's own.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: the model, its card or its labels cannot be used, or the engine cannot run it. Kind Configuration: an
    /// option is out of range.
    /// </exception>
    public static BlockAnalyzer Load(ModelOptions options, BlockAnalyzerOptions blocks, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(tensorizer);
        blocks.Validate();
        return Load(DetectorModel.Read(options), ModelHash.OfFile(options.ModelPath), options, blocks, tensorizer);
    }

    /// <summary>Takes a model that was read already into the block engine, once more where it is there.</summary>
    internal static BlockAnalyzer Load(DetectorModel model, string sha256, ModelOptions options, BlockAnalyzerOptions blocks, IFrameTensorizer tensorizer)
    {
        if (model.Profile.Task is not (AnalysisTask.Detect or AnalysisTask.Segment))
        {
            throw VideoDynException.Model(
                $"model '{model.File}': region blocks runs detectors and segmenters, whose answers belong to places of the picture; " +
                $"the model's task is {model.Profile.Task.ToString().ToLowerInvariant()}, use --region dense");
        }

        if (model.Profile.Input.Type != TensorType.Float32)
            throw VideoDynException.Model($"model '{model.File}': the block engine needs a float32 input, the model takes {model.Profile.Input.Type}");
        blocks.Thresholds?.Require(sha256, model.File, model.Profile.Input.Width, model.Profile.Input.Height);
        var planOptions = new EnginePlanOptions { BlockSize = blocks.BlockSize, MaskRule = blocks.MaskRule, ChangeThreshold = blocks.ChangeThreshold, HalvedStride = blocks.Halve > 0 ? blocks.HalveStride : 0, Threads = options.Threads };
        SharedPlan shared = SharedPlan.Take(
            sha256, model.Profile.InputShape, planOptions, () => EnginePlan.Create(model.Graph, model.Profile.InputShape, planOptions));
        try
        {
            return new BlockAnalyzer(model, options, blocks, shared, sha256, tensorizer);
        }
        catch
        {
            shared.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(observations);
        BlockMask? mask = region switch
        {
            RegionPlan.DensePlan => null,
            RegionPlan.BlockPlan blocks => blocks.Mask,
            _ => throw new ArgumentException($"the block analyzer cannot execute region plan {region.GetType().Name}", nameof(region)),
        };
        // What the maps hold belongs to the picture format they were computed for.
        if (mask is not null && (!_engine.IsValid || frame.Format != _format || mask.Share >= _options.BreakEven))
            mask = null;
        observations.Clear();
        Stage caller = observations.Clock.Enter(Stage.Preprocess);
        Span<byte> tensor = MemoryMarshal.AsBytes(_tensor.AsSpan());
        FrameToTensor placement = mask is null
            ? _tensorizer.Write(frame, Input, tensor)
            : Aside != Vector2.Zero ? _tensorizer.Write(frame, Aside, Input, tensor)
            : _tensorizer.Write(frame, Input, mask, _options.BlockSize, tensor);
        _format = frame.Format;
        _detail?.Look(_tensor, mask);

        observations.Clock.Enter(Stage.Inference);
        if (mask is null)
            _engine.RunFull(_tensor, _detail?.Simple);
        else
            _engine.Run(_tensor, mask, _detail?.Simple);

        observations.Clock.Enter(Stage.Postprocess);
        if (mask is null)
            _ages.ExecuteAll(frame.StreamTime);
        else
            _ages.Execute(mask, frame.StreamTime);
        _outputs.Refresh();
        if (_detections is not null)
            _detections.Read(_outputs.Tensors, placement, frame.Format, observations, _ages);
        else
            _segments!.Read(_outputs.Tensors, placement, observations);
        observations.WasFullPass = _engine.LastRunWasFull;
        observations.Macs = _engine.LastMacs + Report.RestMacs;
        observations.ExecutedShare = (double)observations.Macs / Info.DenseMacs;
        observations.Clock.Enter(caller);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        _shared.Dispose();
    }
}
