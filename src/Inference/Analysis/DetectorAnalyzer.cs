using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Analysis;

/// <summary>The dense analyzer: every pixel of every frame through ONNX Runtime. Allocates nothing per frame.</summary>
public sealed class DetectorAnalyzer : IAnalyzer
{
    private readonly LoadedModel _model;
    private readonly ModelOptions _options;
    private readonly IFrameTensorizer _tensorizer;
    private readonly OutputTensor[] _outputs;
    private readonly DetectionReader _reader;

    private DetectorAnalyzer(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
    {
        _model = model;
        _options = options;
        _tensorizer = tensorizer;
        _outputs = [.. model.Binding.Outputs.Select(output => new OutputTensor(output))];
        _reader = new DetectionReader(model.Match, model.Profile, options);
        Info = model.Describe(options, _reader.Head);
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; }

    /// <summary>How frames go into the model.</summary>
    public InputSpec Input => _model.Profile.Input;

    /// <summary>Loads a detector.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tensorizer">Turns frames into input tensors.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: the model, its card or its labels cannot be used. Kind Configuration: an option is out of range or
    /// names a class that the model does not know.
    /// </exception>
    public static DetectorAnalyzer Load(ModelOptions options, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tensorizer);
        return From(LoadedModel.Load(options).Require(AnalysisTask.Detect), options, tensorizer);
    }

    /// <summary>Takes over a loaded model.</summary>
    internal static DetectorAnalyzer From(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
    {
        try
        {
            return new DetectorAnalyzer(model, options, tensorizer);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The same model with working memory of its own.</summary>
    internal DetectorAnalyzer Copy(IFrameTensorizer tensorizer) => From(_model.Copy(), _options, tensorizer);

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
        foreach (OutputTensor output in _outputs)
            output.Refresh();
        _reader.Read(_outputs, placement, frame.Format, observations);
        clock.Enter(caller);

        observations.Macs = Info.DenseMacs;
        observations.ExecutedShare = 1;
        observations.WasFullPass = true;
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
