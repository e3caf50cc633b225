using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Analysis;

namespace VideoDyn.Inference.Analysis;

/// <summary>A detector's graph and card, checked against each other, before anything that runs it exists.</summary>
/// <param name="File">File name, for messages.</param>
/// <param name="Graph">The graph.</param>
/// <param name="Profile">How pictures go in and what the classes are called.</param>
public sealed record DetectorModel(string File, OnnxModel Graph, ModelProfile Profile)
{
    /// <summary>Reads model and card.</summary>
    /// <exception cref="VideoDynException">Kind Model: one of them cannot be read, or they contradict each other.</exception>
    public static DetectorModel Read(ModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ModelOptionChecks.Require(options);
        OnnxModel graph = OnnxReader.Load(options.ModelPath);
        CardChoice choice = CardChoice.For(options.ModelPath, options.CardPath, graph);
        ModelProfile profile = ProfileResolver.Resolve(options.ModelPath, graph, choice, options.InputSize, options.LabelsPath).Require();
        return new DetectorModel(Path.GetFileName(options.ModelPath), graph, profile);
    }

    /// <summary>Recognises the head that reads given outputs.</summary>
    /// <param name="outputs">The outputs at the input size of the profile.</param>
    /// <exception cref="VideoDynException">Kind Model: no head fits, or it finds another number of classes than there are labels.</exception>
    public HeadMatch Recognize(IEnumerable<OutputShape> outputs)
    {
        (HeadDescriptor head, HeadMatch match) = HeadRegistry.Resolve(File, Question(outputs), Profile.Head);
        if (match.ClassCount != Profile.Labels.Count)
        {
            throw VideoDynException.Model(
                $"model '{File}': {Profile.LabelSource} gives {Profile.Labels.Count} labels, but head '{head.Name}' finds {match.ClassCount} classes in the graph's outputs");
        }

        return match;
    }

    private HeadQuestion Question(IEnumerable<OutputShape> outputs) => new()
    {
        InputWidth = Profile.Input.Width,
        InputHeight = Profile.Input.Height,
        Outputs = [.. outputs.Select(output => output with { Activation = OutputActivation.Of(Graph, output.Name) })],
        Operators = ModelFacts.Operators(Graph),
        LabelCount = Profile.Labels.Count,
        Anchors = Profile.Anchors,
        Notes = Profile.Notes,
    };
}
