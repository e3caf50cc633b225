using VideoDyn.Bench.Html;
using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Output;

namespace VideoDyn.Bench;

/// <summary>Compares plans with dense on one or more videos and writes the report: the job of <c>videodyn bench</c>.</summary>
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

    /// <summary>Runs it. Cancelled, it ends early: what was done is in the report, which says what is missing.</summary>
    /// <param name="progress">Told in a few words what is being done.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="VideoDynException">An input, model or truth cannot be used.</exception>
    public BenchResult Run(Action<string> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        List<VideoRecord> records = [];
        List<string> missing = [.. _absent];
        foreach (BenchOptions video in _videos)
        {
            string name = Path.GetFileName(video.Input);
            if (cancellationToken.IsCancellationRequested)
                missing.Add($"{name}: interrupted before it began");
            else
                records.Add(new VideoBench(video, what => progress($"{name}: {what}")).Run(cancellationToken));
        }

        if (records.Count == 0)
            throw VideoDynException.Input("interrupted before anything was measured");
        return new BenchResult(records, ReportBuilder.Build(records, _command, TimeProvider.System.GetUtcNow(), missing));
    }
}

/// <summary>What a bench has measured.</summary>
public sealed class BenchResult
{
    private readonly IReadOnlyList<VideoRecord> _records;

    internal BenchResult(IReadOnlyList<VideoRecord> records, BenchReport report)
    {
        _records = records;
        Report = report;
    }

    /// <summary>The numbers.</summary>
    public BenchReport Report { get; }

    /// <summary>Writes <c>bench.json</c> and <c>bench.html</c> into a folder, which is made when missing.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="pictures">Whether the page shows frames of the videos.</param>
    /// <returns>The paths.</returns>
    /// <exception cref="VideoDynException">They cannot be written (kind Output).</exception>
    public IReadOnlyList<string> Write(string folder, bool pictures = true)
    {
        OutputFolder.Create(folder);
        string json = Path.Combine(folder, "bench.json");
        string html = Path.Combine(folder, "bench.html");
        AtomicFile.Write(json, BenchJson.Serialize(Report));
        AtomicFile.Write(html, BenchPage.Render(Report, _records, pictures));
        return [json, html];
    }
}
