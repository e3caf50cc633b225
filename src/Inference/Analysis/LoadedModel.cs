using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Shapes;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Analysis;

/// <summary>A detector whose graph, card, session and head are put together and checked against each other.</summary>
internal sealed class LoadedModel : IDisposable
{
    private LoadedModel(OnnxModel graph, ModelProfile profile, OnnxSession session, OnnxBinding binding, HeadDescriptor head, HeadMatch match)
    {
        Graph = graph;
        Profile = profile;
        Session = session;
        Binding = binding;
        Head = head;
        Match = match;
        Picture = binding.Inputs.First(input => input.Name == profile.InputName);
    }

    public OnnxModel Graph { get; }

    public ModelProfile Profile { get; }

    public OnnxSession Session { get; }

    public OnnxBinding Binding { get; }

    public HeadDescriptor Head { get; }

    public HeadMatch Match { get; }

    /// <summary>The picture input.</summary>
    public BoundTensor Picture { get; }

    /// <summary>Multiply-accumulates of one run.</summary>
    public long Macs => ModelFacts.Macs(Graph, ShapeInference.Infer(Graph, new Dictionary<string, long[]> { [Profile.InputName] = Profile.InputShape }));

    /// <summary>Loads everything.</summary>
    /// <exception cref="VideoDynException">Kind Model.</exception>
    public static LoadedModel Load(ModelOptions options)
    {
        OnnxModel graph = OnnxReader.Load(options.ModelPath);
        CardChoice choice = CardChoice.For(options.ModelPath, options.CardPath, graph);
        ModelProfile profile = ProfileResolver.Resolve(options.ModelPath, graph, choice, options.InputSize, options.LabelsPath).Require();
        OnnxSession session = OnnxSession.Open(options.ModelPath, new OnnxSessionSettings { Threads = options.Threads });
        OnnxBinding? binding = null;
        try
        {
            var shapes = new Dictionary<string, long[]> { [profile.InputName] = profile.InputShape };
            binding = session.Bind(shapes, ModelFacts.OutputsMayVary(graph, shapes));
            (HeadDescriptor head, HeadMatch match) = HeadRegistry.Resolve(session.ModelFile, Question(graph, profile, binding), profile.Head);
            if (match.ClassCount != profile.Labels.Count)
            {
                throw VideoDynException.Model(
                    $"model '{session.ModelFile}': {profile.LabelSource} gives {profile.Labels.Count} labels, but head '{head.Name}' finds {match.ClassCount} classes in the graph's outputs");
            }

            return new LoadedModel(graph, profile, session, binding, head, match);
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
        Session.Dispose();
    }

    private static HeadQuestion Question(OnnxModel graph, ModelProfile profile, OnnxBinding binding) => new()
    {
        InputWidth = profile.Input.Width,
        InputHeight = profile.Input.Height,
        Outputs = [.. binding.Outputs.Select(output => new OutputShape(output.Name, output.Type, output.Shape.ToArray()))],
        Operators = ModelFacts.Operators(graph),
        LabelCount = profile.Labels.Count,
    };
}
