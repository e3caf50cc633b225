using System.Numerics.Tensors;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;

namespace VideoDyn.Inference.Crops;

/// <summary>
/// Turns crops of a frame into vectors that are alike for the same individual (re-identification). Vectors have length 1,
/// so their dot product is the cosine. Used by one thread at a time.
/// </summary>
public sealed class Embedder : IDisposable
{
    private readonly CropRunner _runner;

    private Embedder(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
    {
        if (model.Binding.Outputs.Count != 1)
            throw VideoDynException.Model($"model '{Path.GetFileName(options.ModelPath)}': {model.Binding.Outputs.Count} outputs; expected one vector");
        Info = model.Describe(options, "embedding");
        _runner = new CropRunner(model, tensorizer, output: 0);
    }

    /// <summary>What runs.</summary>
    public AnalyzerInfo Info { get; }

    /// <summary>Numbers per vector.</summary>
    public int Dimension => _runner.Length;

    /// <summary>Most crops that go through the model in one run, at least 1.</summary>
    public int MostAtOnce => _runner.MostAtOnce;

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

    /// <summary>Computes the vectors of crops, in one batch where the model allows it.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <param name="boxes">The crops in frame pixels; what sticks out of the frame is cut off.</param>
    /// <param name="vectors">
    /// Receives <see cref="Dimension"/> numbers per crop; all zero when a box has no pixel in the frame or the network
    /// gives no finite numbers for it.
    /// </param>
    /// <param name="clock">Where the time is booked (stages Preprocess and Inference); null for nowhere.</param>
    /// <returns>How many crops went through the network.</returns>
    /// <exception cref="VideoDynException">Kind Model: the network failed.</exception>
    public int Embed(FrameLease frame, ReadOnlySpan<BoundingBox> boxes, Span<float> vectors, StageClock? clock = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        int done = _runner.Run(frame, boxes, vectors, clock);
        for (int index = 0; index < boxes.Length; index++)
        {
            Span<float> vector = vectors.Slice(index * Dimension, Dimension);
            float length = TensorPrimitives.Norm<float>(vector);
            if (length > 0 && float.IsFinite(length))
                TensorPrimitives.Divide(vector, length, vector);
            else
                vector.Clear();
        }

        return done;
    }

    /// <summary>Computes the vector of one crop.</summary>
    /// <returns>Whether there is a vector.</returns>
    /// <inheritdoc cref="Embed(FrameLease, ReadOnlySpan{BoundingBox}, Span{float}, StageClock?)"/>
    public bool Embed(FrameLease frame, in BoundingBox box, Span<float> vector)
    {
        Embed(frame, [box], vector);
        return vector[..Dimension].ContainsAnyExcept(0f);
    }

    /// <inheritdoc/>
    public void Dispose() => _runner.Dispose();
}
