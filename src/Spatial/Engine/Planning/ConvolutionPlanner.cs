using VideoDyn.Spatial.Engine.Execution;
using VideoDyn.Spatial.Engine.Execution.Operations;
using VideoDyn.Spatial.Engine.Kernels;
using VideoDyn.Spatial.Engine.Kernels.Activations;
using VideoDyn.Spatial.Engine.Kernels.Lists;
using VideoDyn.Spatial.Engine.Planning.Layout;
using VideoDyn.Spatial.Engine.Planning.Packing;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>Prepares convolutions: packed weights, lists, kernels, and how they are bound to the memory of a stream.</summary>
internal sealed unsafe class ConvolutionPlanner(KernelSet kernels, ConstantStore constants, ListTable lists)
{
    private readonly ConvolutionPacker _packer = new(kernels, constants, lists);

    /// <summary>Most singles of scratch rows that an operation needs.</summary>
    public int RowSingles { get; private set; }

    /// <summary>Multiply-accumulates that the kernels of all planned convolutions execute in a full pass.</summary>
    public long Macs { get; private set; }

    /// <summary>Prepares a convolution, with the depthwise convolution in front of it where one was joined.</summary>
    public Func<Binding, Operation> Convolution(ConvolutionStep step)
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
        bool isDirect = activation.IsClamp && (!step.HasResidual || step.ResidualFirst);
        delegate*<TileCall*, int, int, void> finish = kernels.Finish(activation.Kind);
        foreach ((int width, bool isHalf) in parts.SelectMany(part => part.Groups).Select(group => (group.Width, group.IsHalf)).Distinct())
        {
            for (int pixels = 1; pixels <= kernels.MaxPixels(width); pixels++)
                kernels.Tile(pixels, width, isHalf);
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
                    Output = binding.Target(region) + group.Offset,
                    OutputStride = binding.TargetStride(region),
                    Residual = residual is null ? null : binding.Map(residual) + step.Inputs[1].FirstPosition + group.Offset,
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

            return new ConvolutionOperation(parts, calls, binding.Kernels, binding.Lists, inner?.Invoke(binding), overlaps, binding.Threads, binding.IntoFresh) { Name = step.Name };
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
        int first = source.FirstPosition, span = InnerSpan(source);
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
        int inputList = lists.Reader(step.Active!, input.Level, window.StrideY, window.StrideX);
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
                Output = output is null ? null : binding.Target(output),
                OutputStride = output is null ? 0 : binding.TargetStride(output),
                A = activation.A,
                B = activation.B,
                Slopes = binding.Constant(slopes),
            },
            kernel, binding.Lists, inputList, macs);
    }

    /// <summary>Prepares a depthwise convolution from map to map.</summary>
    public Func<Binding, Operation> Depthwise(ConvolutionStep step)
    {
        Func<Binding, BoundDepthwise> convolution = BindDepthwise(step, step.Inputs[0], step.Region, out _);
        int own = lists.Own(step.Active!);
        return binding => new DepthwiseOperation(convolution(binding), binding.Lists, own, binding.IntoFresh) { Name = step.Name };
    }
}
