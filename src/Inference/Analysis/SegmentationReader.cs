using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Segmentation;

namespace VideoDyn.Inference.Analysis;

/// <summary>
/// From a segmenter's output tensors to a class map and the area of each class. Whoever computed the tensors (ONNX
/// Runtime or the block engine), they are read alike.
/// </summary>
public sealed class SegmentationReader
{
    private const int MostClasses = 256;
    private readonly SegmentReader _reader;

    /// <summary>Prepares a reader; it serves one thread at a time and allocates nothing per frame.</summary>
    /// <param name="graph">The graph, for questions about what computes an output.</param>
    /// <param name="profile">Input and labels of the model.</param>
    /// <param name="options">What the user said about it.</param>
    /// <param name="outputs">The outputs at the input size of the profile, in graph order.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: an output is no class map, or labels and classes differ in number. Kind Configuration: classes were
    /// chosen, which a segmenter cannot do.
    /// </exception>
    public SegmentationReader(OnnxModel graph, ModelProfile profile, ModelOptions options, IReadOnlyList<OutputShape> outputs)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        string file = Path.GetFileName(options.ModelPath);
        int labels = profile.Labels.Count;
        if (labels > MostClasses)
            throw VideoDynException.Model($"model '{file}': {labels} labels; a class map holds at most {MostClasses}");
        if (options.Classes is { Count: > 0 })
            throw VideoDynException.Configuration($"model '{file}' segments: it labels every pixel, so classes cannot be chosen");
        _reader = new SegmentReader(SegmentLayout.Find(file, outputs, profile.Input, labels, graph), profile.Input, labels);
    }

    /// <summary>Name of the way of reading, as a head has one.</summary>
    public const string Head = "classmap";

    /// <summary>Reads the outputs of one run.</summary>
    /// <param name="outputs">The model's outputs in graph order, refreshed.</param>
    /// <param name="placement">Where the frame lies in the input.</param>
    /// <param name="observations">Receives map and areas; cleared already.</param>
    public void Read(IReadOnlyList<OutputTensor> outputs, in FrameToTensor placement, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        _reader.Read(outputs, placement, observations);
    }
}
