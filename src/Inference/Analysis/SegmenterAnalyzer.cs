using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Analysis;

/// <summary>A class for every pixel of every frame: class map and area per class. Allocates nothing per frame.</summary>
public sealed class SegmenterAnalyzer : IAnalyzer
{
    private readonly LoadedModel _model;
    private readonly ModelOptions _options;
    private readonly IFrameTensorizer _tensorizer;
    private readonly OutputTensor[] _outputs;
    private readonly SegmentationReader _reader;

    private SegmenterAnalyzer(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
    {
        _model = model;
        _options = options;
        _tensorizer = tensorizer;
        _outputs = [.. model.Binding.Outputs.Select(output => new OutputTensor(output))];
        _reader = new SegmentationReader(
            model.Graph, model.Profile, options,
            [.. model.Binding.Outputs.Select(output => new OutputShape(output.Name, output.Type, output.Shape.ToArray()))]);
        Info = model.Describe(options, SegmentationReader.Head);
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; }

    /// <summary>Loads a segmenter.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tensorizer">Turns frames into input tensors.</param>
    /// <exception cref="Core.Errors.VideoDynException">
    /// Kind Model: the model, its card or its labels cannot be used. Kind Configuration: an option is out of range or
    /// does not apply.
    /// </exception>
    public static SegmenterAnalyzer Load(ModelOptions options, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tensorizer);
        ModelOptionChecks.Require(options);
        return From(LoadedModel.Load(options).Require(AnalysisTask.Segment), options, tensorizer);
    }

    /// <summary>Takes over a loaded model.</summary>
    internal static SegmenterAnalyzer From(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
    {
        try
        {
            return new SegmenterAnalyzer(model, options, tensorizer);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The same model with working memory of its own.</summary>
    internal SegmenterAnalyzer Copy(IFrameTensorizer tensorizer) => From(_model.Copy(), _options, tensorizer);

    /// <inheritdoc/>
    public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(observations);
        if (region is not RegionPlan.DensePlan)
            throw new ArgumentException($"a segmenter cannot execute region plan {region?.GetType().Name}", nameof(region));

        observations.Clear();
        StageClock clock = observations.Clock;
        Stage caller = clock.Enter(Stage.Preprocess);
        FrameToTensor placement = _tensorizer.Write(frame, _model.Profile.Input, _model.Picture.Bytes);
        clock.Enter(Stage.Inference);
        _model.Binding.Run();
        clock.Enter(Stage.Postprocess);
        foreach (OutputTensor output in _outputs)
            output.Refresh();
        _reader.Read(_outputs, placement, observations);
        clock.Enter(caller);

        observations.Macs = Info.DenseMacs;
        observations.ExecutedShare = 1;
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
