using VideoDyn.Bench.Measuring;
using VideoDyn.Core.Sources;
using VideoDyn.Evaluation.Agreement;
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

    /// <summary>Slices that every plan has finished in every pass kept.</summary>
    public int Slices { get; set; }

    /// <summary>Stream seconds that these slices cover.</summary>
    public double StreamSeconds { get; set; }

    /// <summary>What the report must say is missing, one sentence each; empty when all was done.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Whether the user or the system ended it early.</summary>
    public bool IsInterrupted { get; set; }

    public TruthSet? Truth { get; set; }

    /// <summary>A few pictures for the page.</summary>
    public List<Snapshot> Snapshots { get; } = [];

    /// <summary>Dense against itself on changed pixels, by the name of the change.</summary>
    public List<(string Name, AgreementReport Agreement)> NoiseFloor { get; } = [];

    /// <summary>Peak of the resident set of the whole process in bytes.</summary>
    public long PeakResident { get; set; }

    public SpinReference Spin { get; } = new();

    public PlanRecord Dense => Plans[0];

    /// <summary>Processor time of a plan as a share of dense.</summary>
    public (double? Value, ConfidenceInterval? Interval) Ratio(PlanRecord plan) =>
        CostRatio.Estimate(plan.CpuBySlice(Slices), Dense.CpuBySlice(Slices));
}

/// <summary>One picture of the video.</summary>
/// <param name="Frame">Position in the log.</param>
/// <param name="StreamTime">Its stream time.</param>
/// <param name="Width">Width of the frame in pixels, which boxes refer to.</param>
/// <param name="Height">Height of the frame in pixels.</param>
/// <param name="Jpeg">The picture, scaled down.</param>
internal sealed record Snapshot(int Frame, TimeSpan StreamTime, int Width, int Height, byte[] Jpeg);
