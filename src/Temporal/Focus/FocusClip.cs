using VideoDyn.Core.Errors;
using VideoDyn.Core.Measuring;
using VideoDyn.Inference.Networks;
using VideoDyn.Temporal.Actions;
using VideoDyn.Temporal.Clips;

namespace VideoDyn.Temporal.Focus;

/// <summary>
/// Runs a focus model over the prepared pictures of a clip: glance, policy, patch, classifier (AdaFocus V2, Wang et al.,
/// CVPR 2022). Where no frame ends the look early, all glances are one batch, and all patches another.
/// </summary>
public sealed class FocusClip
{
    private readonly FocusNetworks _networks;
    private readonly float[] _scores;
    private readonly (int X, int Y)[] _corners;

    /// <summary>Prepares the executor.</summary>
    /// <param name="networks">The model, which the caller disposes.</param>
    public FocusClip(FocusNetworks networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        _networks = networks;
        _scores = new float[networks.Model.Labels.Count];
        _corners = new (int X, int Y)[networks.Model.Frames];
    }

    /// <summary>Frames looked at in the last clip.</summary>
    public int FramesUsed { get; private set; }

    /// <summary>Why the last clip was answered.</summary>
    public ClipExitReason Reason { get; private set; }

    /// <summary>Scores of the last clip, one per label; their sum is 1.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>The best label of the last clip.</summary>
    public int ClassId { get; private set; }

    /// <summary>Its score.</summary>
    public float Score { get; private set; }

    /// <summary>Multiply-accumulates of all clips so far.</summary>
    public long Macs { get; private set; }

    /// <summary>Upper left corners of the last clip's patches, in the order in which the frames were looked at.</summary>
    public ReadOnlySpan<(int X, int Y)> Corners => _corners.AsSpan(0, FramesUsed);

    /// <summary>Answers a clip.</summary>
    /// <param name="pictures">Its frames by position, each prepared.</param>
    /// <param name="seed">What chance depends on where patches lie by chance.</param>
    /// <param name="clock">Where the time goes.</param>
    /// <exception cref="VideoDynException">Kind Model: a network failed, or gave no finite number.</exception>
    public void Run(IReadOnlyList<FocusPicture> pictures, long seed, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(clock);
        FocusModel model = _networks.Model;
        if (pictures.Count != model.Frames)
            throw new ArgumentException($"there are {pictures.Count} pictures, expected {model.Frames}", nameof(pictures));
        Stage caller = clock.Enter(Stage.Inference);
        _networks.Policy.One.Input(1).Clear();
        _networks.Classifier.One.Input(2).Clear();
        FramesUsed = 0;
        bool isStill = ReferenceEquals(pictures[0], pictures[^1]);
        if (model.ExitsEarly || model.Frames == 1 || isStill || !_networks.Glance.TakesBatches || !_networks.Focus.TakesBatches)
            OneByOne(pictures, seed);
        else
            Together(pictures, seed);
        clock.Enter(caller);
    }

    private void OneByOne(IReadOnlyList<FocusPicture> pictures, long seed)
    {
        FocusModel model = _networks.Model;
        FocusPicture? glanced = null;
        for (int step = 0; step < model.Frames; step++)
        {
            FocusPicture picture = pictures[model.Order[step]];
            TensorRun glance = _networks.Glance.One;
            // A single image stands at all places and is glanced at once.
            if (!ReferenceEquals(picture, glanced))
            {
                glanced = picture;
                picture.Glance.CopyTo(glance.Input(0));
                glance.Run();
                Macs += _networks.Glance.Part.Macs;
            }

            (int x, int y) = Corner(glance.Output(0), step, seed);
            TensorRun focus = _networks.Focus.One;
            picture.CopyPatch(x, y, model.Patch, focus.Input(0));
            focus.Run();
            Classify(glance.Output(1), focus.Output(0), step);
            Macs += _networks.Focus.Part.Macs;
            bool isLast = step == model.Frames - 1;
            if (!isLast && model.Confidence[step] > 1)
                continue;
            (ClassId, Score) = Softmax.Best(_networks.Classifier.One.Output(1), _scores, "classifier.onnx");
            if (!isLast && Score < model.Confidence[step])
                continue;
            Reason = isLast ? ClipExitReason.LastFrame : ClipExitReason.Confidence;
            return;
        }
    }

    private void Together(IReadOnlyList<FocusPicture> pictures, long seed)
    {
        FocusModel model = _networks.Model;
        TensorRun glance = _networks.Glance.For(model.Frames), focus = _networks.Focus.For(model.Frames);
        int small = glance.Input(0).Length / model.Frames, patch = focus.Input(0).Length / model.Frames;
        for (int step = 0; step < model.Frames; step++)
            pictures[model.Order[step]].Glance.CopyTo(glance.Input(0).Slice(step * small, small));
        glance.Run();
        for (int step = 0; step < model.Frames; step++)
        {
            (int x, int y) = Corner(glance.Output(0, step), step, seed);
            pictures[model.Order[step]].CopyPatch(x, y, model.Patch, focus.Input(0).Slice(step * patch, patch));
        }

        focus.Run();
        for (int step = 0; step < model.Frames; step++)
            Classify(glance.Output(1, step), focus.Output(0, step), step);
        Macs += model.Frames * (_networks.Glance.Part.Macs + _networks.Focus.Part.Macs);
        (ClassId, Score) = Softmax.Best(_networks.Classifier.One.Output(1), _scores, "classifier.onnx");
        Reason = ClipExitReason.LastFrame;
    }

    private (int X, int Y) Corner(ReadOnlySpan<float> map, int step, long seed)
    {
        FocusModel model = _networks.Model;
        int wide = model.Focus.Width - model.Patch, high = model.Focus.Height - model.Patch;
        (float x, float y) = model.Patches switch
        {
            FocusPatches.Centre => (0.5f, 0.5f),
            FocusPatches.Random => (Chance(seed, (2 * step) + 1), Chance(seed, 2 * (step + 1))),
            _ => Ask(map),
        };
        return _corners[step] = ((int)MathF.Round(Math.Clamp(x, 0, 1) * wide), (int)MathF.Round(Math.Clamp(y, 0, 1) * high));
    }

    private (float X, float Y) Ask(ReadOnlySpan<float> map)
    {
        TensorRun policy = _networks.Policy.One;
        map.CopyTo(policy.Input(0));
        policy.Run();
        policy.Output(1).CopyTo(policy.Input(1));
        Macs += _networks.Policy.Part.Macs;
        (float x, float y) = (policy.Output(0)[0], policy.Output(0)[1]);
        return float.IsFinite(x) && float.IsFinite(y) ? (x, y) : throw VideoDynException.Model("policy.onnx: gave a corner that is no finite number");
    }

    private void Classify(ReadOnlySpan<float> glance, ReadOnlySpan<float> focus, int step)
    {
        TensorRun classifier = _networks.Classifier.One;
        glance.CopyTo(classifier.Input(0));
        focus.CopyTo(classifier.Input(1));
        classifier.Run(step);
        classifier.Output(0).CopyTo(classifier.Input(2));
        Macs += _networks.Classifier.Part.Macs;
        FramesUsed = step + 1;
    }

    // SplitMix64 (Steele, Lea and Flood, 2014): even a small seed gives unrelated numbers.
    private static float Chance(long seed, int number)
    {
        ulong state = unchecked(((ulong)seed + 1) * 0x9E3779B97F4A7C15UL) + ((ulong)number * 0xD1B54A32D192ED03UL);
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EBUL;
        return ((state ^ (state >> 31)) >> 40) / (float)(1 << 24);
    }
}
