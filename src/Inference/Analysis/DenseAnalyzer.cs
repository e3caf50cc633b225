using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Inference.Analysis;

/// <summary>
/// A network that ONNX Runtime computes on every pixel of every frame. What its outputs say is read by the kind of network.
/// Allocates nothing per frame.
/// </summary>
public abstract class DenseAnalyzer : IAnalyzer
{
    private readonly LoadedModel _model;
    private readonly ModelOptions _options;
    private readonly IFrameTensorizer _tensorizer;

    private protected DenseAnalyzer(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
    {
        _model = model;
        _options = options;
        _tensorizer = tensorizer;
    }

    /// <inheritdoc/>
    public abstract AnalyzerInfo Info { get; }

    /// <summary>How frames go into the model.</summary>
    public InputSpec Input => _model.Profile.Input;

    /// <inheritdoc/>
    public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(observations);
        if (region is not RegionPlan.DensePlan)
            throw new ArgumentException($"the dense analyzer cannot execute region plan {region.GetType().Name}", nameof(region));

        observations.Clear();
        StageClock clock = observations.Clock;
        Stage caller = clock.Enter(Stage.Preprocess);
        FrameToTensor placement = _tensorizer.Write(frame, _model.Profile.Input, _model.Picture.Bytes);
        clock.Enter(Stage.Inference);
        _model.Binding.Run();
        clock.Enter(Stage.Postprocess);
        ReadOutputs(placement, frame.Format, observations);
        clock.Enter(caller);

        observations.Macs = Info.DenseMacs;
        observations.ExecutedShare = 1;
        observations.WasFullPass = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _model.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The same model with working memory of its own.</summary>
    internal DenseAnalyzer Copy(IFrameTensorizer tensorizer) => Make(_model.Copy(), _options, tensorizer);

    /// <summary>An analyzer of this kind that takes over a loaded model.</summary>
    private protected abstract DenseAnalyzer Make(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer);

    /// <summary>Adds what the outputs of the last run say.</summary>
    private protected abstract void ReadOutputs(in FrameToTensor placement, FrameFormat format, Observations observations);

    /// <summary>Loads a model that must have a task.</summary>
    private protected static LoadedModel Load(ModelOptions options, IFrameTensorizer tensorizer, AnalysisTask task)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tensorizer);
        ModelOptionChecks.Require(options);
        return LoadedModel.Load(options).Require(task);
    }

    /// <summary>Makes an analyzer of a loaded model, which is unloaded if that fails.</summary>
    private protected static T Make<T>(LoadedModel model, Func<T> analyzer)
        where T : DenseAnalyzer
    {
        try
        {
            return analyzer();
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
