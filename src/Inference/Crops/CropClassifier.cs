using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Classification;

namespace VideoDyn.Inference.Crops;

/// <summary>Classes of parts of a frame, best first. Used by one thread at a time.</summary>
public sealed class CropClassifier : ICropClassifier
{
    /// <summary>Most classes that are reported for a crop.</summary>
    public const int TopCount = 3;

    private readonly CropRunner _runner;
    private readonly ClassifierOutput _output;
    private float[] _values = [];

    private CropClassifier(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
    {
        _output = new ClassifierOutput(model, options, TopCount);
        Info = model.Describe(options, _output.Kind);
        _runner = new CropRunner(model, tensorizer, _output.Index);
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; }

    /// <inheritdoc/>
    public long ExecutedMacs { get; private set; }

    /// <summary>Most crops that go through the model in one run, at least 1.</summary>
    public int MostAtOnce => _runner.MostAtOnce;

    /// <summary>Loads a classifier.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <param name="tensorizer">Turns crops into input tensors.</param>
    /// <exception cref="VideoDynException">
    /// Kind Model: the model, its card or its labels cannot be used. Kind Configuration: an option is out of range or
    /// names a class that the model does not know.
    /// </exception>
    public static CropClassifier Load(ModelOptions options, IFrameTensorizer tensorizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tensorizer);
        ModelOptionChecks.Require(options);
        LoadedModel model = LoadedModel.Load(options).Require(AnalysisTask.Classify);
        try
        {
            return new CropClassifier(model, options, tensorizer);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>All in one batch where the model allows it.</remarks>
    public int Classify(FrameLease frame, ReadOnlySpan<BoundingBox> boxes, Span<ClassScore> classes, Span<int> counts, StageClock? clock = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        int length = _runner.Length;
        if (_values.Length < boxes.Length * length)
            _values = new float[boxes.Length * length];
        int done = _runner.Run(frame, boxes, _values, clock);
        for (int index = 0; index < boxes.Length; index++)
            counts[index] = _output.Read(_values.AsSpan(index * length, length), classes.Slice(index * TopCount, TopCount), out _);

        ExecutedMacs += done * Info.DenseMacs;
        return done;
    }

    /// <inheritdoc/>
    public void Dispose() => _runner.Dispose();
}
