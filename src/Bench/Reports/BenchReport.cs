using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Bench.Reports;

/// <summary>The content of <c>bench.json</c>; docs/bench.md describes every field.</summary>
public sealed record BenchReport
{
    /// <summary>Name and version of this format.</summary>
    public string Schema { get; init; } = "videodyn.bench/1";

    /// <summary>The command line that made it.</summary>
    public required string Command { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>Versions of what ran.</summary>
    public required VersionSummary Versions { get; init; }

    /// <summary>The machine that ran it.</summary>
    public required MachineSummary Machine { get; init; }

    /// <summary>How it was measured.</summary>
    public required SettingsReport Settings { get; init; }

    /// <summary>Whether everything asked for is in it.</summary>
    public bool Complete => Missing.Count == 0;

    /// <summary>What is missing, one sentence each.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>One entry per video.</summary>
    public required IReadOnlyList<VideoReport> Videos { get; init; }

    /// <summary>The plans that ran on every video, over all of them; the same as the video's with a single one.</summary>
    public required IReadOnlyList<OverallReport> Overall { get; init; }
}

/// <summary>How a report was measured.</summary>
public sealed record SettingsReport
{
    /// <summary>Threads for inference, the same for every plan.</summary>
    public required int Threads { get; init; }

    /// <summary>Name of the plan that results are compared with.</summary>
    public string Reference { get; init; } = "dense";

    /// <summary>The tracker of every plan. With <c>none</c> boxes stay where they were on skipped frames; else the tracker moves them.</summary>
    public string Tracker { get; init; } = "none";

    /// <summary>Who decodes: <c>one per plan</c>.</summary>
    public string Decode { get; init; } = "one per plan";

    /// <summary>Stream seconds that a plan runs before the next takes its turn.</summary>
    public required double SliceSeconds { get; init; }

    /// <summary>Stream seconds that every plan ran before anything was measured.</summary>
    public required double WarmUpSeconds { get; init; }

    /// <summary>Fewest passes over a video.</summary>
    public required int MinRepeats { get; init; }

    /// <summary>Most passes over a video.</summary>
    public required int MaxRepeats { get; init; }

    /// <summary>Stream seconds that passes after the first one cover; null for the whole video.</summary>
    public double? RepeatSeconds { get; init; }

    /// <summary>Width of the interval, as a share of the ratio, at which passes end.</summary>
    public required double TargetWidth { get; init; }

    /// <summary>Lowest score that the plans report.</summary>
    public required double Confidence { get; init; }

    /// <summary>What counts as agreement.</summary>
    public required AgreementSettings Agreement { get; init; }
}

/// <summary>What counts as agreement.</summary>
/// <param name="Threshold">Score from which a box counts.</param>
/// <param name="Band">How far below a partner may lie.</param>
/// <param name="Iou">Least overlap of a pair.</param>
/// <param name="StrictIou">The stricter overlap beside it.</param>
/// <param name="MinimumReferenceBoxes">With fewer the agreement is undefined.</param>
/// <param name="SegmentSeconds">Length of the segments that intervals are drawn over.</param>
public sealed record AgreementSettings(
    double Threshold, double Band, double Iou, double StrictIou, long MinimumReferenceBoxes, double SegmentSeconds);

/// <summary>A plan over all videos of a report.</summary>
/// <param name="Name">Name of the plan.</param>
/// <param name="CpuRatio">Processor time as a share of dense, summed over the videos.</param>
/// <param name="Agreement">Agreement over the segments of all videos.</param>
/// <param name="WorstVideo">The video with the lowest defined agreement; null when none is defined.</param>
/// <param name="WorstAgreement">That agreement.</param>
/// <param name="OnFront">Whether no other plan is both cheaper and better.</param>
public sealed record OverallReport(
    string Name, RatioReport CpuRatio, MeasureReport Agreement, string? WorstVideo, double? WorstAgreement, bool OnFront);
