using VideoDyn.Bench.Running;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;

namespace VideoDyn.Bench.Tuning;

/// <summary>Finds the cheapest setting that keeps a promised agreement, and measures it: the job of <c>videodyn tune</c>.</summary>
public sealed class TuneJob
{
    private readonly TuneOptions _options;
    private readonly string _command;

    /// <summary>Prepares a job.</summary>
    /// <param name="options">What to keep and where to look.</param>
    /// <param name="command">The command line, for the report.</param>
    /// <exception cref="VideoDynException">Options cannot work; all errors at once (kind Configuration).</exception>
    public TuneJob(TuneOptions options, string command)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] errors = [.. options.Validate().Distinct()];
        if (errors.Length > 0)
            throw VideoDynException.Configuration(string.Join(Environment.NewLine, errors));
        _options = options;
        _command = command;
    }

    /// <summary>Searches, one pass over each video.</summary>
    /// <param name="progress">Told in a few words what is being done.</param>
    /// <param name="cancellationToken">Ends it without a verdict.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="VideoDynException">An input or model cannot be used.</exception>
    public TuneVerdict Search(Action<string> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        List<IReadOnlyList<Rehearsed>> videos = [];
        long macs = 0;
        double seconds = 0;
        foreach (BenchOptions video in _options.Videos)
        {
            string name = Path.GetFileName(video.Input);
            (IReadOnlyList<Rehearsed> candidates, long dense, double covered) =
                Rehearsal.Run(video, _options.Candidates, what => progress($"{name}: {what}"), cancellationToken);
            videos.Add(candidates);
            macs += dense;
            seconds += covered;
        }

        return new PlanSearch(_options).Choose(videos, macs, seconds);
    }

    /// <summary>Measures the plan of a verdict beside dense, whole videos.</summary>
    /// <exception cref="ArgumentException">The verdict has no plan.</exception>
    public BenchResult Measure(TuneVerdict verdict, Action<string> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        Plan plan = verdict.Plan ?? throw new ArgumentException("The verdict has no plan to measure.", nameof(verdict));
        return new BenchJob([.. _options.Videos.Select(video => video with { Plans = [plan] })], _command).Run(progress, cancellationToken);
    }
}
