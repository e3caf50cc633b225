using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Analysis;

/// <summary>A class for every pixel of every frame: class map and area per class. Allocates nothing per frame.</summary>
public sealed class SegmenterAnalyzer : DenseAnalyzer
{
    private readonly OutputTensor[] _outputs;
    private readonly SegmentationReader _reader;

    private SegmenterAnalyzer(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
        : base(model, options, tensorizer)
    {
        _outputs = [.. model.Binding.Outputs.Select(output => new OutputTensor(output))];
        _reader = new SegmentationReader(
            model.Graph, model.Profile, options,
            [.. model.Binding.Outputs.Select(output => new OutputShape(output.Name, output.Type, output.Shape.ToArray()))]);
        Info = model.Describe(options, SegmentationReader.Head);
    }

    /// <inheritdoc/>
    public override AnalyzerInfo Info { get; }

    /// <summary>Loads a segmenter.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tensorizer">Turns frames into input tensors.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: the model, its card or its labels cannot be used. Kind Configuration: an option is out of range or
    /// does not apply.
    /// </exception>
    public static SegmenterAnalyzer Load(ModelOptions options, IFrameTensorizer tensorizer) =>
        From(Load(options, tensorizer, AnalysisTask.Segment), options, tensorizer);

    /// <summary>Takes over a loaded model.</summary>
    internal static SegmenterAnalyzer From(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer) =>
        Make(model, () => new SegmenterAnalyzer(model, options, tensorizer));

    private protected override DenseAnalyzer Make(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer) => From(model, options, tensorizer);

    private protected override void ReadOutputs(in FrameToTensor placement, FrameFormat format, Observations observations)
    {
        foreach (OutputTensor output in _outputs)
            output.Refresh();
        _reader.Read(_outputs, placement, observations);
    }
}
