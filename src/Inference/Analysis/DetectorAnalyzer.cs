using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Analysis;

/// <summary>Boxes of objects, from the whole of every frame. Allocates nothing per frame.</summary>
public sealed class DetectorAnalyzer : DenseAnalyzer
{
    private readonly OutputTensor[] _outputs;
    private readonly DetectionReader _reader;

    private DetectorAnalyzer(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
        : base(model, options, tensorizer)
    {
        _outputs = [.. model.Binding.Outputs.Select(output => new OutputTensor(output))];
        _reader = new DetectionReader(model.Match, model.Profile, options);
        Info = model.Describe(options, _reader.Head);
    }

    /// <inheritdoc/>
    public override AnalyzerInfo Info { get; }

    /// <summary>Loads a detector.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tensorizer">Turns frames into input tensors.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: the model, its card or its labels cannot be used. Kind Configuration: an option is out of range or
    /// names a class that the model does not know.
    /// </exception>
    public static DetectorAnalyzer Load(ModelOptions options, IFrameTensorizer tensorizer) =>
        From(Load(options, tensorizer, AnalysisTask.Detect), options, tensorizer);

    /// <summary>Takes over a loaded model.</summary>
    internal static DetectorAnalyzer From(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer) =>
        Make(model, () => new DetectorAnalyzer(model, options, tensorizer));

    private protected override DenseAnalyzer Make(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer) => From(model, options, tensorizer);

    private protected override void ReadOutputs(in FrameToTensor placement, FrameFormat format, Observations observations)
    {
        foreach (OutputTensor output in _outputs)
            output.Refresh();
        _reader.Read(_outputs, placement, format, observations);
    }
}
