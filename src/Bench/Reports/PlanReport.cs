using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Bench.Reports;

/// <summary>One plan on one video.</summary>
public sealed record PlanReport
{
    /// <summary>Name of the plan.</summary>
    public required string Name { get; init; }

    /// <summary>The gate.</summary>
    public required string Gate { get; init; }

    /// <summary>The region policy.</summary>
    public required string Region { get; init; }

    /// <summary>The model that ran.</summary>
    public required ModelSummary Model { get; init; }

    /// <summary>Processor time as a share of dense.</summary>
    public required RatioReport CpuRatio { get; init; }

    /// <summary>Processor seconds per stream second.</summary>
    public required double CpuPerSecond { get; init; }

    /// <summary>The same by stage; they sum up to the total.</summary>
    public required IReadOnlyDictionary<string, double> Stages { get; init; }

    /// <summary>Processor seconds per stream second in each slice, for the timeline.</summary>
    public required IReadOnlyList<double> Timeline { get; init; }

    /// <summary>Wall-clock seconds per stream second.</summary>
    public required double WallPerSecond { get; init; }

    /// <summary>Wall-clock milliseconds per frame.</summary>
    public required QuantileReport FrameMs { get; init; }

    /// <summary>Multiply-accumulates executed over the video.</summary>
    public required long Macs { get; init; }

    /// <summary>Multiply-accumulates as a share of dense's.</summary>
    public required double MacShare { get; init; }

    /// <summary>Mean share of the plan's own dense work over analyzed frames.</summary>
    public required double ExecutedShare { get; init; }

    /// <summary>The frame account.</summary>
    public required LedgerSnapshot Ledger { get; init; }

    /// <summary>Growth of resident memory while the plan was opened and warmed, in megabytes.</summary>
    public required double MemoryMb { get; init; }

    /// <summary>Bytes allocated per frame, garbage included, in the first pass.</summary>
    public required double AllocatedPerFrame { get; init; }

    /// <summary>Processor seconds of opening and warm-up, which are in no other number.</summary>
    public required double WarmUpCpu { get; init; }

    /// <summary>Whether every pass published the same boxes.</summary>
    public required bool SameBoxes { get; init; }

    /// <summary>Agreement of a detector with the reference; null on the reference itself.</summary>
    public AgreementSection? Agreement { get; init; }

    /// <summary>Likewise of a segmenter.</summary>
    public SegmentationSection? Segmentation { get; init; }

    /// <summary>Likewise of a classifier.</summary>
    public ClassificationSection? Classification { get; init; }

    /// <summary>Tracks and events against those of the reference; null without a tracker and on the reference itself.</summary>
    public TrackingSection? Tracking { get; init; }

    /// <summary>Accuracy against the truth; null without.</summary>
    public AccuracySection? Accuracy { get; init; }

    /// <summary>Whether no other plan is both cheaper and better.</summary>
    public bool OnFront { get; init; }
}

/// <summary>A ratio with its 95 % interval.</summary>
/// <param name="Value">The ratio; null when nothing was measured.</param>
/// <param name="Low">Lower end; null with a single pass.</param>
/// <param name="High">Upper end; null with a single pass.</param>
public sealed record RatioReport(double? Value, double? Low, double? High);

/// <summary>An F1 with its 95 % interval.</summary>
/// <param name="Value">The F1; null when undefined.</param>
/// <param name="Low">Lower end; null when undefined or with a single segment.</param>
/// <param name="High">Upper end.</param>
/// <param name="ReferenceBoxes">Boxes of the reference.</param>
/// <param name="RequiredBoxes">How many a statement needs.</param>
/// <param name="Matched">Pairs.</param>
/// <param name="Missed">Boxes of the reference without a partner.</param>
/// <param name="Extra">Boxes of the plan without a partner.</param>
/// <param name="Segments">Segments behind the interval; 0 where none were kept.</param>
public sealed record MeasureReport(
    double? Value, double? Low, double? High, long ReferenceBoxes, long RequiredBoxes, long Matched, long Missed, long Extra, int Segments);

/// <summary>Quantiles of a time in milliseconds.</summary>
/// <param name="P50">Median.</param>
/// <param name="P95">95 %.</param>
/// <param name="P99">99 %.</param>
public sealed record QuantileReport(double P50, double P95, double P99);
