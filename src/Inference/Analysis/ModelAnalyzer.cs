using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Inference.Analysis;

/// <summary>The analyzer for whatever a model does.</summary>
public static class ModelAnalyzer
{
    /// <summary>Loads a detector, segmenter or classifier, as the card's task says.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tensorizer">Turns frames into input tensors.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: the model, its card or its labels cannot be used, or it does none of these. Kind Configuration: an
    /// option is out of range or names a class that the model does not know.
    /// </exception>
    public static IAnalyzer Load(ModelOptions options, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tensorizer);
        ModelOptionChecks.Require(options);
        LoadedModel model = LoadedModel.Load(options);
        return model.Profile.Task switch
        {
            AnalysisTask.Segment => SegmenterAnalyzer.From(model, options, tensorizer),
            AnalysisTask.Classify => ClassifierAnalyzer.From(model, options, tensorizer),
            // One that only makes vectors of crops cannot analyze frames; this says so.
            _ => DetectorAnalyzer.From(model.Require(AnalysisTask.Detect), options, tensorizer),
        };
    }

    /// <summary>
    /// An analyzer for another thread on the session that a loaded one runs on: same model, same options, working memory
    /// of its own. The model is unloaded with the last of them.
    /// </summary>
    /// <param name="loaded">What <see cref="Load"/> returned; not disposed yet.</param>
    /// <param name="tensorizer">Turns frames into input tensors; not the loaded analyzer's own.</param>
    /// <exception cref="ArgumentException">The analyzer is none that <see cref="Load"/> makes.</exception>
    public static IAnalyzer Copy(IAnalyzer loaded, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        ArgumentNullException.ThrowIfNull(tensorizer);
        return loaded is DenseAnalyzer dense ? dense.Copy(tensorizer) : throw new ArgumentException($"{loaded.GetType().Name} cannot be shared", nameof(loaded));
    }
}
