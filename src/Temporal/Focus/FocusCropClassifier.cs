using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Temporal.Focus;

/// <summary>
/// Classes of single images, the crops of objects, by a focus model: one glance, then patch after patch of the same image where
/// the policy wants to look, until the model is sure or has taken all of its looks (Glance and Focus Networks, Wang et al.,
/// NeurIPS 2020). Used by one thread at a time.
/// </summary>
public sealed class FocusCropClassifier : ICropClassifier
{
    private readonly FocusNetworks _networks;
    private readonly FocusClip _clip;
    private readonly IFrameTensorizer _tensorizer;
    private readonly FocusPicture _picture;
    private readonly FocusPicture[] _looks;
    private readonly StageClock _ownClock = new(ProcessorScope.Thread);
    private long _images;

    private FocusCropClassifier(FocusNetworks networks, IFrameTensorizer tensorizer, int threads)
    {
        (_networks, _tensorizer, _clip) = (networks, tensorizer, new FocusClip(networks));
        FocusModel model = networks.Model;
        _picture = new FocusPicture(model);
        _looks = [.. Enumerable.Repeat(_picture, model.Frames)];
        Info = new AnalyzerInfo
        {
            Model = model.Name,
            ModelSha256 = networks.Sha256,
            Task = AnalysisTask.Classify,
            Head = "focus",
            Labels = model.Labels,
            Confidence = model.Report,
            InputWidth = model.Focus.Width,
            InputHeight = model.Focus.Height,
            Input = model.Focus,
            DenseMacs = networks.Glance.Part.Macs + (model.Frames * (networks.Policy.Part.Macs + networks.Focus.Part.Macs + networks.Classifier.Part.Macs)),
            Threads = threads,
        };
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; }

    /// <inheritdoc/>
    public long ExecutedMacs => _clip.Macs;

    /// <summary>Looks at patches so far.</summary>
    public long Looks { get; private set; }

    /// <summary>Loads a folder.</summary>
    /// <param name="folder">Path of the folder with <c>focus.yaml</c>; its <c>frames</c> are the looks at one image.</param>
    /// <param name="tensorizer">Turns crops into input tensors.</param>
    /// <param name="threads">Threads for inference, at least 1.</param>
    /// <exception cref="VideoDynException">Kind Model, with everything that is wrong.</exception>
    public static FocusCropClassifier Load(string folder, IFrameTensorizer tensorizer, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(tensorizer);
        return new FocusCropClassifier(FocusNetworks.Open(folder, threads), tensorizer, threads);
    }

    /// <inheritdoc/>
    public int Classify(FrameLease frame, ReadOnlySpan<BoundingBox> boxes, Span<ClassScore> classes, Span<int> counts, StageClock? clock = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        int done = 0;
        StageClock time = clock ?? _ownClock;
        Stage caller = time.Enter(Stage.Preprocess);
        for (int index = 0; index < boxes.Length; index++)
        {
            counts[index] = 0;
            BoundingBox part = boxes[index].ClampTo(frame.Format.Width, frame.Format.Height);
            if (part.Width < 1 || part.Height < 1)
                continue;
            time.Enter(Stage.Preprocess);
            _picture.Write(frame, part, _tensorizer);
            _clip.Run(_looks, _images++, time);
            counts[index] = Best(_clip.Scores, classes.Slice(index * CropClassifier.TopCount, CropClassifier.TopCount));
            Looks += _clip.FramesUsed;
            done++;
        }

        time.Enter(caller);
        return done;
    }

    /// <inheritdoc/>
    public void Dispose() => _networks.Dispose();

    // By falling score; of equal ones the first.
    private int Best(ReadOnlySpan<float> scores, Span<ClassScore> found)
    {
        int count = 0;
        for (int label = 0; label < scores.Length; label++)
        {
            if (scores[label] < Info.Confidence)
                continue;
            int place = count;
            while (place > 0 && found[place - 1].Score < scores[label])
                place--;
            if (place == found.Length)
                continue;
            count = Math.Min(count + 1, found.Length);
            for (int later = count - 1; later > place; later--)
                found[later] = found[later - 1];
            found[place] = new ClassScore(label, scores[label]);
        }

        return count;
    }
}
