using VideoDyn.Core.Kernels;
using VideoDyn.Spatial.Engine.Execution;
using VideoDyn.Spatial.Engine.Execution.Operations;
using VideoDyn.Spatial.Engine.Kernels;
using VideoDyn.Spatial.Engine.Kernels.Activations;
using VideoDyn.Spatial.Engine.Kernels.Lists;
using VideoDyn.Spatial.Engine.Planning.Layout;
using VideoDyn.Spatial.Engine.Planning.Packing;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>
/// Prepares what each step needs (packed constants, lists, buffers) and how it is bound to the memory of a stream.
/// </summary>
internal sealed unsafe class OperationPlanner(KernelSet kernels, ConstantStore constants, ListTable lists, BufferTable buffers)
{
    private readonly ConvolutionPacker _packer = new(kernels, constants, lists);

    /// <summary>Most singles of scratch rows that an operation needs.</summary>
    public int RowSingles { get; private set; }

    /// <summary>Multiply-accumulates that the kernels of all planned steps execute in a full pass.</summary>
    public long Macs { get; private set; }

    /// <summary>Prepares a step.</summary>
    /// <returns>Makes the step's operation for a stream.</returns>
    public Func<Binding, Operation> Plan(Step step) => step switch
    {
        InputStep input => Input(input),
        ConvolutionStep { IsDepthwise: true } depthwise => Depthwise(depthwise),
        ConvolutionStep convolution => Convolution(convolution),
        ElementwiseStep elementwise => Elementwise(elementwise),
        PoolStep pool => Pool(pool),
        GlobalMeanStep mean => GlobalMean(mean),
        ResizeStep resize => Resize(resize),
        CopyStep copy => Copy(copy),
        _ => throw new InvalidOperationException($"{step.GetType().Name} has no operation"),
    };

    /// <summary>Prepares an output.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="source">The map.</param>
    /// <param name="buffer">Buffer that holds the output.</param>
    /// <param name="offset">First single of the map's part of the output.</param>
    /// <param name="pixelStep">Singles from one pixel to the next.</param>
    /// <param name="channelStep">Singles from one channel to the next.</param>
    public Func<Binding, Operation> PlanOutput(string name, Source source, int buffer, long offset, long pixelStep, long channelStep)
    {
        Level level = source.Step.Level;
        int[] places = RegionPlanner.Positions(source);
        int positions = constants.Add<int>(places);
        (int From, int To, int Length)[] pieces = Pieces(places);
        int own = lists.Own(level), coordinates = lists.Coordinates(level), channels = source.Channels.Length;
        Region root = source.Step.Region!.Root;
        return binding => new OutputOperation(
            binding.Map(root), root.Stride, (int*)binding.Constant(positions), pieces, channels, binding.Buffer(buffer) + offset,
            (nint)pixelStep, (nint)channelStep, level.Width, binding.Lists, coordinates, own)
        { Name = name + " (output)" };
    }

    // Channels that lie side by side in the map as they do in the output.
    private static (int From, int To, int Length)[] Pieces(int[] positions)
    {
        var pieces = new List<(int From, int To, int Length)>();
        for (int c = 0; c < positions.Length; c++)
        {
            if (pieces.Count > 0 && pieces[^1].From + pieces[^1].Length == positions[c])
                pieces[^1] = pieces[^1] with { Length = pieces[^1].Length + 1 };
            else
                pieces.Add((positions[c], c, 1));
        }

        return [.. pieces];
    }

    // Numbers of each channel at the channel's position.
    private static float[] Expand(float[] values, Region region)
    {
        var expanded = new float[region.Span];
        for (int c = 0; c < values.Length; c++)
            expanded[region.Positions[c]] = values[c];
        return expanded;
    }

    // First position that a step reads which works on whole registers.
    private static int First(Source source) => source.Channels.Min(channel => source.Step.Region!.Positions[channel]);

    private int Add(float[]? values, Region region) => values is null ? -1 : constants.AddNumbers(Expand(values, region));

    private Func<Binding, Operation> Input(InputStep step)
    {
        Region region = step.Region!;
        bool hasAvx512 = kernels.Variant == KernelVariant.Avx512;
        return binding => new InputOperation(step, binding.Map(region), region.Root.Stride, binding.Spans(step.Level), hasAvx512) { Name = step.Name };
    }

    private Func<Binding, Operation> Convolution(ConvolutionStep step)
    {
        Func<Binding, BoundDepthwise>? inner = null;
        int[]? rows = null;
        if (step.Inner is not null)
            inner = BindDepthwise(step.Inner, step.Inputs[0], output: null, out rows);

        PackedPart[] parts = _packer.Pack(step, rows);
        Macs += parts.Sum(part => part.Macs.Sum() * lists.Keys[part.OutputList].Capacity);
        Region region = step.Region!;
        bool overlaps = step.Groups > 1 && step.Channels / step.Groups % KernelSet.BlockChannels != 0;
        Activation activation = step.Activation, after = step.After;
        bool isDirect = activation.IsClamp && !step.HasResidual;
        delegate*<TileCall*, int, int, void> finish = kernels.Finish(activation.Kind);
        foreach (int width in parts.SelectMany(part => part.Groups).Select(group => group.Width).Distinct())
        {
            for (int pixels = 1; pixels <= kernels.MaxPixels(width); pixels++)
                kernels.Tile(pixels, width);
        }

        return binding =>
        {
            Region? input = inner is null ? step.Inputs[0].Step.Region!.Root : null;
            Region? residual = step.HasResidual ? step.Inputs[1].Step.Region : null;
            var calls = new TileCall[parts.Length][];
            for (int p = 0; p < parts.Length; p++)
            {
                calls[p] = [.. parts[p].Groups.Select(group => new TileCall
                {
                    Input = input is null ? null : binding.Map(input),
                    InputStride = input?.Stride ?? InnerSpan(step.Inputs[0]),
                    Runs = (ChannelRun*)binding.Constant(parts[p].Runs),
                    Width = group.Width,
                    Weights = binding.Constant(group.Weights),
                    Bias = binding.Constant(group.Bias),
                    Slopes = binding.Constant(group.Slopes),
                    Output = binding.Map(region) + group.Offset,
                    OutputStride = region.Root.Stride,
                    Residual = residual is null ? null : binding.Map(residual) + First(step.Inputs[1]) + group.Offset,
                    ResidualStride = residual?.Root.Stride ?? 0,
                    IsDirect = isDirect,
                    ResidualFirst = step.ResidualFirst,
                    Finish = finish,
                    A = activation.A,
                    B = activation.B,
                    Low = after.A,
                    High = after.B,
                })];
            }

            return new ConvolutionOperation(parts, calls, binding.Kernels, binding.Lists, inner?.Invoke(binding), overlaps) { Name = step.Name };
        };
    }

    private static int InnerSpan(Source source)
    {
        int[] local = [.. source.Channels.Select(channel => source.Step.Region!.Positions[channel])];
        return (local.Max() - local.Min() + KernelSet.BlockChannels) / KernelSet.BlockChannels * KernelSet.BlockChannels;
    }

    // The results have the layout of the input, without what lies before its first channel.
    private Func<Binding, BoundDepthwise> BindDepthwise(ConvolutionStep step, Source source, Region? output, out int[] positions)
    {
        Region input = source.Step.Region!;
        int first = First(source), span = InnerSpan(source);
        int[] places = positions = [.. source.Channels.Select(channel => input.Positions[channel] - first)];
        Window window = step.Window;
        int tapCount = window.KernelY * window.KernelX, blocks = span / KernelSet.BlockChannels;
        var weights = new float[blocks * tapCount * KernelSet.BlockChannels];
        var bias = new float[span];
        for (int c = 0; c < step.Channels; c++)
        {
            bias[places[c]] = step.Bias[c];
            for (int t = 0; t < tapCount; t++)
                weights[(((places[c] / KernelSet.BlockChannels * tapCount) + t) * KernelSet.BlockChannels) + (places[c] % KernelSet.BlockChannels)] = step.Weights[(c * tapCount) + t];
        }

        var taps = new int[tapCount];
        for (int t = 0; t < tapCount; t++)
        {
            int dy = (t / window.KernelX * window.DilationY) - window.Top, dx = (t % window.KernelX * window.DilationX) - window.Left;
            taps[t] = ((dy * input.Level.Pitch) + dx) * input.Root.Stride;
        }

        int weightsAt = constants.AddNumbers(weights), biasAt = constants.AddNumbers(bias), tapsAt = constants.Add<int>(taps);
        int inputList = lists.Reader(step.Level, input.Level, window.StrideY, window.StrideX);
        Activation activation = step.Activation;
        delegate*<DepthwiseCall*, void> kernel = kernels.Depthwise(window is { KernelY: 3, KernelX: 3 } ? 9 : -1, activation.Kind);
        int slopes = -1;
        if (activation.Slopes is { } numbers)
        {
            var expanded = new float[span];
            for (int c = 0; c < numbers.Length; c++)
                expanded[places[c]] = numbers[c];
            slopes = constants.AddNumbers(expanded);
        }

        RowSingles = Math.Max(RowSingles, BoundDepthwise.ChunkFor(span) * span);
        long macs = (long)step.Channels * tapCount;
        Macs += macs * step.Level.Pixels;
        return binding => new BoundDepthwise(
            new DepthwiseCall
            {
                Input = binding.Map(input) + first,
                Stride = input.Root.Stride,
                Taps = (int*)binding.Constant(tapsAt),
                TapCount = tapCount,
                Weights = binding.Constant(weightsAt),
                Bias = binding.Constant(biasAt),
                Channels = output?.Span ?? span,
                Output = output is null ? null : binding.Map(output),
                OutputStride = output?.Root.Stride ?? 0,
                A = activation.A,
                B = activation.B,
                Slopes = binding.Constant(slopes),
            },
            kernel, binding.Lists, inputList, macs);
    }

    private Func<Binding, Operation> Depthwise(ConvolutionStep step)
    {
        Func<Binding, BoundDepthwise> convolution = BindDepthwise(step, step.Inputs[0], step.Region, out _);
        int own = lists.Own(step.Level);
        return binding => new DepthwiseOperation(convolution(binding), binding.Lists, own) { Name = step.Name };
    }

    private Func<Binding, Operation> Elementwise(ElementwiseStep step)
    {
        Region region = step.Region!;
        Activation activation = step.Activation;
        delegate*<ElementwiseCall*, void> kernel = kernels.Elementwise(step.Kind, activation.Kind);
        int scale = Add(step.Scale, region), shift = Add(step.Shift, region), slopes = Add(activation.Slopes, region);
        int firstConstant = Add(step.FirstConstant, region), secondConstant = Add(step.SecondConstant, region);
        int own = lists.Own(step.Level);
        return binding =>
        {
            var call = new ElementwiseCall
            {
                Scale = binding.Constant(scale),
                Shift = binding.Constant(shift),
                Slopes = binding.Constant(slopes),
                A = activation.A,
                B = activation.B,
                Channels = region.Span,
                Output = binding.Map(region),
                OutputStride = region.Root.Stride,
            };
            int input = 0;
            if (firstConstant >= 0)
                call.First = binding.Constant(firstConstant);
            else
                call.First = Operand(binding, step, step.Inputs[input++], out call.FirstStride);
            if (secondConstant >= 0)
                call.Second = binding.Constant(secondConstant);
            else if (input < step.Inputs.Count)
                call.Second = Operand(binding, step, step.Inputs[input], out call.SecondStride);
            return new ElementwiseOperation(call, kernel, binding.Lists, own) { Name = step.Name };
        };
    }

    private Func<Binding, Operation> Pool(PoolStep step)
    {
        Source source = step.Inputs[0];
        Region input = source.Step.Region!, region = step.Region!;
        delegate*<PoolCall*, void> kernel = step.IsMaximum ? kernels.MaximumPool : kernels.MeanPool;
        int own = lists.Own(step.Level), coordinates = lists.Coordinates(step.Level);
        return binding => new PoolOperation(
            new PoolCall
            {
                Input = binding.Corner(input) + First(source),
                Stride = input.Root.Stride,
                Pitch = (nint)input.Level.Pitch * input.Root.Stride,
                Height = input.Level.Height,
                Width = input.Level.Width,
                KernelHeight = step.Window.KernelY,
                KernelWidth = step.Window.KernelX,
                StrideY = step.Window.StrideY,
                StrideX = step.Window.StrideX,
                DilationY = step.Window.DilationY,
                DilationX = step.Window.DilationX,
                PadTop = step.Window.Top,
                PadLeft = step.Window.Left,
                PadBottom = step.Window.Bottom,
                PadRight = step.Window.Right,
                CountPad = step.CountPad,
                PadIsZero = step.PadIsZero,
                Channels = region.Span,
                Output = binding.Map(region),
                OutputStride = region.Root.Stride,
            },
            kernel, binding.Lists, coordinates, own)
        { Name = step.Name };
    }

    private Func<Binding, Operation> GlobalMean(GlobalMeanStep step)
    {
        Source source = step.Inputs[0];
        Region input = source.Step.Region!, region = step.Region!;
        Level level = input.Level;
        int perRow = (level.Width + SegmentSumCall.SegmentPixels - 1) / SegmentSumCall.SegmentPixels;
        int sums = buffers.Add($"sums of {step.Name}", (long)perRow * level.Height * region.Span * sizeof(float));
        int coordinates = lists.Coordinates(level);
        delegate*<SegmentSumCall*, void> kernel = kernels.GlobalMean;
        return binding => new GlobalMeanOperation(
            new SegmentSumCall
            {
                Input = binding.Corner(input) + First(source),
                Stride = input.Root.Stride,
                Pitch = (nint)level.Pitch * input.Root.Stride,
                Height = level.Height,
                Width = level.Width,
                Channels = region.Span,
                Sums = binding.Buffer(sums),
                Output = binding.Corner(region),
            },
            kernel, binding.Lists, coordinates)
        { Name = step.Name };
    }

    private Func<Binding, Operation> Resize(ResizeStep step)
    {
        Source source = step.Inputs[0];
        Region input = source.Step.Region!, region = step.Region!;
        int rows = constants.Add<int>(step.Rows.Positions), columns = constants.Add<int>(step.Columns.Positions);
        int rowWeights = constants.AddNumbers(step.Rows.Weights), columnWeights = constants.AddNumbers(step.Columns.Weights);
        int own = lists.Own(step.Level), coordinates = lists.Coordinates(step.Level);
        delegate*<ResizeCall*, void> kernel = step.IsLinear ? kernels.ResizeBilinear : kernels.ResizeNearest;
        return binding => new ResizeOperation(
            new ResizeCall
            {
                Input = binding.Corner(input) + First(source),
                Stride = input.Root.Stride,
                Pitch = (nint)input.Level.Pitch * input.Root.Stride,
                Rows = (int*)binding.Constant(rows),
                Columns = (int*)binding.Constant(columns),
                RowWeights = binding.Constant(rowWeights),
                ColumnWeights = binding.Constant(columnWeights),
                Channels = region.Span,
                Output = binding.Map(region),
                OutputStride = region.Root.Stride,
            },
            kernel, binding.Lists, coordinates, own)
        { Name = step.Name };
    }

    private Func<Binding, Operation> Copy(CopyStep step)
    {
        Source source = step.Inputs[0];
        Region root = source.Step.Region!.Root, region = step.Region!;
        int from = constants.Add<int>(RegionPlanner.Positions(source)), to = constants.Add<int>(region.Positions);
        int own = lists.Own(step.Level);
        return binding => new CopyOperation(
            binding.Map(root), root.Stride, binding.Map(region), region.Root.Stride,
            (int*)binding.Constant(from), (int*)binding.Constant(to), step.Channels, binding.Lists, own)
        { Name = step.Name };
    }

    // A map of the step's size, or one of a single pixel that every pixel of the step combines with.
    private static float* Operand(Binding binding, ElementwiseStep step, Source source, out nint stride)
    {
        Region region = source.Step.Region!;
        bool isWhole = region.Level == step.Level;
        stride = isWhole ? region.Root.Stride : 0;
        return (isWhole ? binding.Map(region) : binding.Corner(region)) + First(source);
    }
}
