using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Shapes;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>What is known while a graph is turned into steps.</summary>
internal sealed class LoweringContext(OnnxGraph graph, int opset, LevelTable levels, GraphShapes shapes)
{
    private readonly Dictionary<string, PlanValue> _values = [];
    private readonly HashSet<string> _shared = [];

    /// <summary>The graph.</summary>
    public OnnxGraph Graph { get; } = graph;

    /// <summary>Version of its operator set.</summary>
    public int Opset { get; } = opset;

    /// <summary>The levels.</summary>
    public LevelTable Levels { get; } = levels;

    /// <summary>The steps so far, in the order of execution.</summary>
    public List<Step> Steps { get; } = [];

    /// <summary>The names of x of each x * sigmoid(x) that is found at the sigmoid and made at the product.</summary>
    public Dictionary<OnnxNode, string> PendingProducts { get; } = [];

    /// <summary>Whether the engine makes a value.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A value that the engine makes.</summary>
    public PlanValue Value(string name) => _values.TryGetValue(name, out PlanValue? value)
        ? value
        : throw new UnsupportedException($"it reads '{name}', which the engine does not make");

    /// <summary>A value in the usual shape of a map.</summary>
    public ChannelValue Map(string name) => Value(name) is ChannelValue { IsMap: true } map
        ? map
        : throw new UnsupportedException($"it reads '{name}', which is not a map of 1 x channels x rows x columns");

    /// <summary>Notes what a node makes.</summary>
    /// <param name="name">The value.</param>
    /// <param name="value">What it is.</param>
    /// <param name="from">The value that it merely renames or rearranges; null for a new one.</param>
    public void Set(string name, PlanValue value, string? from = null)
    {
        _values[name] = value;
        if (from is not null && !IsExclusive(from))
            _shared.Add(name);
    }

    /// <summary>The constant of this name; null when it is none.</summary>
    public OnnxTensor? Constant(string name) => name.Length == 0 ? null : Graph.Initializer(name) ?? shapes.Constant(name);

    /// <summary>A constant that a node cannot do without.</summary>
    public OnnxTensor RequireConstant(OnnxNode node, int input, string what) =>
        Constant(node.Input(input)) ?? throw new UnsupportedException($"its {what} is not a constant");

    /// <summary>Whether only one node reads a value, so that this node's work may join the step that makes it.</summary>
    public bool IsExclusive(string name) => !_shared.Contains(name) && IsReadBy(name, 1);

    /// <summary>Whether exactly so many nodes read a value and it is no output.</summary>
    public bool IsReadBy(string name, int readers) =>
        !Graph.IsOutput(name) && Graph.Consumers(name).Sum(node => node.Inputs.Count(input => input == name)) == readers;

    /// <summary>Whether a value is the gate of a product that is made as one with it.</summary>
    public bool IsPending(string name) =>
        PendingProducts.Keys.Any(product => product.Inputs.Contains(name) && PendingProducts[product] != name);

    /// <summary>Whether an alias further up is read by others too.</summary>
    public bool IsShared(string name) => _shared.Contains(name);

    /// <summary>Adds a step and makes its map a value.</summary>
    public void Add(Step step, string output)
    {
        Steps.Add(step);
        Set(output, ChannelValue.Of(step));
    }

    /// <summary>Lets a node's output be the map of a step that took over the node's work.</summary>
    public void Absorb(Step step, string output)
    {
        step.Name = output;
        Set(output, ChannelValue.Of(step));
    }

    /// <summary>The convolution that makes a value, when nothing else reads it.</summary>
    public ConvolutionStep? ExclusiveConvolution(string name) =>
        IsExclusive(name) && Value(name) is ChannelValue { IsMap: true, Source: { IsWhole: true, Step: ConvolutionStep step } } ? step : null;

    /// <summary>The elementwise step that makes a value, when nothing else reads it.</summary>
    public ElementwiseStep? ExclusiveElementwise(string name) =>
        IsExclusive(name) && Value(name) is ChannelValue { IsMap: true, Source: { IsWhole: true, Step: ElementwiseStep step } } ? step : null;

    /// <summary>A constant as one number per channel; null when it varies over rows or columns.</summary>
    public static float[]? PerChannel(OnnxTensor tensor, int channels)
    {
        float[] numbers = tensor.ToFloats();
        if (numbers.Length == 1)
            return [.. Enumerable.Repeat(numbers[0], channels)];
        bool isChannelVector = numbers.Length == channels
            && ((tensor.Rank == 3 && tensor.Dims[0] == channels) || (tensor.Rank == 4 && tensor.Dims[1] == channels));
        return isChannelVector ? numbers : null;
    }

    /// <summary>Numbers of a constant, checked to be finite.</summary>
    /// <exception cref="VideoDynException">One is not (kind Model).</exception>
    public static float[] Finite(OnnxNode node, OnnxTensor tensor)
    {
        float[] numbers = tensor.ToFloats();
        RequireFinite(node, tensor.Name, numbers);
        return numbers;
    }

    /// <summary>Checks numbers that the planner computed from constants.</summary>
    /// <exception cref="VideoDynException">One is not finite (kind Model).</exception>
    public static void RequireFinite(OnnxNode node, string name, float[] numbers)
    {
        int bad = Array.FindIndex(numbers, number => !float.IsFinite(number));
        if (bad >= 0)
            throw VideoDynException.Model(FormattableString.Invariant($"{node} has the weight {numbers[bad]} at position {bad} of '{name}', expected finite numbers"));
    }
}
