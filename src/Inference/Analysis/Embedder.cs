using System.Numerics.Tensors;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Analysis;

/// <summary>
/// Turns crops of a frame into vectors that are alike for the same individual (re-identification). Vectors have length 1,
/// so their dot product is the cosine. Used by one thread at a time.
/// </summary>
public sealed class Embedder : IDisposable
{
    private readonly LoadedModel _model;
    private readonly IFrameTensorizer _tensorizer;
    private readonly OutputTensor _output;

    private Embedder(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
    {
        _model = model;
        _tensorizer = tensorizer;
        if (model.Binding.Outputs.Count != 1)
            throw VideoDynException.Model($"model '{Path.GetFileName(options.ModelPath)}': {model.Binding.Outputs.Count} outputs; expected one vector");
        _output = new OutputTensor(model.Binding.Outputs[0]);
        Dimension = model.Binding.Outputs[0].Length;
        Info = model.Describe(options, "embedding");
    }

    /// <summary>What runs.</summary>
    public AnalyzerInfo Info { get; }

    /// <summary>Numbers per vector.</summary>
    public int Dimension { get; }

    /// <summary>Loads a model whose card says <c>task: embed</c>.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tensorizer">Turns crops into input tensors.</param>
    /// <exception cref="VideoDynException">Kind Model: the model or its card cannot be used. Kind Configuration: an option is out of range.</exception>
    public static Embedder Load(ModelOptions options, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tensorizer);
        ModelOptionChecks.Require(options);
        LoadedModel model = LoadedModel.Load(options).Require(AnalysisTask.Embed);
        try
        {
            return new Embedder(model, options, tensorizer);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Computes the vector of a crop.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <param name="box">The crop in frame pixels; what sticks out of the frame is cut off.</param>
    /// <param name="vector">Receives <see cref="Dimension"/> numbers; all zero when the box has no pixel in the frame or the network gives no finite numbers.</param>
    /// <returns>Whether there is a vector.</returns>
    /// <exception cref="VideoDynException">Kind Model: the network failed.</exception>
    public bool Embed(FrameLease frame, in BoundingBox box, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Span<float> result = vector[..Dimension];
        result.Clear();
        BoundingBox area = box.ClampTo(frame.Format.Width, frame.Format.Height);
        if (!(area.Width >= 1 && area.Height >= 1))
            return false;
        _tensorizer.Write(frame, area, _model.Profile.Input, _model.Picture.Bytes);
        _model.Binding.Run();
        _output.Refresh();
        ReadOnlySpan<float> values = OutputShapes.Values(_output, 1, Dimension);
        float length = TensorPrimitives.Norm(values);
        if (!(length > 0 && float.IsFinite(length)))
            return false;
        TensorPrimitives.Divide(values, length, result);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
