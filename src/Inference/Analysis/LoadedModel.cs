using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Analysis;
using VideoDyn.Inference.Onnx.Shapes;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Analysis;

/// <summary>A model whose graph, card, session and head are put together and checked against each other.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly OnnxSession _session;
    private readonly HeadMatch? _match;
    private readonly Func<OnnxBinding> _bind;
    private readonly int[] _holders;

    private LoadedModel(
        OnnxSession session, Func<OnnxBinding> bind, OnnxBinding binding, ModelProfile profile, HeadMatch? match, long macs, int[] holders)
    {
        _session = session;
        _bind = bind;
        _holders = holders;
        Binding = binding;
        Profile = profile;
        _match = match;
        Macs = macs;
        Picture = binding.Inputs.First(input => input.Name == profile.InputName);
    }

    /// <summary>How pictures go in and what the classes are called.</summary>
    public ModelProfile Profile { get; }

    /// <summary>Input and output memory.</summary>
    public OnnxBinding Binding { get; }

    /// <summary>The recognised head of a detector.</summary>
    public HeadMatch Match => _match ?? throw new InvalidOperationException("only detectors have a detection head");

    /// <summary>The graph, for questions about what computes an output.</summary>
    public required OnnxModel Graph { get; init; }

    /// <summary>The picture input.</summary>
    public BoundTensor Picture { get; }

    /// <summary>Multiply-accumulates of one run.</summary>
    public long Macs { get; }

    /// <summary>Loads everything.</summary>
    /// <exception cref="VideoDynException">Kind Model.</exception>
    public static LoadedModel Load(ModelOptions options)
    {
        DetectorModel model = DetectorModel.Read(options);
        OnnxSession session = OnnxSession.Open(options.ModelPath, new OnnxSessionSettings { Threads = options.Threads });
        try
        {
            return Build(session, model, [1]);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The same network for pictures of another size; only the memory is its own. Disposed like any other.</summary>
    /// <exception cref="VideoDynException">Kind Model: the graph does not take the size.</exception>
    public LoadedModel Sized(InputSize size)
    {
        ModelProfile profile = Profile with { Input = Profile.Input with { Width = size.Width, Height = size.Height } };
        LoadedModel sized = Build(_session, new DetectorModel(_session.ModelFile, Graph, profile), _holders);
        Interlocked.Increment(ref _holders[0]);
        return sized;
    }

    private static LoadedModel Build(OnnxSession session, DetectorModel model, int[] holders)
    {
        (OnnxModel graph, ModelProfile profile) = (model.Graph, model.Profile);
        OnnxBinding? binding = null;
        try
        {
            var input = new Dictionary<string, long[]> { [profile.InputName] = profile.InputShape };
            OnnxValue[] sizes = [.. graph.Graph.Inputs.Where(value => value.Name != profile.InputName && SizeInput.Is(value))];
            if (sizes.Length > 1)
                throw VideoDynException.Model($"model '{session.ModelFile}': inputs {string.Join(", ", sizes.Select(size => $"'{size.Name}'"))} are two numbers each; expected at most one, which takes width and height of the picture");
            foreach (OnnxValue size in sizes)
                input[size.Name] = [1, 2];
            GraphShapes shapes = Shapes(session.ModelFile, graph, input);
            bool outputsVary = ModelFacts.OutputsMayVary(graph, shapes);
            OnnxBinding Bind()
            {
                OnnxBinding bound = session.Bind(input, outputsVary);
                foreach (BoundTensor size in bound.Inputs.Where(tensor => sizes.Any(value => value.Name == tensor.Name)))
                    SizeInput.Write(size, profile.Input.Width, profile.Input.Height);
                return bound;
            }

            binding = Bind();
            HeadMatch? match = profile.Task == AnalysisTask.Detect
                ? model.Recognize(binding.Outputs.Select(output => new OutputShape(output.Name, output.Type, output.Shape.ToArray())))
                : null;
            return new LoadedModel(session, Bind, binding, profile, match, GraphCost.Of(graph, shapes).Macs, holders) { Graph = graph };
        }
        catch
        {
            binding?.Dispose();
            throw;
        }
    }

    /// <summary>Whether the graph leaves open how large a picture is.</summary>
    public bool HasOpenSize
    {
        get
        {
            OnnxShape? shape = Graph.Graph.Inputs.First(input => input.Name == Profile.InputName).Shape;
            int row = Profile.Input.Layout == TensorLayout.Nchw ? 2 : 1;
            return shape is null || (shape.Dims[row].Value is null && shape.Dims[row + 1].Value is null);
        }
    }

    /// <summary>Whether the graph leaves open how many pictures go in at once.</summary>
    public bool HasOpenBatch => Graph.Graph.Inputs.First(input => input.Name == Profile.InputName).Shape?.Dims[0].Value is null;

    /// <summary>Memory for several pictures at once, which the caller disposes.</summary>
    /// <exception cref="VideoDynException">Kind Model: the graph does not take them.</exception>
    public OnnxBinding BindBatch(int pictures) =>
        _session.Bind(new Dictionary<string, long[]> { [Profile.InputName] = [pictures, .. Profile.InputShape[1..]] });

    /// <summary>What runs, for summaries and events.</summary>
    public AnalyzerInfo Describe(ModelOptions options, string head) => new()
    {
        Model = Path.GetFileName(options.ModelPath),
        ModelSha256 = ModelHash.OfFile(options.ModelPath),
        Task = Profile.Task,
        Head = head,
        Labels = Profile.Labels,
        Confidence = options.Confidence ?? Profile.Confidence,
        InputWidth = Profile.Input.Width,
        InputHeight = Profile.Input.Height,
        Input = Profile.Input,
        DenseMacs = Macs,
        Threads = options.Threads,
    };

    /// <summary>
    /// The same session with input and output memory of its own, to be run at the same time from another thread. The
    /// session closes with the last of them.
    /// </summary>
    public LoadedModel Copy()
    {
        OnnxBinding binding = _bind();
        Interlocked.Increment(ref _holders[0]);
        return new LoadedModel(_session, _bind, binding, Profile, _match, Macs, _holders) { Graph = Graph };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Binding.Dispose();
        if (Interlocked.Decrement(ref _holders[0]) == 0)
            _session.Dispose();
    }

    /// <summary>Fails unless the model does what its caller needs.</summary>
    /// <exception cref="VideoDynException">Kind Model: it does something else.</exception>
    public LoadedModel Require(AnalysisTask task)
    {
        if (Profile.Task == task)
            return this;
        string found = CardEnums.WordOf(CardEnums.Tasks, Profile.Task), expected = CardEnums.WordOf(CardEnums.Tasks, task);
        string file = _session.ModelFile;
        Dispose();
        throw VideoDynException.Model($"model '{file}': its task is '{found}', expected '{expected}'; the card's key 'task' says what a model does");
    }

    private static GraphShapes Shapes(string file, OnnxModel graph, IReadOnlyDictionary<string, long[]> input)
    {
        try
        {
            return ShapeInference.Infer(graph, input);
        }
        catch (VideoDynException error)
        {
            throw VideoDynException.Model($"model '{file}': {error.Message}", error);
        }
    }
}
