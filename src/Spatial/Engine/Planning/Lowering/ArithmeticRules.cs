using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine.Kernels.Lists;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>Sums, differences, products and quotients of maps, constants and maps of one pixel.</summary>
internal static class ArithmeticRules
{
    /// <summary>Add.</summary>
    public static void Add(OnnxNode node, LoweringContext context) => Binary(node, context, ElementwiseKind.Add);

    /// <summary>Sub.</summary>
    public static void Subtract(OnnxNode node, LoweringContext context) => Binary(node, context, ElementwiseKind.Subtract);

    /// <summary>Mul.</summary>
    public static void Multiply(OnnxNode node, LoweringContext context)
    {
        if (!ActivationRules.TryFinishGate(node, context))
            Binary(node, context, ElementwiseKind.Multiply);
    }

    /// <summary>Div.</summary>
    public static void Divide(OnnxNode node, LoweringContext context) => Binary(node, context, ElementwiseKind.Divide);

    /// <summary>Scales and shifts each channel, inside the step before where that is possible.</summary>
    public static void ScaleAndShift(OnnxNode node, LoweringContext context, float[] scale, float[] shift)
    {
        string name = node.Inputs.First(context.Has), output = node.Outputs[0];
        LoweringContext.RequireFinite(node, "scale", scale);
        LoweringContext.RequireFinite(node, "shift", shift);
        if (context.ExclusiveConvolution(name) is { HasResidual: false, Activation.IsNone: true } convolution)
        {
            int perChannel = convolution.Weights.Length / convolution.Channels;
            for (int c = 0; c < convolution.Channels; c++)
            {
                foreach (ref float weight in convolution.Weights.AsSpan(c * perChannel, perChannel))
                    weight *= scale[c];
                convolution.Bias[c] = (convolution.Bias[c] * scale[c]) + shift[c];
            }

            context.Absorb(convolution, output);
            return;
        }

        if (context.ExclusiveElementwise(name) is { Activation.IsNone: true } elementwise)
        {
            elementwise.Shift = [.. shift.Select((s, c) => ((elementwise.Shift?[c] ?? 0) * scale[c]) + s)];
            elementwise.Scale = [.. scale.Select((s, c) => (elementwise.Scale?[c] ?? 1) * s)];
            context.Absorb(elementwise, output);
            return;
        }

        ChannelValue input = context.Map(name);
        var step = new ElementwiseStep(output, input.Level, input.Channels, ElementwiseKind.First) { Scale = scale, Shift = shift };
        step.Inputs.Add(input.Source);
        context.Add(step, output);
    }

    private static void Binary(OnnxNode node, LoweringContext context, ElementwiseKind kind)
    {
        OnnxTensor? first = context.Constant(node.Input(0)), second = context.Constant(node.Input(1));
        if (first is not null || second is not null)
        {
            WithConstant(node, context, kind, first, second);
            return;
        }

        ChannelValue a = context.Map(node.Input(0)), b = context.Map(node.Input(1));
        if (a.Channels != b.Channels)
            throw new UnsupportedException($"it combines maps of {a.Channels} and {b.Channels} channels");
        if (a.Level == b.Level)
        {
            if (kind != ElementwiseKind.Add || !TryResidual(node, context))
                OfMaps(node, context, kind, a, b, a.Level);
            return;
        }

        Level level = b.Level.Pixels == 1 ? a.Level : b.Level;
        if (Math.Min(a.Level.Pixels, b.Level.Pixels) != 1)
            throw new UnsupportedException($"it combines maps of {a.Level} and {b.Level}");
        OfMaps(node, context, kind, a, b, level);
    }

    // The convolution moves to the end of the steps, behind whatever makes the other operand: only this sum reads it.
    private static bool TryResidual(OnnxNode node, LoweringContext context)
    {
        if (node.Input(0) == node.Input(1))
            return false;
        for (int i = 1; i >= 0; i--)
        {
            ConvolutionStep? step = context.ExclusiveConvolution(node.Input(i));
            if (step is not { HasResidual: false, IsTransposed: false, Groups: 1 })
                continue;
            step.Inputs.Add(context.Map(node.Input(1 - i)).Source);
            context.Steps.Remove(step);
            context.Steps.Add(step);
            context.Absorb(step, node.Outputs[0]);
            return true;
        }

        return false;
    }

    private static void OfMaps(OnnxNode node, LoweringContext context, ElementwiseKind kind, ChannelValue a, ChannelValue b, Level level)
    {
        var step = new ElementwiseStep(node.Outputs[0], level, a.Channels, kind);
        step.Inputs.Add(a.Source);
        step.Inputs.Add(b.Source);
        context.Add(step, node.Outputs[0]);
    }

    private static void WithConstant(OnnxNode node, LoweringContext context, ElementwiseKind kind, OnnxTensor? first, OnnxTensor? second)
    {
        ChannelValue map = context.Map(node.Input(first is null ? 0 : 1));
        OnnxTensor tensor = (first ?? second)!;
        if (tensor.Rank > 4)
            throw new UnsupportedException($"its constant {tensor} has more dimensions than the map");
        LoweringContext.Finite(node, tensor);
        float[] numbers = LoweringContext.PerChannel(tensor, map.Channels)
            ?? throw new UnsupportedException($"its constant {tensor} varies over rows or columns");
        switch (kind)
        {
            case ElementwiseKind.Add:
                ScaleAndShift(node, context, Ones(numbers.Length, 1), numbers);
                break;
            case ElementwiseKind.Subtract when first is null:
                ScaleAndShift(node, context, Ones(numbers.Length, 1), [.. numbers.Select(number => -number)]);
                break;
            case ElementwiseKind.Subtract:
                ScaleAndShift(node, context, Ones(numbers.Length, -1), numbers);
                break;
            case ElementwiseKind.Multiply:
                ScaleAndShift(node, context, numbers, new float[numbers.Length]);
                break;
            case ElementwiseKind.Divide when first is null:
                ScaleAndShift(node, context, [.. numbers.Select(number => 1 / number)], new float[numbers.Length]);
                break;
            default:
                var step = new ElementwiseStep(node.Outputs[0], map.Level, map.Channels, kind) { FirstConstant = numbers };
                step.Inputs.Add(map.Source);
                context.Add(step, node.Outputs[0]);
                break;
        }
    }

    private static float[] Ones(int count, float value) => [.. Enumerable.Repeat(value, count)];
}
