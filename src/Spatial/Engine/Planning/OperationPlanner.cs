using VideoDyn.Core.Kernels;
using VideoDyn.Spatial.Engine.Execution;
using VideoDyn.Spatial.Engine.Execution.Operations;
using VideoDyn.Spatial.Engine.Kernels;
using VideoDyn.Spatial.Engine.Kernels.Activations;
using VideoDyn.Spatial.Engine.Kernels.Lists;
using VideoDyn.Spatial.Engine.Planning.Activity;
using VideoDyn.Spatial.Engine.Planning.Layout;
using VideoDyn.Spatial.Engine.Planning.Packing;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>
/// Prepares what each step needs (packed constants, lists, buffers) and how it is bound to the memory of a stream.
/// </summary>
internal sealed unsafe class OperationPlanner(KernelSet kernels, ConstantStore constants, ListTable lists, BufferTable buffers)
{
    private readonly ConvolutionPlanner _convolutions = new(kernels, constants, lists);

    /// <summary>Most singles of scratch rows that an operation needs.</summary>
    public int RowSingles => _convolutions.RowSingles;

    /// <summary>Multiply-accumulates that the kernels of all planned steps execute in a full pass.</summary>
    public long Macs => _convolutions.Macs;

    /// <summary>Prepares a step.</summary>
    /// <returns>Makes the step's operation for a stream.</returns>
    public Func<Binding, Operation> Plan(Step step) => step switch
    {
        InputStep input => Input(input),
        ConvolutionStep { IsDepthwise: true } depthwise => _convolutions.Depthwise(depthwise),
        ConvolutionStep convolution => _convolutions.Convolution(convolution),
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
        ActiveSet active = source.Step.Moved!;
        int[] places = RegionPlanner.Positions(source);
        int positions = constants.Add<int>(places);
        (int From, int To, int Length)[] pieces = Pieces(places);
        int own = lists.Own(active), coordinates = lists.Coordinates(active), channels = source.Channels.Length;
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

    private int Add(float[]? values, Region region) => values is null ? -1 : constants.AddNumbers(Expand(values, region));

    private Func<Binding, Operation> Input(InputStep step)
    {
        Region region = step.Region!;
        bool hasAvx512 = kernels.Variant == KernelVariant.Avx512;
        return binding => new InputOperation(step, binding.Target(region), region.Root.Stride, binding.Spans(step.Active!), binding.Lists, hasAvx512) { Name = step.Name };
    }

    private Func<Binding, Operation> Elementwise(ElementwiseStep step)
    {
        Region region = step.Region!;
        Activation activation = step.Activation;
        delegate*<ElementwiseCall*, void> kernel = kernels.Elementwise(step.Kind, activation.Kind);
        int scale = Add(step.Scale, region), shift = Add(step.Shift, region), slopes = Add(activation.Slopes, region);
        int firstConstant = Add(step.FirstConstant, region), secondConstant = Add(step.SecondConstant, region);
        int own = lists.Own(step.Active!);
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
                Output = binding.Target(region),
                OutputStride = binding.TargetStride(region),
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
            return new ElementwiseOperation(call, kernel, binding.Lists, own, binding.IntoFresh) { Name = step.Name };
        };
    }

    private Func<Binding, Operation> Pool(PoolStep step)
    {
        Source source = step.Inputs[0];
        Region input = source.Step.Region!, region = step.Region!;
        delegate*<PoolCall*, void> kernel = step.IsMaximum ? kernels.MaximumPool : kernels.MeanPool;
        int own = lists.Own(step.Active!), coordinates = lists.Coordinates(step.Active!);
        return binding => new PoolOperation(
            new PoolCall
            {
                Input = binding.Corner(input) + source.FirstPosition,
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
                Output = binding.Target(region),
                OutputStride = binding.TargetStride(region),
            },
            kernel, binding.Lists, coordinates, own, binding.IntoFresh)
        { Name = step.Name };
    }

    private Func<Binding, Operation> GlobalMean(GlobalMeanStep step)
    {
        Source source = step.Inputs[0];
        Region input = source.Step.Region!, region = step.Region!;
        Level level = input.Level;
        int perRow = (level.Width + SegmentSumCall.SegmentPixels - 1) / SegmentSumCall.SegmentPixels;
        int sums = buffers.Add($"sums of {step.Name}", (long)perRow * level.Height * region.Span * sizeof(float));
        int coordinates = lists.Coordinates(source.Step.Moved!);
        delegate*<SegmentSumCall*, void> kernel = kernels.GlobalMean;
        return binding => new GlobalMeanOperation(
            new SegmentSumCall
            {
                Input = binding.Corner(input) + source.FirstPosition,
                Stride = input.Root.Stride,
                Pitch = (nint)level.Pitch * input.Root.Stride,
                Height = level.Height,
                Width = level.Width,
                Channels = region.Span,
                Sums = binding.Buffer(sums),
                Output = binding.TargetCorner(region),
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
        int own = lists.Own(step.Active!), coordinates = lists.Coordinates(step.Active!);
        delegate*<ResizeCall*, void> kernel = step.IsLinear ? kernels.ResizeBilinear : kernels.ResizeNearest;
        return binding => new ResizeOperation(
            new ResizeCall
            {
                Input = binding.Corner(input) + source.FirstPosition,
                Stride = input.Root.Stride,
                Pitch = (nint)input.Level.Pitch * input.Root.Stride,
                Rows = (int*)binding.Constant(rows),
                Columns = (int*)binding.Constant(columns),
                RowWeights = binding.Constant(rowWeights),
                ColumnWeights = binding.Constant(columnWeights),
                Channels = region.Span,
                Output = binding.Target(region),
                OutputStride = binding.TargetStride(region),
            },
            kernel, binding.Lists, coordinates, own, binding.IntoFresh)
        { Name = step.Name };
    }

    private Func<Binding, Operation> Copy(CopyStep step)
    {
        Source source = step.Inputs[0];
        Region root = source.Step.Region!.Root, region = step.Region!;
        int from = constants.Add<int>(RegionPlanner.Positions(source)), to = constants.Add<int>(region.Positions);
        int own = lists.Own(step.Active!);
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
        return (isWhole ? binding.Map(region) : binding.Corner(region)) + source.FirstPosition;
    }
}
