using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Output;
using VideoDyn.Spatial.Analysis;

namespace VideoDyn.Bench.Tuning.Layers;

/// <summary>
/// Finds thresholds of the layers of a model for the mask rule <c>changes</c> from video without labels: the job of
/// <c>videodyn tune --layers</c>.
/// </summary>
public sealed class LayerTuneJob
{
    /// <summary>What is tried on the held-back segments: the thresholds as found, then lower ones.</summary>
    private static readonly double[] s_caution = [1, 0.5, 0.25];

    private readonly LayerTuneOptions _options;

    /// <summary>Prepares a job.</summary>
    /// <param name="options">What to keep and where to look.</param>
    /// <exception cref="VideoDynException">Options cannot work; all errors at once (kind Configuration).</exception>
    public LayerTuneJob(LayerTuneOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string> errors = options.Validate();
        if (errors.Count > 0)
            throw VideoDynException.Configuration(string.Join(Environment.NewLine, errors));
        _options = options;
    }

    /// <summary>Searches on every other segment of the videos and checks on those between.</summary>
    /// <param name="progress">Told in a few words what is being done.</param>
    /// <param name="cancellationToken">Ends it without a verdict.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="VideoDynException">An input or model cannot be used.</exception>
    public LayerVerdict Search(Action<string> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        List<KeptClip> clips = [];
        try
        {
            long room = _options.Room;
            foreach (Running.BenchOptions video in _options.Videos)
            {
                clips.Add(KeptClip.Read(video, room, progress, cancellationToken));
                room -= clips[^1].Frames.Sum(frame => frame.Frame.Bytes);
            }

            using var trial = new LayerTrial(_options.Videos[0], clips, cancellationToken);
            return Search(trial, clips.Sum(clip => clip.DenseMacs), progress, cancellationToken);
        }
        finally
        {
            foreach (KeptClip clip in clips)
                clip.Dispose();
        }
    }

    /// <summary>Writes what was found, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="verdict">With thresholds.</param>
    /// <param name="command">The command line, as a note.</param>
    /// <exception cref="VideoDynException">It cannot be written (kind Output).</exception>
    public static void Write(string path, LayerVerdict verdict, string command)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        LayerThresholds thresholds = verdict.Thresholds ?? throw new ArgumentException("The verdict has no thresholds to write.", nameof(verdict));
        AtomicFile.Write(path, thresholds.ToFile([KeyValuePair.Create("found-by", command), KeyValuePair.Create("result", verdict.Reason)]));
    }

    private LayerVerdict Search(LayerTrial trial, long denseMacs, Action<string> progress, CancellationToken cancellationToken)
    {
        double target = 1 - _options.MaxLoss;
        LayerScore exact = trial.Run(new double[trial.Layers.Count], cancellationToken);
        if (!exact.Searched.IsDefined || !exact.HeldBack.IsDefined)
            return new LayerVerdict { Reason = FormattableString.Invariant($"the video shows {exact.Searched.Counts.Reference} objects of moving classes in the searched segments and {exact.HeldBack.Counts.Reference} in those held back, needed are {exact.Searched.RequiredReference} in each: take more video") };

        var search = new LayerSearch(values =>
        {
            LayerScore score = trial.Run(values, cancellationToken);
            return (score.Searched.Value ?? 0, score.Macs);
        });
        progress("one threshold for all layers");
        double[]? single = search.Single(trial.Layers.Count, target);
        double[]? layers = search.FrontToBack(
            trial.Layers.Count, _options.Together, target, done => progress(FormattableString.Invariant($"{done} of {trial.Layers.Count} layers, {search.Trials} trials")));
        if (single is null || layers is null)
            return new LayerVerdict { Reason = FormattableString.Invariant($"with every threshold at 0 the agreement is {exact.Searched.Value:0.000} already, below {1 - _options.MaxLoss:0.000}: what is lost is lost by the change signal, see its dead-zone") };
        return Check(trial, single, layers, denseMacs, cancellationToken);
    }

    // The search has seen half of the video; its choice must hold on the other half, too.
    private LayerVerdict Check(LayerTrial trial, double[] single, double[] layers, long denseMacs, CancellationToken cancellationToken)
    {
        LayerScore one = trial.Run(single, cancellationToken);
        string beside = FormattableString.Invariant($"one threshold of {single[0]} for all: {one.Searched.Value:0.000} / {one.HeldBack.Value:0.000} at {Share(one.Macs):P1}");
        foreach (double caution in s_caution)
        {
            double[] values = Array.ConvertAll(layers, value => value * caution);
            LayerScore score = trial.Run(values, cancellationToken);
            if (score.HeldBack.Value < 1 - _options.MaxLoss)
                continue;
            bool isSingle = one.HeldBack.Value >= 1 - _options.MaxLoss && one.Macs <= score.Macs;
            string found = FormattableString.Invariant($"thresholds by layer{(caution < 1 ? $" times {caution}" : "")}: agreement {score.Searched.Value:0.000} on the searched segments, {score.HeldBack.Value:0.000} on those held back, at {Share(score.Macs):P1} of dense's multiply-adds");
            return Found(trial, isSingle ? single : values, isSingle ? one : score, Share(isSingle ? one.Macs : score.Macs), $"{found}; {beside}{(isSingle ? ", which is written, as it costs less" : "")}");
        }

        return one.HeldBack.Value >= 1 - _options.MaxLoss
            ? Found(trial, single, one, Share(one.Macs), $"no thresholds by layer hold on the segments held back; written is {beside}")
            : new LayerVerdict { Reason = $"nothing that keeps the agreement on the searched segments keeps it on those held back ({beside}): take more video, or allow a greater loss" };

        double Share(long macs) => denseMacs == 0 ? 0 : (double)macs / denseMacs;
    }

    private static LayerVerdict Found(LayerTrial trial, double[] values, LayerScore score, double share, string reason) => new()
    {
        Reason = reason,
        HeldBack = score.HeldBack.Value,
        MacShare = share,
        Thresholds = new LayerThresholds(
            "tune", trial.Info.ModelSha256, trial.Info.InputWidth, trial.Info.InputHeight, trial.Layers.Zip(values, KeyValuePair.Create)),
    };
}
