using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Errors;

namespace VideoDyn.Bench;

/// <summary>Compares plans with dense on one or more videos and makes the report: the job of <c>videodyn bench</c>.</summary>
public sealed class BenchJob
{
    private readonly IReadOnlyList<BenchOptions> _videos;
    private readonly string _command;
    private readonly IReadOnlyList<string> _absent;

    /// <summary>Prepares a job.</summary>
    /// <param name="videos">What to compare, one entry per video.</param>
    /// <param name="command">The command line, for the report.</param>
    /// <param name="absent">What the report must name as missing from the start.</param>
    /// <exception cref="VideoDynException">Options cannot work; all errors at once (kind Configuration).</exception>
    public BenchJob(IReadOnlyList<BenchOptions> videos, string command, IReadOnlyList<string>? absent = null)
    {
        ArgumentNullException.ThrowIfNull(videos);
        ArgumentOutOfRangeException.ThrowIfZero(videos.Count);
        string[] errors = [.. videos.SelectMany(video => video.Validate()).Distinct()];
        if (errors.Length > 0)
            throw VideoDynException.Configuration(string.Join(Environment.NewLine, errors));
        _videos = videos;
        _command = command;
        _absent = absent ?? [];
    }

    /// <summary>
    /// Told after every video but the last what is done so far, so that it can be written before anything happens to the
    /// rest. Its report names the videos that are still to come as missing.
    /// </summary>
    public Action<BenchResult>? Checkpoint { get; init; }

    /// <summary>Runs it. Cancelled, it ends early: what was done is in the report, which says what is missing.</summary>
    /// <param name="progress">Told in a few words what is being done.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="VideoDynException">An input, model or truth cannot be used.</exception>
    public BenchResult Run(Action<string> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        List<VideoFindings> done = [];
        List<string> missing = [.. _absent];
        bool any = false;
        for (int place = 0; place < _videos.Count && !cancellationToken.IsCancellationRequested; place++)
        {
            BenchOptions video = _videos[place];
            string name = Path.GetFileName(video.Input);
            VideoRecord record = new VideoBench(video, what => progress($"{name}: {what}")).Run(cancellationToken);
            any = true;
            missing.AddRange(record.Missing.Select(what => $"{name}: {what}"));
            if (record.Dense.Passes.Count > 0)
                done.Add(new VideoFindings(record));
            IEnumerable<string> rest = _videos.Skip(place + 1).Select(other => Path.GetFileName(other.Input));
            if (cancellationToken.IsCancellationRequested)
                missing.AddRange(rest.Select(other => $"{other}: interrupted before it began"));
            else if (place + 1 < _videos.Count)
                Checkpoint?.Invoke(Result(done, [.. missing, .. rest.Select(other => $"{other}: not done yet")]));
        }

        return any ? Result(done, missing) : throw VideoDynException.Input("interrupted before anything was measured");
    }

    private BenchResult Result(IReadOnlyList<VideoFindings> done, IReadOnlyList<string> missing) => new(
        [.. done.Select(video => video.Record)],
        ReportBuilder.Build(done, _videos[0], _command, TimeProvider.System.GetUtcNow(), [.. missing]));
}
