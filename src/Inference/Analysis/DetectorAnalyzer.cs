using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Analysis;

/// <summary>The dense analyzer: every pixel of every frame through ONNX Runtime. Allocates nothing per frame.</summary>
public sealed class DetectorAnalyzer : IAnalyzer
{
    private readonly LoadedModel _model;
    private readonly IFrameTensorizer _tensorizer;
    private readonly IDetectionHead _head;
    private readonly OutputTensor[] _outputs;
    private readonly CandidateBuffer _candidates;
    private readonly NonMaximumSuppression _suppression;
    private readonly float _iou;

    private DetectorAnalyzer(LoadedModel model, ModelOptions options, IFrameTensorizer tensorizer)
    {
        _model = model;
        _tensorizer = tensorizer;
        _head = model.Match.Create();
        Info = model.Describe(options, _head.Name);
        _outputs = [.. model.Binding.Outputs.Select(output => new OutputTensor(output))];
        _iou = options.Iou ?? model.Profile.Iou;
        _candidates = new CandidateBuffer(
            options.MaxCandidates, Math.Min(Info.Confidence, options.WeakConfidence ?? 1), ClassFilter.Create(options.Classes, model.Profile.Labels));
        _suppression = new NonMaximumSuppression(options.MaxCandidates, _head.ClassCount, options.MaxDetections);
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
        ModelOptionChecks.Require(options);
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
        Collect(frame.Format, placement, observations);
        clock.Enter(caller);

        observations.Macs = Info.DenseMacs;
        observations.ExecutedShare = 1;
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private void Collect(FrameFormat format, in FrameToTensor placement, Observations observations)
    {
        foreach (OutputTensor output in _outputs)
            output.Refresh();
        _candidates.Clear();
        _head.Decode(_outputs, _candidates);
        ReadOnlySpan<int> kept = _suppression.Run(_candidates, _head.NeedsSuppression ? _iou : 1);
        foreach (int slot in kept)
        {
            var inTensor = new BoundingBox(_candidates.X1[slot], _candidates.Y1[slot], _candidates.X2[slot], _candidates.Y2[slot]);
            BoundingBox box = placement.ToFrame(inTensor).ClampTo(format.Width, format.Height);
            // A box that lies in the border of the letterbox shows nothing of the frame.
            if (box.Area > 0)
                observations.Add(new Detection(box, _candidates.Classes[slot], _candidates.Scores[slot]));
            else
                observations.Malformed++;
        }

        observations.Malformed += _candidates.Invalid;
        observations.Truncated = _candidates.Truncated || _suppression.Truncated;
    }
}
