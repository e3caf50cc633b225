using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Analysis;
using VideoDyn.Inference.Onnx.Shapes;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Analysis;

/// <summary>A detector whose graph, card, session and head are put together and checked against each other.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly OnnxSession _session;

    private LoadedModel(OnnxSession session, OnnxBinding binding, ModelProfile profile, HeadMatch match, long macs)
    {
        _session = session;
        Binding = binding;
        Profile = profile;
        Match = match;
        Macs = macs;
        Picture = binding.Inputs.First(input => input.Name == profile.InputName);
    }

    /// <summary>How pictures go in and what the classes are called.</summary>
    public ModelProfile Profile { get; }

    /// <summary>Input and output memory.</summary>
    public OnnxBinding Binding { get; }

    /// <summary>The recognised head.</summary>
    public HeadMatch Match { get; }

    /// <summary>The picture input.</summary>
    public BoundTensor Picture { get; }

    /// <summary>Multiply-accumulates of one run.</summary>
    public long Macs { get; }

    /// <summary>Loads everything.</summary>
    /// <exception cref="VideoDynException">Kind Model.</exception>
    public static LoadedModel Load(ModelOptions options)
    {
        DetectorModel model = DetectorModel.Read(options);
        (OnnxModel graph, ModelProfile profile) = (model.Graph, model.Profile);
        OnnxSession session = OnnxSession.Open(options.ModelPath, new OnnxSessionSettings { Threads = options.Threads });
        OnnxBinding? binding = null;
        try
        {
            var input = new Dictionary<string, long[]> { [profile.InputName] = profile.InputShape };
            GraphShapes shapes = Shapes(session.ModelFile, graph, input);
            binding = session.Bind(input, ModelFacts.OutputsMayVary(graph, shapes));
            HeadMatch match = model.Recognize(
                binding.Outputs.Select(output => new OutputShape(output.Name, output.Type, output.Shape.ToArray())));
            return new LoadedModel(session, binding, profile, match, GraphCost.Of(graph, shapes).Macs);
        }
        catch
        {
            binding?.Dispose();
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Binding.Dispose();
        _session.Dispose();
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
