using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Envelope;
using VideoDyn.Pipeline.Output.Explaining;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>The files of one job that were asked for, as observers of its run.</summary>
internal sealed class JobFiles : IDisposable
{
    private readonly List<IFrameObserver> _observers = [];

    /// <summary>Creates them.</summary>
    /// <param name="session">The open session.</param>
    /// <param name="folder">Where they go; null for no files.</param>
    /// <param name="choices">Which.</param>
    /// <param name="context">What events of this stream have in common.</param>
    /// <param name="names">Receives their names, relative to the folder.</param>
    /// <exception cref="VideoDynException">
    /// Kind Output: one cannot be created. Kind Configuration: one cannot be made from what the model does.
    /// </exception>
    public JobFiles(AnalysisSession session, string? folder, OutputChoices choices, EventContext context, List<string> names)
    {
        if (folder is null)
            return;
        AnalyzerInfo info = session.Analyzer.Info;
        Require(!choices.Tracks || session.IsTracked, "--tracks needs a tracked detector");
        Require(!choices.Detections || info.Task == AnalysisTask.Detect, "--detections needs a detector");
        Require(!choices.Masks || info.Task == AnalysisTask.Segment, "--masks needs a segmentation model");
        try
        {
            Add(choices.Annotate, "annotated.mp4", path => new AnnotatedVideo(path, info.Labels, choices.Explain));
            Add(choices.Explain, "decisions.jsonl", path => new DecisionFile(path));
            Add(choices.Tracks, "tracks.csv", path => new TrackFile(path));
            Add(choices.Tracks && session.TrackClassifier is not null, "track-labels.csv", path => new TrackLabelFile(path));
            Add(choices.Detections, "detections.jsonl", path => new DetectionFile(path, context));
            Add(choices.Masks, "masks", path => new MaskFolder(path));
        }
        catch
        {
            Dispose();
            throw;
        }

        void Add(bool wanted, string name, Func<string, IFrameObserver> create)
        {
            if (!wanted)
                return;
            _observers.Add(create(Path.Combine(folder, name)));
            names.Add(name);
        }

        void Require(bool condition, string message)
        {
            if (!condition)
                throw VideoDynException.Configuration($"{message}; '{info.Model}' does '{info.Task.ToString().ToLowerInvariant()}' with tracker '{session.Options.Tracker}'");
        }
    }

    /// <summary>The writers.</summary>
    public IReadOnlyList<IFrameObserver> Observers => _observers;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IFrameObserver observer in _observers)
            (observer as IDisposable)?.Dispose();
    }
}
