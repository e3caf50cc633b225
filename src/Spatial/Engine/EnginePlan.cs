using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Shapes;
using VideoDyn.Spatial.Engine.Execution;
using VideoDyn.Spatial.Engine.Execution.Operations;
using VideoDyn.Spatial.Engine.Kernels;
using VideoDyn.Spatial.Engine.Memory;
using VideoDyn.Spatial.Engine.Planning;
using VideoDyn.Spatial.Engine.Planning.Activity;
using VideoDyn.Spatial.Engine.Planning.Layout;
using VideoDyn.Spatial.Engine.Planning.Packing;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine;

/// <summary>
/// A convolutional model planned for one input size: which of its layers the block engine runs, with packed weights and
/// the memory of a stream worked out. Shared by all streams of that size; each has its own <see cref="EngineInstance"/>.
/// </summary>
/// <remarks>
/// The engine keeps every layer's map from frame to frame and recomputes only active blocks; with the usual mask rule it reads
/// stale neighbours as they are (BlockCopy: Verelst and Tuytelaars, "BlockCopy: High-Resolution Video Processing with Block-Sparse Feature
/// Propagation and Online Policies", ICCV 2021). Kernels walk lists of pixels instead of gathering blocks, so the time is
/// nearly proportional to the active share.
/// </remarks>
public sealed class EnginePlan : IDisposable
{
    private readonly ConstantStore _constants;
    private readonly List<Func<Binding, Operation>> _operations = [];
    private readonly BufferTable _buffers = new();
    private readonly ListTable _lists = new();
    private readonly List<ActiveSet> _spanSets = [];
    private readonly KernelSet _kernels;
    private readonly int _rowSingles;
    private int? _results;
    private long _freshSingles;

    private EnginePlan(OnnxModel model, long[] inputShape, EnginePlanOptions options, Func<IBufferSource> memory)
    {
        Options = options;
        InputShape = inputShape;
        _kernels = KernelSet.For(options.Kernels ?? InstructionSet.Active);
        _constants = new ConstantStore(memory());
        NewMemory = memory;
        try
        {
            GraphShapes shapes = ShapeInference.Infer(model, new Dictionary<string, long[]> { [SingleInput(model)] = inputShape });
            var partitioner = new Partitioner(model, inputShape, shapes);
            Partition partition = partitioner.Run(out LevelTable levels);
            IsPacked = partitioner.IsPacked;
            (InputHeight, InputWidth) = IsPacked ? ((int)inputShape[1], (int)inputShape[2]) : ((int)inputShape[2], (int)inputShape[3]);

            Step[] kept = [.. partition.Outputs.SelectMany(output => output.Value.Parts).Select(part => part.Step)];
            List<Step> steps = Optimization.RemoveDead(partition.Steps, kept);
            steps = Optimization.JoinDepthwise(steps, kept);
            if (!steps.OfType<ConvolutionStep>().Any())
                throw VideoDynException.Model($"the block engine runs no layer of model '{model.Source}': {Reason(partition)}");
            CheckBlocks(steps);
            steps = RegionPlanner.Run(steps);
            ActiveSets.Assign(steps.Concat(partition.Outputs.SelectMany(output => output.Value.Parts).Select(part => part.Step)), options.MaskRule, Halves(options));
            TotalStride = (int)Math.Round(steps.Where(step => step.Level.Pixels > 1).Max(step => Math.Max(step.Level.StrideX, step.Level.StrideY)));

            AddMaps(steps);
            MoveUnit = FindMoveUnit(steps);
            EngineOutputs = [.. partition.Outputs.Select(output => new EngineOutputPlan(
                output.Name, [.. output.Value.Dims.Select(dim => (long)dim)],
                _buffers.Add(output.Name, output.Value.Dims.Aggregate(1L, (product, dim) => product * dim) * sizeof(float))))];
            CheckMemory();
            var planner = new OperationPlanner(_kernels, _constants, _lists, _buffers);
            foreach (Step step in steps)
            {
                AddOperation(step, planner);
                if (HalfMaps.MustSpread(step, steps, kept))
                    AddSpread(step);
            }

            AddOutputs(partition, planner);
            _rowSingles = planner.RowSingles;
            _spanSets.AddRange(_lists.Keys.Select(key => key.Set).Concat(steps.OfType<InputStep>().Select(step => step.Active!)).Distinct());

            string picture = SingleInput(model);
            if (partition.Rest.Any(node => node.Reads.Contains(picture)))
                PictureBuffer = (picture, _buffers.Add(picture, inputShape.Aggregate(1L, (product, dim) => product * dim) * sizeof(float)));
            if (PictureBuffer is not null)
                MoveUnit = 0;
            ListBuffers = [.. _lists.Keys.Select(key => _buffers.Add("list", ((long)key.Capacity + 16) * sizeof(int)))];
            WorkerBuffers = [.. Enumerable.Range(0, options.Threads).Select(_ => AddWorker())];
            BytesPerStream = CheckMemory();
            _constants.Freeze();
            Rest = BuildRest(model, shapes, partition);
            Report = MakeReport(model.Graph, partition, shapes);
            DenseMacs = planner.Macs;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The options it was made with.</summary>
    public EnginePlanOptions Options { get; }

    /// <summary>Shape of the input.</summary>
    public IReadOnlyList<long> InputShape { get; }

    /// <summary>Whether the colours of an input pixel lie side by side (NHWC) instead of plane after plane (NCHW).</summary>
    public bool IsPacked { get; }

    /// <summary>Rows of the input.</summary>
    public int InputHeight { get; }

    /// <summary>Columns of the input.</summary>
    public int InputWidth { get; }

    /// <summary>Input pixels per pixel of the coarsest map, maps of a single pixel not counted. Masks are exact at every layer when blocks are a multiple of it.</summary>
    public int TotalStride { get; }

    /// <summary>
    /// Input pixels by which all maps can be moved together: whole blocks and whole pixels of the coarsest map. 0 where they
    /// cannot, because a layer looks at the whole picture, the sides are no multiple of it, the part behind the engine reads
    /// the picture too, or the mask rule promises more than stale neighbours.
    /// </summary>
    public int MoveUnit { get; private set; }

    /// <summary>Bytes of maps, lists and scratch that each stream takes.</summary>
    public long BytesPerStream { get; }

    /// <summary>Bytes of packed weights, shared by all streams.</summary>
    public long WeightBytes => _constants.Bytes;

    /// <summary>Which part of the model the engine runs.</summary>
    public EngineReport Report { get; }

    /// <summary>Multiply-accumulates that the kernels execute in a full pass.</summary>
    public long DenseMacs { get; }

    /// <summary>Instruction set of the kernels.</summary>
    public KernelVariant Kernels => _kernels.Variant;

    internal IReadOnlyList<EngineOutputPlan> EngineOutputs { get; }

    internal RestSession? Rest { get; }

    internal int[] ListBuffers { get; }

    /// <summary>Name of the input and buffer with a copy of it, where the part behind the engine reads it too.</summary>
    internal (string Name, int Buffer)? PictureBuffer { get; }

    internal WorkerBuffers[] WorkerBuffers { get; }

    internal Func<IBufferSource> NewMemory { get; }

    internal IReadOnlyList<Region> Roots { get; private set; } = [];

    internal IReadOnlyList<string> OutputNames { get; private set; } = [];

    /// <summary>Plans a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputShape">Shape of its input: 1 x channels x rows x columns, or 1 x rows x columns x channels where the model wants that.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <exception cref="VideoDynException">
    /// The model has no part that the engine runs, contains numbers that are not finite, or a stream would take more memory
    /// than the limit (kind Model); an option is out of range (kind Configuration).
    /// </exception>
    public static EnginePlan Create(OnnxModel model, IReadOnlyList<long> inputShape, EnginePlanOptions? options = null) =>
        Create(model, inputShape, options, () => new Arena());

    /// <summary>A mask with one bit for each block of this plan's input, nothing active.</summary>
    public BlockMask NewMask() => BlockMask.ForInput(InputWidth, InputHeight, Options.BlockSize);

    /// <summary>The state of one stream.</summary>
    public EngineInstance CreateInstance() => new(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        Rest?.Dispose();
        _constants.Dispose();
    }

    internal static EnginePlan Create(OnnxModel model, IReadOnlyList<long> inputShape, EnginePlanOptions? options, Func<IBufferSource> memory)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputShape);
        options ??= new EnginePlanOptions();
        if (options.BlockSize is < 8 or > 512)
            throw VideoDynException.Configuration($"the block size is {options.BlockSize}, expected 8 to 512");
        if (options.HalvedStride is < 0 or > 256 || (options.HalvedStride > 0 && options.MaskRule != MaskRule.Blocks))
            throw VideoDynException.Configuration($"the maps of half resolution reach to stride {options.HalvedStride} with mask rule {options.MaskRule}, expected 0 to 256 and rule {nameof(MaskRule.Blocks)}");
        if (options.Threads is < 1 or > 64)
            throw VideoDynException.Configuration($"the block engine was given {options.Threads} threads, expected 1 to 64");
        if (options.ChangeThreshold is not (>= 0 and <= 100))
            throw VideoDynException.Configuration($"the threshold of changes is {options.ChangeThreshold}, expected 0 to 100 deviations of a layer");
        return new EnginePlan(model, [.. inputShape], options, memory);
    }

    internal long[] BufferSizes() => _buffers.Sizes;

    internal (Operation[] Operations, PixelLists Lists, ThresholdTable Thresholds) Bind(nint[] buffers)
    {
        BlockMask mask = NewMask();
        var thresholds = new ThresholdTable(Options.ChangeThreshold);
        Propagation? propagation = _results is { } results ? new Propagation(results, thresholds) : null;
        PixelSpans[] spans = [.. _spanSets.Select(set => set.Executed is null && set.MovedOf is null
            ? (PixelSpans)new LevelSpans(set, Options.BlockSize, mask)
            : propagation!.Spans(set))];
        var lists = new PixelLists(_lists.Keys, spans, [.. ListBuffers.Select(buffer => buffers[buffer])]);
        var binding = new Binding(buffers, _kernels, _constants, lists, propagation, Options.Threads);
        return ([.. _operations.Select(bind => bind(binding))], lists, thresholds);
    }

    private static string SingleInput(OnnxModel model) => model.Graph.Inputs.Length == 1
        ? model.Graph.Inputs[0].Name
        : throw VideoDynException.Model($"model '{model.Source}' has {model.Graph.Inputs.Length} inputs, the block engine runs models with one picture");

    private static string Reason(Partition partition) => partition.Cuts.Count == 0
        ? "it has no convolution"
        : string.Join("; ", partition.Cuts.Take(3).Select(cut => $"{cut.Node}: {cut.Reason}"));

    private void CheckBlocks(List<Step> steps)
    {
        int factor = steps.OfType<InputStep>().Max(step => step.Factor);
        if (Options.BlockSize % factor != 0)
            throw VideoDynException.Configuration($"the block size is {Options.BlockSize}, expected a multiple of {factor}, the step of the model's focus stem");
    }

    private void AddMaps(List<Step> steps)
    {
        long largest = 0;
        Roots = [.. steps.Select(step => step.Region!.Root).Distinct()];
        foreach (Region root in Roots)
        {
            // Strides of whole kilobytes would put neighbouring pixels into the same few cache sets.
            root.Stride = root.Span >= 256 ? root.Span + KernelSet.BlockChannels : root.Span;
            long singles = ((long)root.Level.StoredPixels * root.Stride) + (4 * KernelSet.BlockChannels);
            if (singles > int.MaxValue)
                throw VideoDynException.Model(FormattableString.Invariant($"a map of {root.Level} with {root.Span} channels takes {singles * 4 >> 20} MB, more than the 8191 MB that offsets can address"));
            root.Buffer = _buffers.Add(root.Level.ToString(), singles * sizeof(float));
            largest = Math.Max(largest, singles);
        }

        if (Options.MaskRule == MaskRule.Changes)
        {
            _results = _buffers.Add("results of one layer", largest * sizeof(float));
            _freshSingles = steps.Max(step => (long)step.Region!.Span * (step is InputStep ? step.Level.Width : Worker.ChunkPixels));
        }
    }

    private int FindMoveUnit(List<Step> steps)
    {
        int unit = Math.Max(Options.BlockSize, TotalStride);
        bool fits = Options.MaskRule == MaskRule.Blocks && unit % Options.BlockSize == 0 && unit % TotalStride == 0 && !steps.OfType<GlobalMeanStep>().Any();
        foreach (Level level in steps.Select(step => step.Level).Distinct())
        {
            double across = unit / level.StrideX, down = unit / level.StrideY;
            fits &= level.Pixels > 1 && across == Math.Floor(across) && down == Math.Floor(down)
                && level.Width * level.StrideX == InputWidth && level.Height * level.StrideY == InputHeight;
        }

        return fits ? unit : 0;
    }

    private void AddOperation(Step step, OperationPlanner planner)
    {
        Func<Binding, Operation> operation = planner.Plan(step);
        if (_results is null)
        {
            _operations.Add(operation);
            return;
        }

        if (step is GlobalMeanStep)
            _operations.Add(binding => Propagation.BeforeReader(step.Inputs[0].Step, binding));
        int list = step is InputStep ? _lists.OwnInFullPasses(step.Active!) : _lists.Own(step.Active!);
        _operations.Add(binding => binding.Propagation!.Before(step, binding));
        _operations.Add(binding => binding.Propagation!.Execute(step, operation, binding, list));
        if (step is CopyStep)
            return;
        _operations.Add(binding => binding.Propagation!.Behind(step, binding, list));
    }

    private static HalfMaps? Halves(EnginePlanOptions options) =>
        options.HalvedStride > 0 && options.MaskRule == MaskRule.Blocks ? new HalfMaps(options.BlockSize, options.HalvedStride) : null;

    private unsafe void AddSpread(Step step)
    {
        Region region = step.Region!;
        ActiveSet active = step.Active!;
        _operations.Add(binding => new SpreadOperation(binding.Map(region), region.Root.Stride, region.Span, binding.Spans(active)) { Name = step.Name + " (spread)" });
    }

    private void AddOutputs(Partition partition, OperationPlanner planner)
    {
        for (int i = 0; i < partition.Outputs.Count; i++)
        {
            Planning.Lowering.FlatValue value = partition.Outputs[i].Value;
            long pixels = value.Parts.Sum(part => (long)part.Step.Level.Pixels), offset = 0;
            foreach (Source part in value.Parts)
            {
                long partPixels = part.Step.Level.Pixels;
                if (_results is not null)
                    _operations.Add(binding => Propagation.BeforeReader(part.Step, binding));
                _operations.Add(value.IsPixelMajor
                    ? planner.PlanOutput(partition.Outputs[i].Name, part, EngineOutputs[i].Buffer, offset, part.Channels.Length, 1)
                    : planner.PlanOutput(partition.Outputs[i].Name, part, EngineOutputs[i].Buffer, offset, 1, pixels));
                offset += value.IsPixelMajor ? partPixels * part.Channels.Length : partPixels;
            }
        }
    }

    private WorkerBuffers AddWorker() => new(
        _buffers.Add("tile", Worker.TileSingles * sizeof(float)),
        _buffers.Add("sums", Worker.PartialSingles * sizeof(float)),
        _buffers.Add("rows", Math.Max(_rowSingles, 16) * sizeof(float)),
        _buffers.Add("ascending", Worker.ChunkPixels * sizeof(int)),
        _buffers.Add("fresh", Math.Max(_freshSingles, 16) * sizeof(float)));

    private long CheckMemory()
    {
        long total = _buffers.Total;
        if (total > Options.MemoryLimit)
        {
            throw VideoDynException.Model(string.Create(
                CultureInfo.InvariantCulture,
                $"the block engine needs at least {total >> 20} MB per stream for an input of {InputWidth} x {InputHeight}, the limit is {Options.MemoryLimit >> 20} MB"));
        }

        return total;
    }

    private RestSession? BuildRest(OnnxModel model, GraphShapes shapes, Partition partition)
    {
        OutputNames = [.. model.Graph.Outputs.Select(output => output.Name)];
        Dictionary<string, long[]> made = EngineOutputs.ToDictionary(output => output.Name, output => output.Shape);
        OnnxModel? rest = RestModel.Build(model, shapes, partition.Rest, made);
        return rest is null ? null : new RestSession(rest, Options.Threads);
    }

    // Nodes on which an output depends; others are never executed by anyone.
    private static HashSet<OnnxNode> Live(OnnxGraph graph)
    {
        var needed = graph.Outputs.Select(output => output.Name).ToHashSet();
        var live = new HashSet<OnnxNode>();
        foreach (OnnxNode node in graph.Nodes.Reverse().Where(node => node.Outputs.Any(needed.Contains)))
        {
            live.Add(node);
            needed.UnionWith(node.Reads);
        }

        return live;
    }

    private EngineReport MakeReport(OnnxGraph graph, Partition partition, GraphShapes shapes)
    {
        HashSet<string> engine = [.. EngineOutputs.Select(output => output.Name)];
        HashSet<OnnxNode> live = Live(graph);
        List<OnnxNode> engineNodes = [.. partition.EngineNodes.Where(live.Contains)], restNodes = [.. partition.Rest.Where(live.Contains)];
        return new EngineReport
        {
            Cuts = partition.Cuts,
            CutValues = Rest is null ? [] : [.. Rest.Inputs.Where(engine.Contains)],
            EngineMacs = engineNodes.Sum(node => MacCount.Of(node, shapes)),
            RestMacs = restNodes.Sum(node => MacCount.Of(node, shapes)),
            EngineNodes = engineNodes.Count,
            RestNodes = restNodes.Count,
            Operations = _operations.Count,
        };
    }
}
