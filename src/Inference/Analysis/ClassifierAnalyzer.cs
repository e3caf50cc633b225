using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Classification;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Analysis;

/// <summary>
/// Classes of the whole picture, best first. Outputs that the graph does not end with softmax or sigmoid are logits and
/// go through softmax. Allocates nothing per frame.
/// </summary>
public sealed class ClassifierAnalyzer : IAnalyzer
{
    /// <summary>Most classes that are reported for a frame.</summary>
    public const int TopCount = 5;

    private readonly LoadedModel _model;
    private readonly IFrameTensorizer _tensorizer;
    private readonly OutputTensor _output;
    private readonly ClassifierOutput _reader;
    private readonly ClassScore[] _best = new ClassScore[TopCount];

    private ClassifierAnalyzer(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
    {
        _model = model;
        _tensorizer = tensorizer;
        _reader = new ClassifierOutput(model, options, TopCount);
        _output = new OutputTensor(model.Binding.Outputs[_reader.Index]);
        Info = model.Describe(options, _reader.Kind);
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; }

    /// <summary>Loads a classifier.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tensorizer">Turns frames into input tensors.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: the model, its card or its labels cannot be used. Kind Configuration: an option is out of range or
    /// names a class that the model does not know.
    /// </exception>
    public static ClassifierAnalyzer Load(ModelOptions options, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tensorizer);
        ModelOptionChecks.Require(options);
        return From(LoadedModel.Load(options).Require(AnalysisTask.Classify), options, tensorizer);
    }

    /// <summary>Takes over a loaded model.</summary>
    internal static ClassifierAnalyzer From(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
    {
        try
        {
            return new ClassifierAnalyzer(model, options, tensorizer);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(observations);
        if (region is not RegionPlan.DensePlan)
            throw new ArgumentException($"a classifier cannot execute region plan {region?.GetType().Name}", nameof(region));

        observations.Clear();
        StageClock clock = observations.Clock;
        Stage caller = clock.Enter(Stage.Preprocess);
        _tensorizer.Write(frame, _model.Profile.Input, _model.Picture.Bytes);
        clock.Enter(Stage.Inference);
        _model.Binding.Run();
        clock.Enter(Stage.Postprocess);
        _output.Refresh();
        int count = _reader.Read(OutputShapes.Values(_output, 1, Info.Labels.Count), _best, out int malformed);
        foreach (ClassScore label in _best.AsSpan(0, count))
            observations.Add(label);
        observations.Malformed += malformed;
        clock.Enter(caller);

        observations.Macs = Info.DenseMacs;
        observations.ExecutedShare = 1;
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();
}
