using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>Pools, and paddings for the steps behind them.</summary>
internal static class PoolRules
{
    /// <summary>MaxPool.</summary>
    public static void Maximum(OnnxNode node, LoweringContext context)
    {
        if (node.Outputs.Length > 1 && node.Outputs[1].Length > 0)
            throw new UnsupportedException("its indices are read");
        Lower(node, context, isMaximum: true);
    }

    /// <summary>AveragePool.</summary>
    public static void Mean(OnnxNode node, LoweringContext context) => Lower(node, context, isMaximum: false);

    /// <summary>GlobalAveragePool.</summary>
    public static void GlobalMean(OnnxNode node, LoweringContext context) => GlobalMean(node, context, context.Map(node.Input(0)));

    /// <summary>Pad with zeros, kept until the pool or convolution behind it takes it over.</summary>
    public static void Pad(OnnxNode node, LoweringContext context)
    {
        ChannelValue input = context.Map(node.Input(0));
        long[] pads = context.Constant(node.Input(1))?.ToInt64s() ?? node.Ints("pads") ?? node.Ints("paddings")
            ?? throw new UnsupportedException("its padding is not a constant");
        float value = context.Constant(node.Input(2)) is { Count: 1 } constant ? constant.ToFloats()[0] : node.Float("value", 0);
        bool isSpatial = pads.Length == 8 && pads[0] == 0 && pads[1] == 0 && pads[4] == 0 && pads[5] == 0 && pads.All(pad => pad >= 0);
        if (node.String("mode", "constant") != "constant" || value != 0 || !isSpatial || node.HasInput(3))
            throw new UnsupportedException("it does not just add zeros around the map");
        if (!context.Graph.Consumers(node.Outputs[0]).All(reader => reader.Is("Conv") || reader.Is("MaxPool") || reader.Is("AveragePool")))
            throw new UnsupportedException("not only convolutions and pools read it");
        context.Set(node.Outputs[0], new PaddedValue(input, (int)pads[2], (int)pads[3], (int)pads[6], (int)pads[7]));
    }

    private static void Lower(OnnxNode node, LoweringContext context, bool isMaximum)
    {
        PaddedValue? padded = context.Value(node.Input(0)) as PaddedValue;
        ChannelValue input = padded?.Inner ?? context.Map(node.Input(0));
        bool ceiling = node.Int("ceil_mode", 0) != 0, countPad = node.Int("count_include_pad", 0) != 0;
        Window window = WindowReader.Read(node, WindowReader.Pair(node, "kernel_shape"), input.Level);
        bool hasPads = window.Top + window.Left + window.Bottom + window.Right > 0;
        if (padded is not null)
        {
            if (hasPads || ceiling || node.String("auto_pad", "NOTSET") is "SAME_UPPER" or "SAME_LOWER")
                throw new UnsupportedException("it pads a map that is padded already");
            window = window with { Top = padded.Top, Left = padded.Left, Bottom = padded.Bottom, Right = padded.Right };
            countPad = true;
        }

        Level level = WindowReader.Output(node, context.Levels, input.Level, window, ceiling);
        bool isGlobal = level.Pixels == 1 && !hasPads && padded is null && !isMaximum
            && window.KernelY == input.Level.Height && window.KernelX == input.Level.Width;
        if (isGlobal)
        {
            GlobalMean(node, context, input);
            return;
        }

        // A window that lies wholly in the padding has no maximum and no mean.
        if (window.Top >= ((window.KernelY - 1) * window.DilationY) + 1 || window.Left >= ((window.KernelX - 1) * window.DilationX) + 1)
            throw new UnsupportedException("its padding is as large as its kernel");
        var step = new PoolStep(node.Outputs[0], level, input.Channels, window, isMaximum) { CountPad = countPad, PadIsZero = padded is not null };
        step.Inputs.Add(input.Source);
        context.Add(step, node.Outputs[0]);
    }

    private static void GlobalMean(OnnxNode node, LoweringContext context, ChannelValue input)
    {
        Level level = context.Levels.Get(1, 1, input.Level.StrideY * input.Level.Height, input.Level.StrideX * input.Level.Width);
        var step = new GlobalMeanStep(node.Outputs[0], level, input.Channels);
        step.Inputs.Add(input.Source);
        context.Add(step, node.Outputs[0]);
    }
}
