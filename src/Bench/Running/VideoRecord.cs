using VideoDyn.Bench.Comparing;
using VideoDyn.Bench.Logging;
using VideoDyn.Bench.Measuring;
using VideoDyn.Core.Sources;
using VideoDyn.Evaluation.Statistics;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Bench.Running;

/// <summary>Everything measured on one video.</summary>
internal sealed class VideoRecord
{
    public required BenchOptions Options { get; init; }

    /// <summary>The plans, dense first.</summary>
    public required IReadOnlyList<PlanRecord> Plans { get; init; }

    public SourceInfo? Source { get; set; }

    /// <summary>Slices that every plan has finished in the first pass.</summary>
    public int Slices { get; set; }

    /// <summary>Stream seconds that these slices cover.</summary>
    public double StreamSeconds { get; set; }

    /// <summary>What the report must say is missing, one sentence each; empty when all was done.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Whether the user or the system ended it early.</summary>
    public bool IsInterrupted { get; set; }

    public TruthSet? Truth { get; set; }

    /// <summary>
    /// Frames per second by which stream time tells the position in the video; null where frames are counted from the
    /// beginning of the video and know their position.
    /// </summary>
    public double? TruthRate { get; set; }

    /// <summary>A few pictures for the page.</summary>
    public List<Snapshot> Snapshots { get; } = [];

    /// <summary>Dense against itself on changed pixels, by the name of the change.</summary>
    public List<(string Name, PlanQuality Quality)> NoiseFloor { get; } = [];

    /// <summary>Peak of the resident set of the whole process in bytes.</summary>
    public long PeakResident { get; set; }

    public SpinReference Spin { get; } = new();

    public PlanRecord Dense => Plans[0];

    /// <summary>What the plans are compared with; normally dense.</summary>
    public required PlanRecord Reference { get; init; }

    /// <summary>Processor time of a plan as a share of dense.</summary>
    public (double? Value, ConfidenceInterval? Interval) Ratio(PlanRecord plan) =>
        CostRatio.Estimate(plan.CpuBySlice(Slices), Dense.CpuBySlice(Slices));
}
