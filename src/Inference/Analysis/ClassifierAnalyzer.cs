using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Classification;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Analysis;

/// <summary>
/// Classes of the whole picture, best first. Outputs that the graph does not end with softmax or sigmoid are logits and
/// go through softmax. Allocates nothing per frame.
/// </summary>
public sealed class ClassifierAnalyzer : DenseAnalyzer
{
    /// <summary>Most classes that are reported for a frame.</summary>
    public const int TopCount = 5;

    private readonly OutputTensor _output;
    private readonly ClassifierOutput _reader;
    private readonly ClassScore[] _best = new ClassScore[TopCount];

    private ClassifierAnalyzer(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
        : base(model, options, tensorizer)
    {
        _reader = new ClassifierOutput(model, options, TopCount);
        _output = new OutputTensor(model.Binding.Outputs[_reader.Index]);
        Info = model.Describe(options, _reader.Kind);
    }

    /// <inheritdoc/>
    public override AnalyzerInfo Info { get; }

    /// <summary>Loads a classifier.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tensorizer">Turns frames into input tensors.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: the model, its card or its labels cannot be used. Kind Configuration: an option is out of range or
    /// names a class that the model does not know.
    /// </exception>
    public static ClassifierAnalyzer Load(ModelOptions options, IFrameTensorizer tensorizer) =>
        From(Load(options, tensorizer, AnalysisTask.Classify), options, tensorizer);

    /// <summary>Takes over a loaded model.</summary>
    internal static ClassifierAnalyzer From(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer) =>
        Make(model, () => new ClassifierAnalyzer(model, options, tensorizer));

    private protected override DenseAnalyzer Make(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer) => From(model, options, tensorizer);

    private protected override void ReadOutputs(in FrameToTensor placement, FrameFormat format, Observations observations)
    {
        _output.Refresh();
        int count = _reader.Read(OutputShapes.Values(_output, 1, Info.Labels.Count), _best, out int malformed);
        foreach (ClassScore label in _best.AsSpan(0, count))
            observations.Add(label);
        observations.Malformed += malformed;
    }
}
