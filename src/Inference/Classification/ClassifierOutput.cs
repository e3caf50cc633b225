using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Onnx.Analysis;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Classification;

/// <summary>
/// Which output of a model holds a number per class, and how it is read. Outputs that the graph does not end with softmax
/// or sigmoid are logits and go through softmax.
/// </summary>
internal sealed class ClassifierOutput
{
    private readonly TopClasses _top;
    private readonly bool[]? _allowed;
    private readonly float _threshold;

    /// <summary>Finds the output.</summary>
    /// <exception cref="VideoDynException">
    /// Kind Model: no output fits the labels. Kind Configuration: the options name a class that the model does not know.
    /// </exception>
    public ClassifierOutput(LoadedModel model, ModelOptions options, int most)
    {
        int classes = model.Profile.Labels.Count;
        IReadOnlyList<BoundTensor> outputs = model.Binding.Outputs;
        int[] fitting = [.. Enumerable.Range(0, outputs.Count).Where(index => outputs[index].Length == classes)];
        if (fitting.Length != 1)
        {
            string found = string.Join(", ", outputs.Select(output => $"'{output.Name}' [{string.Join(", ", output.Shape.ToArray())}]"));
            throw VideoDynException.Model($"model '{Path.GetFileName(options.ModelPath)}': {model.Profile.LabelSource} gives {classes} labels, so one output must have {classes} numbers; the graph gives {found}");
        }

        Index = fitting[0];
        bool areLogits = OutputActivation.Of(model.Graph, outputs[Index].Name) is not ("Softmax" or "Sigmoid");
        Kind = areLogits ? "logits" : "probabilities";
        _top = new TopClasses(classes, most, areLogits);
        _allowed = ClassFilter.Create(options.Classes, model.Profile.Labels);
        _threshold = options.Confidence ?? model.Profile.Confidence;
    }

    /// <summary>Index of the output.</summary>
    public int Index { get; }

    /// <summary>What its numbers are, for summaries.</summary>
    public string Kind { get; }

    /// <summary>Finds the best classes.</summary>
    /// <param name="values">A number per class.</param>
    /// <param name="best">Receives them by falling score.</param>
    /// <param name="malformed">Scores that are no numbers.</param>
    /// <returns>How many there are.</returns>
    public int Read(ReadOnlySpan<float> values, Span<ClassScore> best, out int malformed) =>
        _top.Collect(values, _threshold, _allowed, best, out malformed);
}
