using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Bench.Reports;

/// <summary>All plans on one video.</summary>
public sealed record VideoReport
{
    /// <summary>File name.</summary>
    public required string Name { get; init; }

    /// <summary>The stream; null when it ended before it was opened.</summary>
    public StreamSummary? Stream { get; init; }

    /// <summary>What the model does: <c>detect</c>, <c>segment</c> or <c>classify</c>.</summary>
    public string Task { get; init; } = "detect";

    /// <summary>Frames compared.</summary>
    public required long Frames { get; init; }

    /// <summary>Stream seconds compared.</summary>
    public required double Seconds { get; init; }

    /// <summary>Passes over the video that are in the numbers.</summary>
    public required int Repeats { get; init; }

    /// <summary>Slices of each pass.</summary>
    public required int Slices { get; init; }

    /// <summary>The machine's noise while it ran.</summary>
    public required NoiseReport Noise { get; init; }

    /// <summary>The harness's own processor time as a share of dense's: logging what is published.</summary>
    public required double HarnessShare { get; init; }

    /// <summary>Peak resident memory of the process, all plans together, in megabytes.</summary>
    public required double PeakMemoryMb { get; init; }

    /// <summary>What the agreement cannot say about this video; empty when it can.</summary>
    public required string Remark { get; init; }

    /// <summary>Where the truth came from; null without.</summary>
    public string? Truth { get; init; }

    /// <summary>Dense first, then the plans as given.</summary>
    public required IReadOnlyList<PlanReport> Plans { get; init; }

    /// <summary>Dense against itself on changed pixels; empty when not asked for.</summary>
    public IReadOnlyList<NoiseFloorReport> NoiseFloor { get; init; } = [];
}

/// <summary>A fixed loop that ran between the slices.</summary>
/// <param name="MedianMs">Its median wall-clock time in milliseconds.</param>
/// <param name="Spread">Half of the distance between its quartiles over the median.</param>
public sealed record NoiseReport(double MedianMs, double Spread);

/// <summary>Dense against itself on changed pixels.</summary>
/// <param name="Change">What was changed.</param>
/// <param name="Agreement">Agreement with dense on the unchanged video: mIoU of segmenters, top-1 of classifiers.</param>
/// <param name="Plain">Without the score band; null unless a detector.</param>
/// <param name="Strict">At the strict overlap; null unless a detector.</param>
public sealed record NoiseFloorReport(string Change, MeasureReport Agreement, MeasureReport? Plain, MeasureReport? Strict);
