using System.Numerics.Tensors;
using VideoDyn.Core.Errors;
using VideoDyn.Temporal.Actions;

namespace VideoDyn.Temporal.Clips;

/// <summary>
/// One clip on its way to an answer: the running maximum of its features, and after each frame whether that is enough
/// (FrameExit, Ghodrati et al., CVPR 2021). Several clips may share the networks. Allocates nothing after construction.
/// </summary>
public sealed class ClipState
{
    private readonly ClipNetworks _networks;
    private readonly float[] _maximum;
    private readonly float[] _before;
    private readonly float[] _scores;

    /// <summary>Makes a clip that has seen nothing.</summary>
    public ClipState(ClipNetworks networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        _networks = networks;
        _maximum = new float[networks.Backbone.Length];
        _before = new float[_maximum.Length];
        _scores = new float[networks.Model.Labels.Count];
    }

    /// <summary>Frames taken in.</summary>
    public int Step { get; private set; }

    /// <summary>Whether there is an answer.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Why there is an answer.</summary>
    public ClipExitReason Reason { get; private set; }

    /// <summary>The best class of the answer.</summary>
    public int ClassId { get; private set; }

    /// <summary>Its score, 0..1.</summary>
    public float Score { get; private set; }

    /// <summary>Scores of all classes, of the answer; their sum is 1.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>Runs of the classifier.</summary>
    public int ClassifierRuns { get; private set; }

    /// <summary>Runs of the gate.</summary>
    public int GateRuns { get; private set; }

    /// <summary>Forgets everything: the maximum never does by itself.</summary>
    public void Begin()
    {
        (Step, IsDone, ClassifierRuns, GateRuns) = (0, false, 0, 0);
        (ClassId, Score) = (0, 0);
    }

    /// <summary>Takes in the feature of the next frame of the order.</summary>
    /// <param name="feature">As <c>backbone.onnx</c> gives it.</param>
    /// <returns>Whether there is an answer now.</returns>
    /// <exception cref="InvalidOperationException">There is an answer already.</exception>
    /// <exception cref="VideoDynException">Kind Model: a network failed, or gave no finite number.</exception>
    public bool Add(ReadOnlySpan<float> feature)
    {
        if (IsDone)
            throw new InvalidOperationException("the clip has its answer; begin another one");
        int step = Step++;
        if (step == 0)
        {
            feature.CopyTo(_maximum);
        }
        else
        {
            _maximum.CopyTo(_before, 0);
            TensorPrimitives.Max(_maximum, feature, _maximum);
        }

        ClipModel model = _networks.Model;
        if (step == model.Frames - 1)
            return Answer(step, ClipExitReason.LastFrame);
        if (model.Exit == ClipExit.Never)
            return false;
        if (step == 0)
            return AnswerFrom(step, model.Thresholds.First, ClipExitReason.First);
        if (model.Exit == ClipExit.Confidence)
            return AnswerFrom(step, model.Thresholds.Confidence, ClipExitReason.Confidence);
        return GateSays(step) >= model.Thresholds.Gate && Answer(step, ClipExitReason.Gate);
    }

    /// <summary>Ends with what was taken in so far, at least one frame: for a choice of frames without learning.</summary>
    /// <exception cref="InvalidOperationException">No frame was taken in.</exception>
    public void Finish()
    {
        if (Step == 0)
            throw new InvalidOperationException("the clip has seen no frame");
        if (!IsDone)
            Answer(Step - 1, ClipExitReason.LastFrame);
    }

    private bool AnswerFrom(int step, float threshold, ClipExitReason reason)
    {
        if (threshold > 1)
            return false;
        Classify(step);
        return Score >= threshold && Done(reason);
    }

    private bool Answer(int step, ClipExitReason reason)
    {
        Classify(step);
        return Done(reason);
    }

    private bool Done(ClipExitReason reason)
    {
        Reason = reason;
        IsDone = true;
        return true;
    }

    private void Classify(int step)
    {
        _maximum.CopyTo(_networks.Classifier.Input(0));
        _networks.Classifier.Run(step);
        ClassifierRuns++;
        (ClassId, Score) = Softmax.Best(_networks.Classifier.Output(0), _scores, "classifier.onnx");
    }

    private float GateSays(int step)
    {
        _maximum.CopyTo(_networks.Gate!.Input(0));
        _before.CopyTo(_networks.Gate.Input(1));
        _networks.Gate.Run(step);
        GateRuns++;
        float exit = _networks.Gate.Output(0)[0];
        return float.IsFinite(exit) ? exit : throw VideoDynException.Model("gate.onnx: gave no finite number");
    }
}
