using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Spatial.Engine.Kernels.Activations;
using VideoDyn.Spatial.Engine.Kernels.Lists;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>Activations: they join the step that makes their input, or become a step of their own.</summary>
internal static class ActivationRules
{
    /// <summary>Relu.</summary>
    public static void Relu(OnnxNode node, LoweringContext context) => Apply(node, context, Activation.Relu);

    /// <summary>Tanh.</summary>
    public static void Tanh(OnnxNode node, LoweringContext context) => Apply(node, context, new(ActivationKind.Tanh));

    /// <summary>LeakyRelu.</summary>
    public static void LeakyRelu(OnnxNode node, LoweringContext context) =>
        Apply(node, context, new(ActivationKind.LeakyRelu, node.Float("alpha", 0.01f)));

    /// <summary>PRelu with a slope per channel.</summary>
    public static void PRelu(OnnxNode node, LoweringContext context)
    {
        OnnxTensor slopes = context.RequireConstant(node, 1, "slope");
        LoweringContext.Finite(node, slopes);
        float[] numbers = LoweringContext.PerChannel(slopes, context.Map(node.Input(0)).Channels)
            ?? throw new UnsupportedException($"its slopes {slopes} are not one per channel");
        Apply(node, context, new(ActivationKind.PRelu, Slopes: numbers));
    }

    /// <summary>Clip with constant bounds.</summary>
    public static void Clip(OnnxNode node, LoweringContext context)
    {
        float Bound(int input, string attribute, float fallback) => node.HasInput(input)
            ? context.RequireConstant(node, input, attribute).ToFloats()[0]
            : node.Float(attribute, fallback);
        float low = Bound(1, "min", float.NegativeInfinity), high = Bound(2, "max", float.PositiveInfinity);
        if (float.IsNaN(low) || float.IsNaN(high))
            throw VideoDynException.Model($"{node} has a bound that is not a number");
        Apply(node, context, new(ActivationKind.Clamp, low, high));
    }

    /// <summary>Sigmoid, or the first half of x * sigmoid(x).</summary>
    public static void Sigmoid(OnnxNode node, LoweringContext context) => Gate(node, context, new(ActivationKind.Sigmoid));

    /// <summary>HardSigmoid, or the first half of x * hardsigmoid(x).</summary>
    public static void HardSigmoid(OnnxNode node, LoweringContext context) =>
        Gate(node, context, new(ActivationKind.HardSigmoid, node.Float("alpha", 0.2f), node.Float("beta", 0.5f)));

    /// <summary>HardSwish.</summary>
    public static void HardSwish(OnnxNode node, LoweringContext context) =>
        Apply(node, context, new(ActivationKind.HardSwish, 1f / 6, 0.5f));

    /// <summary>The second half of x * gate(x), when its first half was recognised.</summary>
    public static bool TryFinishGate(OnnxNode node, LoweringContext context)
    {
        if (!context.PendingProducts.Remove(node, out string? name))
            return false;
        OnnxNode gate = context.Graph.Producer(node.Inputs.First(input => input != name))!;
        Activation activation = gate.Is("Sigmoid")
            ? new(ActivationKind.Silu)
            : new(ActivationKind.HardSwish, gate.Float("alpha", 0.2f), gate.Float("beta", 0.5f));
        Apply(node.Outputs[0], name, context, activation, readers: 2);
        return true;
    }

    private static void Gate(OnnxNode node, LoweringContext context, Activation alone)
    {
        string input = node.Input(0), output = node.Outputs[0];
        if (context.IsReadBy(output, 1) && context.Graph.Consumers(output)[0] is { } product && product.Is("Mul") && product.Inputs.Contains(input))
        {
            context.Map(input);
            context.PendingProducts[product] = input;
            return;
        }

        Apply(node, context, alone);
    }

    private static void Apply(OnnxNode node, LoweringContext context, Activation activation) =>
        Apply(node.Outputs[0], node.Input(0), context, activation, readers: 1);

    private static void Apply(string output, string name, LoweringContext context, Activation activation, int readers)
    {
        ChannelValue input = context.Map(name);
        bool exclusive = input.Source.IsWhole && !context.IsShared(name) && context.IsReadBy(name, readers);
        if (exclusive && TryJoin(input.Source.Step, activation))
        {
            context.Absorb(input.Source.Step, output);
            return;
        }

        var step = new ElementwiseStep(output, input.Level, input.Channels, ElementwiseKind.First) { Activation = activation };
        step.Inputs.Add(input.Source);
        context.Add(step, output);
    }

    private static bool TryJoin(Step step, Activation activation)
    {
        switch (step)
        {
            case ConvolutionStep { HasResidual: false, Activation.IsNone: true } convolution:
                convolution.Activation = activation;
                return true;
            case ConvolutionStep { HasResidual: true, ResidualFirst: false, Activation.IsNone: true, After.IsNone: true } convolution:
                convolution.ResidualFirst = true;
                convolution.Activation = activation;
                return true;
            case ConvolutionStep { HasResidual: true, ResidualFirst: false, After.IsNone: true } convolution when activation.IsClamp:
                convolution.After = activation;
                return true;
            case ElementwiseStep { Activation.IsNone: true } elementwise:
                elementwise.Activation = activation;
                return true;
            default:
                return false;
        }
    }
}
