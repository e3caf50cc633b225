using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Classification;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Inference.Branchy;

/// <summary>Classes of parts of a frame by a network that leaves off as soon as it is sure. Used by one thread at a time.</summary>
public sealed class BranchyClassifier : ICropClassifier
{
    private readonly BranchyNetworks _networks;
    private readonly IFrameTensorizer _tensorizer;
    private readonly TopClasses _top;
    private readonly long[] _exits;

    private BranchyClassifier(BranchyNetworks networks, IFrameTensorizer tensorizer, int threads)
    {
        (_networks, _tensorizer) = (networks, tensorizer);
        _top = new TopClasses(networks.Model.Labels.Count, CropClassifier.TopCount, areLogits: true);
        _exits = new long[networks.Model.Stages.Count];
        Info = new AnalyzerInfo
        {
            Model = networks.Model.Name,
            ModelSha256 = networks.Sha256,
            Task = AnalysisTask.Classify,
            Head = "exits",
            Labels = networks.Model.Labels,
            Confidence = networks.Model.Confidence,
            InputWidth = networks.Spec.Width,
            InputHeight = networks.Spec.Height,
            Input = networks.Spec,
            DenseMacs = networks.Macs[^1],
            Threads = threads,
        };
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; }

    /// <inheritdoc/>
    public long ExecutedMacs { get; private set; }

    /// <summary>Crops that left at each stage.</summary>
    public IReadOnlyList<long> Exits => _exits;

    /// <summary>Loads a folder.</summary>
    /// <param name="folder">Path of the folder with <c>branchy.yaml</c>.</param>
    /// <param name="tensorizer">Turns crops into input tensors.</param>
    /// <param name="threads">Threads for inference, at least 1.</param>
    /// <exception cref="VideoDynException">Kind Model, with everything that is wrong.</exception>
    public static BranchyClassifier Load(string folder, IFrameTensorizer tensorizer, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(tensorizer);
        return new BranchyClassifier(BranchyNetworks.Open(folder, threads), tensorizer, threads);
    }

    /// <inheritdoc/>
    public int Classify(FrameLease frame, ReadOnlySpan<BoundingBox> boxes, Span<ClassScore> classes, Span<int> counts, StageClock? clock = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        int done = 0;
        Stage? caller = clock?.Enter(Stage.Preprocess);
        for (int index = 0; index < boxes.Length; index++)
        {
            counts[index] = 0;
            BoundingBox part = boxes[index].ClampTo(frame.Format.Width, frame.Format.Height);
            if (part.Width < 1 || part.Height < 1)
                continue;
            clock?.Enter(Stage.Preprocess);
            _tensorizer.Write(frame, part, _networks.Spec, _networks.Picture);
            clock?.Enter(Stage.Inference);
            int exit = _networks.Run(out ReadOnlySpan<float> logits);
            counts[index] = _top.Collect(logits, Info.Confidence, null, classes.Slice(index * CropClassifier.TopCount, CropClassifier.TopCount), out _);
            _exits[exit]++;
            ExecutedMacs += _networks.Macs[exit];
            done++;
        }

        if (caller is { } before)
            clock!.Enter(before);
        return done;
    }

    /// <inheritdoc/>
    public void Dispose() => _networks.Dispose();
}
