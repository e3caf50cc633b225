using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Shapes;
using VideoDyn.Spatial.Engine.Planning.Lowering;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>Finds the largest part of a graph, from its input on, that the engine runs.</summary>
internal sealed class Partitioner
{
    private readonly OnnxModel _model;
    private readonly OnnxValue _input;
    private readonly int[] _shape;
    private readonly GraphShapes _shapes;

    /// <summary>Prepares a model for an input size.</summary>
    /// <exception cref="VideoDynException">The input is not one float picture (kind Model).</exception>
    public Partitioner(OnnxModel model, long[] inputShape, GraphShapes shapes)
    {
        _model = model;
        _shapes = shapes;
        if (model.Graph.Inputs.Length != 1)
            throw VideoDynException.Model($"model '{model.Source}' has {model.Graph.Inputs.Length} inputs, the block engine runs models with one picture");
        _input = model.Graph.Inputs[0];
        if (_input.ElementType != OnnxElementType.Float32 || inputShape.Length != 4 || inputShape[0] != 1)
        {
            throw VideoDynException.Model(
                $"model '{model.Source}' has the input {_input} (here {string.Join('x', inputShape)}), the block engine needs one picture of Float32 in four dimensions");
        }

        _shape = [.. inputShape.Select(dim => (int)dim)];
        IsPacked = model.Graph.Consumers(_input.Name) is { Length: > 0 } readers
            && readers.All(reader => reader.Is("Transpose") && reader.Ints("perm") is [0, 3, 1, 2]);
    }

    /// <summary>Whether the colours of a pixel lie side by side in the model's input.</summary>
    public bool IsPacked { get; }

    /// <summary>Takes the graph apart.</summary>
    /// <param name="levels">Receives the map sizes.</param>
    public Partition Run(out LevelTable levels)
    {
        // A padding or a strided slice is only taken over by the right reader. If none comes, it belongs to the rest:
        // that is known at the end, so the walk starts again without it.
        var refused = new Dictionary<string, string>();
        while (true)
        {
            levels = new LevelTable();
            Partition? partition = TryRun(levels, refused);
            if (partition is not null)
                return partition;
        }
    }

    private Partition? TryRun(LevelTable levels, Dictionary<string, string> refused)
    {
        OnnxGraph graph = _model.Graph;
        var context = new LoweringContext(graph, _model.Opset, levels, _shapes);
        AddInput(context, levels);
        var rest = new List<OnnxNode>();
        var covered = new List<OnnxNode>();
        var cuts = new List<EngineCut>();
        foreach (OnnxNode node in graph.Nodes)
        {
            if (node.Outputs.All(output => output.Length == 0 || context.Has(output) || _shapes.Constant(output) is not null))
                continue;
            string? reason = refused.GetValueOrDefault(node.Outputs[0]);
            bool reachable = node.Reads.All(read => context.Has(read) || context.IsPending(read) || context.Constant(read) is not null);
            if (reason is null && reachable)
            {
                try
                {
                    LoweringRules.Lower(node, context);
                    covered.Add(node);
                    continue;
                }
                catch (UnsupportedException unsupported)
                {
                    reason = unsupported.Message;
                }
            }

            rest.Add(node);
            if (reason is not null)
                cuts.Add(new EngineCut(node.ToString(), reason));
        }

        var needed = new List<OutputValue>();
        foreach (string name in NeededOutside(graph, rest))
        {
            if (!context.Has(name))
                continue;
            if (AsOutput(context.Value(name)) is not { } value)
            {
                refused[name] = "nothing behind it takes it over";
                return null;
            }

            needed.Add(new OutputValue(name, value));
        }

        return new(context.Steps, needed, rest, cuts, covered);
    }

    private void AddInput(LoweringContext context, LevelTable levels)
    {
        (int height, int width, int colours) = IsPacked ? (_shape[1], _shape[2], _shape[3]) : (_shape[2], _shape[3], _shape[1]);
        if (height < 1 || width < 1 || colours < 1)
            throw VideoDynException.Model($"input '{_input.Name}' has the shape {string.Join('x', _shape)}, expected at least 1 in each direction");
        var step = new InputStep(_input.Name, levels.Get(height, width, 1, 1), colours, 1, IsPacked);
        context.Steps.Add(step);
        if (!IsPacked)
        {
            context.Set(_input.Name, ChannelValue.Of(step));
            return;
        }

        foreach (OnnxNode reader in _model.Graph.Consumers(_input.Name))
            context.Set(reader.Outputs[0], ChannelValue.Of(step));
    }

    private static IEnumerable<string> NeededOutside(OnnxGraph graph, List<OnnxNode> rest) =>
        rest.SelectMany(node => node.Reads).Concat(graph.Outputs.Select(output => output.Name)).Distinct();

    private static FlatValue? AsOutput(PlanValue value) => value switch
    {
        FlatValue flat => flat,
        ChannelValue channels => new FlatValue([channels.Source], IsPixelMajor: false, channels.Dims),
        _ => null,
    };
}
