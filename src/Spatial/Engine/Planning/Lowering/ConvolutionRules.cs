using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>Convolutions, transposed ones, and the batch normalisations that fold into them.</summary>
internal static class ConvolutionRules
{
    /// <summary>Conv.</summary>
    public static void Convolution(OnnxNode node, LoweringContext context)
    {
        OnnxTensor weights = Weights(node, context);
        (ChannelValue input, PaddedValue? padded) = Input(node, context);
        int groups = (int)node.Int("group", 1), outputs = (int)weights.Dims[0];
        if (groups < 1 || outputs % groups != 0 || weights.Dims[1] * groups != input.Channels)
            throw VideoDynException.Model($"{node} has weights {weights} in {groups} groups for an input of {input.Channels} channels");

        Window window = WindowReader.Read(node, [(int)weights.Dims[2], (int)weights.Dims[3]], input.Level);
        if (padded is not null)
        {
            window = window with
            {
                Top = window.Top + padded.Top,
                Left = window.Left + padded.Left,
                Bottom = window.Bottom + padded.Bottom,
                Right = window.Right + padded.Right,
            };
        }

        Level level = WindowReader.Output(node, context.Levels, input.Level, window);
        input.Level.Require(window.Overhang(input.Level, level));
        float[] bias = Bias(node, context, outputs);
        Add(node, context, new ConvolutionStep(node.Outputs[0], level, outputs, window, groups, LoweringContext.Finite(node, weights), bias), input);
    }

    /// <summary>ConvTranspose: each class of output pixels, by its place between two input pixels, is a small convolution.</summary>
    public static void Transposed(OnnxNode node, LoweringContext context)
    {
        OnnxTensor weights = Weights(node, context);
        ChannelValue input = context.Map(node.Input(0));
        if (node.Int("group", 1) != 1)
            throw new UnsupportedException("it is a transposed convolution in groups");
        if (weights.Dims[0] != input.Channels)
            throw VideoDynException.Model($"{node} has weights {weights} for an input of {input.Channels} channels");

        int ky = (int)weights.Dims[2], kx = (int)weights.Dims[3], outputs = (int)weights.Dims[1];
        int[] strides = WindowReader.Pair(node, "strides"), dilations = WindowReader.Pair(node, "dilations");
        long[] pads = node.Ints("pads") ?? [0, 0, 0, 0], extra = node.Ints("output_padding") ?? [0, 0];
        if (node.Attribute("output_shape") is not null || node.String("auto_pad", "NOTSET") is "SAME_UPPER" or "SAME_LOWER")
            throw new UnsupportedException("its padding follows from its output size");
        if (pads.Length != 4 || extra.Length != 2)
            throw new UnsupportedException("it is not two-dimensional");

        int height = (strides[0] * (input.Level.Height - 1)) + (int)extra[0] + ((ky - 1) * dilations[0]) + 1 - (int)(pads[0] + pads[2]);
        int width = (strides[1] * (input.Level.Width - 1)) + (int)extra[1] + ((kx - 1) * dilations[1]) + 1 - (int)(pads[1] + pads[3]);
        if (height < 1 || width < 1 || strides[0] < 1 || strides[1] < 1)
            throw VideoDynException.Model($"{node} makes a map of {width} x {height}");
        Level level = context.Levels.Get(height, width, input.Level.StrideY / strides[0], input.Level.StrideX / strides[1]);
        var window = new Window(ky, kx, strides[0], strides[1], dilations[0], dilations[1], (int)pads[0], (int)pads[1], (int)pads[2], (int)pads[3]);
        input.Level.Require(TransposedTaps.Overhang(window, input.Level, level));

        float[] turned = Turn(LoweringContext.Finite(node, weights), input.Channels, outputs, ky * kx);
        var step = new ConvolutionStep(node.Outputs[0], level, outputs, window, 1, turned, Bias(node, context, outputs)) { IsTransposed = true };
        Add(node, context, step, input);
    }

    /// <summary>BatchNormalization: folded into the convolution before it, or a scale and shift of its own.</summary>
    public static void BatchNormalization(OnnxNode node, LoweringContext context)
    {
        if (node.Int("training_mode", 0) != 0)
            throw new UnsupportedException("it is in training mode");
        ChannelValue input = context.Map(node.Input(0));
        float[] scale = LoweringContext.Finite(node, context.RequireConstant(node, 1, "scale"));
        float[] offset = LoweringContext.Finite(node, context.RequireConstant(node, 2, "offset"));
        float[] mean = LoweringContext.Finite(node, context.RequireConstant(node, 3, "mean"));
        float[] variance = LoweringContext.Finite(node, context.RequireConstant(node, 4, "variance"));
        double epsilon = node.Float("epsilon", 1e-5f);
        if (scale.Length != input.Channels || offset.Length != scale.Length || mean.Length != scale.Length || variance.Length != scale.Length)
            throw VideoDynException.Model($"{node} has {scale.Length} channels, but its input has {input.Channels}");

        var factors = new float[scale.Length];
        var shifts = new float[scale.Length];
        for (int c = 0; c < scale.Length; c++)
        {
            double factor = scale[c] / Math.Sqrt(variance[c] + epsilon);
            factors[c] = (float)factor;
            shifts[c] = (float)(offset[c] - (mean[c] * factor));
        }

        LoweringContext.RequireFinite(node, "scale and variance", factors);
        ArithmeticRules.ScaleAndShift(node, context, factors, shifts);
    }

    private static void Add(OnnxNode node, LoweringContext context, ConvolutionStep step, ChannelValue input)
    {
        step.Inputs.Add(input.Source);
        context.Add(step, node.Outputs[0]);
    }

    private static (ChannelValue Input, PaddedValue? Padded) Input(OnnxNode node, LoweringContext context) =>
        context.Value(node.Input(0)) is PaddedValue padded ? (padded.Inner, padded) : (context.Map(node.Input(0)), null);

    private static OnnxTensor Weights(OnnxNode node, LoweringContext context)
    {
        OnnxTensor weights = context.RequireConstant(node, 1, "weight tensor");
        if (weights.Rank != 4)
            throw new UnsupportedException($"its weights have {weights.Rank} dimensions, not the four of a two-dimensional convolution");
        return weights.ElementType == OnnxElementType.Float32
            ? weights
            : throw new UnsupportedException($"its weights are {weights.ElementType}");
    }

    private static float[] Bias(OnnxNode node, LoweringContext context, int channels)
    {
        if (!node.HasInput(2))
            return new float[channels];
        float[] bias = LoweringContext.Finite(node, context.RequireConstant(node, 2, "bias"));
        return bias.Length == channels ? bias : throw VideoDynException.Model($"{node} has {bias.Length} biases for {channels} channels");
    }

    // From input channel, output channel, tap to output channel, input channel, tap.
    private static float[] Turn(float[] weights, int inputs, int outputs, int taps)
    {
        var turned = new float[weights.Length];
        for (int i = 0; i < inputs; i++)
        {
            for (int o = 0; o < outputs; o++)
                Array.Copy(weights, ((i * outputs) + o) * taps, turned, ((o * inputs) + i) * taps, taps);
        }

        return turned;
    }
}
