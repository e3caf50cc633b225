using VideoDyn.Spatial.Engine.Kernels;
using VideoDyn.Spatial.Engine.Planning.Layout;
using VideoDyn.Spatial.Engine.Planning.Lowering;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Packing;

/// <summary>
/// Turns a convolution into runs and packed weights. The weights lie in the order in which the kernel meets them: group of
/// output channels, then tap and input channel as they follow each other in memory.
/// </summary>
internal sealed class ConvolutionPacker(KernelSet kernels, ConstantStore constants, ListTable lists)
{
    // Weights of one piece and group: half a nearest cache, so that a chunk of pixels can pass over them.
    private const int PieceBytes = 160 * 1024;

    // Up to here the whole reduction is one piece: streaming the weights costs less than storing sums.
    private const int WholeBytes = 320 * 1024;

    /// <summary>Packs a convolution.</summary>
    /// <param name="step">The convolution, its regions planned.</param>
    /// <param name="innerPositions">Position of each input channel in the rows of an inner depthwise convolution; null for a map.</param>
    public PackedPart[] Pack(ConvolutionStep step, int[]? innerPositions)
    {
        if (step.IsTransposed)
            return [.. Phases(step)];
        var parts = new PackedPart[step.Groups];
        int inputs = step.GroupInputs, outputs = step.Channels / step.Groups;
        Source source = step.Inputs[0];
        for (int group = 0; group < step.Groups; group++)
        {
            Tap[] taps = innerPositions is not null ? [new(0, 0)] : [.. Taps(step)];
            int[] positions = (innerPositions ?? RegionPlanner.Positions(source))[(group * inputs)..((group + 1) * inputs)];
            int inputList = innerPositions is not null
                ? -1
                : lists.Reader(step.Active!, source.Step.Level, step.Window.StrideY, step.Window.StrideX);
            int first = group * outputs;
            parts[group] = Part(step, inputList, lists.Own(step.Active!), taps, positions, first, outputs);
        }

        return parts;
    }

    private static IEnumerable<Tap> Taps(ConvolutionStep step)
    {
        Window window = step.Window;
        Region map = step.Inputs[0].Step.Region!.Root;
        for (int y = 0; y < window.KernelY; y++)
        {
            for (int x = 0; x < window.KernelX; x++)
            {
                int dy = (y * window.DilationY) - window.Top, dx = (x * window.DilationX) - window.Left;
                yield return new Tap((y * window.KernelX) + x, ((dy * map.Level.Pitch) + dx) * map.Stride);
            }
        }
    }

    private IEnumerable<PackedPart> Phases(ConvolutionStep step)
    {
        Window window = step.Window;
        Source source = step.Inputs[0];
        Region map = source.Step.Region!.Root;
        int[] positions = RegionPlanner.Positions(source);
        for (int py = 0; py < Math.Min(window.StrideY, step.Level.Height); py++)
        {
            for (int px = 0; px < Math.Min(window.StrideX, step.Level.Width); px++)
            {
                var taps = new List<Tap>();
                foreach ((int ky, int dy) in TransposedTaps.Along(window.KernelY, window.StrideY, window.DilationY, window.Top, py))
                {
                    foreach ((int kx, int dx) in TransposedTaps.Along(window.KernelX, window.StrideX, window.DilationX, window.Left, px))
                        taps.Add(new Tap((ky * window.KernelX) + kx, ((dy * map.Level.Pitch) + dx) * map.Stride));
                }

                var key = new PixelListKey(ListKind.Phase, step.Active!, source.Step.Level, window.StrideY, window.StrideX, py, px);
                int output = lists.Number(key), input = lists.Number(key with { Kind = ListKind.PhaseReader });
                yield return Part(step, input, output, [.. taps], positions, 0, step.Channels);
            }
        }
    }

    private PackedPart Part(ConvolutionStep step, int inputList, int outputList, Tap[] taps, int[] positions, int firstOutput, int outputs)
    {
        // Input channels in the order of memory: sums do not care, and runs get longest.
        int[] order = [.. Enumerable.Range(0, positions.Length).OrderBy(i => positions[i])];
        Region region = step.Region!;
        int offset = step.Groups > 1 ? region.Positions[firstOutput] : 0;
        int[] outputPositions = [.. Enumerable.Range(0, outputs).Select(o => region.Positions[firstOutput + o] - offset)];
        int blocks = (outputPositions.Max() / KernelSet.BlockChannels) + 1;
        // In a wide layer half a block is little, and tiles of four blocks are worth more.
        bool isHalf = outputPositions.Max() % KernelSet.BlockChannels < KernelSet.BlockChannels / 2
            && (kernels.MaxWidth == 1 || blocks <= kernels.MaxHalfWidth);
        int perTap = step.Weights.Length / step.Channels / Math.Max(1, order.Length);
        int[] widths = Widths(blocks);
        (ChannelRun[] runs, PackedPiece[] pieces, (int Tap, int Channel)[] sequence) = Sequence(taps, positions, order, widths.Max());

        var groups = new List<PackedGroup>();
        var macs = new List<long>();
        int block = 0;
        foreach (int width in widths)
        {
            int from = block * KernelSet.BlockChannels, count = width * KernelSet.BlockChannels;
            int[] channelOf = [.. Enumerable.Repeat(-1, count)];
            for (int o = 0; o < outputs; o++)
            {
                if (outputPositions[o] >= from && outputPositions[o] < from + count)
                    channelOf[outputPositions[o] - from] = firstOutput + o;
            }

            groups.Add(new PackedGroup(
                offset + from, width, constants.AddNumbers(Weights(step, sequence, channelOf, order.Length, perTap)),
                constants.AddNumbers([.. channelOf.Select(c => c < 0 ? 0 : step.Bias[c])]),
                step.Activation.Slopes is { } slopes ? constants.AddNumbers([.. channelOf.Select(c => c < 0 ? 0 : slopes[c])]) : -1,
                isHalf && block + width == blocks));
            macs.Add((long)taps.Length * order.Length * channelOf.Count(c => c >= 0));
            block += width;
        }

        return new PackedPart
        {
            InputList = inputList,
            OutputList = outputList,
            Runs = constants.Add<ChannelRun>(runs),
            Pieces = pieces,
            Length = sequence.Length,
            Groups = [.. groups],
            Macs = [.. macs],
        };
    }

    // Tiles of four blocks are the most efficient; a rest of one block is never left alone where it can share.
    private int[] Widths(int blocks)
    {
        int most = Math.Min(4, kernels.MaxWidth);
        if (most < 4)
            return [.. Enumerable.Repeat(1, blocks)];
        if (blocks == 5)
            return [5];
        int count = (blocks + most - 1) / most;
        return [.. Enumerable.Range(0, count).Select(i => (blocks / count) + (i < blocks % count ? 1 : 0))];
    }

    private static (ChannelRun[] Runs, PackedPiece[] Pieces, (int Tap, int Channel)[] Sequence) Sequence(
        Tap[] taps, int[] positions, int[] order, int width)
    {
        var runs = new List<ChannelRun>();
        var pieces = new List<PackedPiece>();
        var sequence = new List<(int Tap, int Channel)>();
        int bytesPerSingle = width * KernelSet.BlockChannels * sizeof(float);
        int length = taps.Length * order.Length;
        int channels = order.Length;
        if ((long)length * bytesPerSingle > WholeBytes)
        {
            // Whole cache lines of input channels, all taps of them: the pixels of a chunk stay in the nearest cache.
            channels = Math.Max(KernelSet.BlockChannels, PieceBytes / bytesPerSingle / taps.Length / KernelSet.BlockChannels * KernelSet.BlockChannels);
        }

        for (int from = 0; from < order.Length; from += channels)
        {
            int firstRun = runs.Count, start = sequence.Count;
            foreach (Tap tap in taps)
            {
                foreach (int channel in order.AsSpan(from, Math.Min(channels, order.Length - from)))
                {
                    int offset = tap.Offset + positions[channel];
                    if (runs.Count > firstRun && runs[^1].Offset + runs[^1].Length == offset)
                        runs[^1] = runs[^1] with { Length = runs[^1].Length + 1 };
                    else
                        runs.Add(new ChannelRun(offset, 1));
                    sequence.Add((tap.Number, channel));
                }
            }

            pieces.Add(new PackedPiece(firstRun, runs.Count - firstRun, start));
        }

        if (sequence.Count == 0)
        {
            // No tap reaches this phase: its result is the bias. One weight of zero keeps the kernel's loops simple.
            runs.Add(new ChannelRun(positions.Min(), 1));
            pieces = [new PackedPiece(0, 1, 0)];
            sequence.Add((-1, 0));
        }

        return ([.. runs], [.. pieces], [.. sequence]);
    }

    private static float[] Weights(ConvolutionStep step, (int Tap, int Channel)[] sequence, int[] channelOf, int inputs, int taps)
    {
        var packed = new float[sequence.Length * channelOf.Length];
        for (int k = 0; k < sequence.Length; k++)
        {
            (int tap, int channel) = sequence[k];
            for (int c = 0; c < channelOf.Length && tap >= 0; c++)
            {
                if (channelOf[c] >= 0)
                    packed[(k * channelOf.Length) + c] = step.Weights[(((channelOf[c] * inputs) + channel) * taps) + tap];
            }
        }

        return packed;
    }

    // One tap of the kernel: its number in the weights and its offset in singles from the pixel.
    private readonly record struct Tap(int Number, int Offset);
}
