using VideoDyn.Core.Measuring;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Observability;

/// <summary>
/// A camera as metrics see it: its status, and the counters that its flow keeps anyway. They are read when somebody
/// scrapes; the flow does nothing for it.
/// </summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Clocks">Where the time of its stages is booked, one clock for each thread that works for it.</param>
/// <param name="Totals">Sums over its frames; null before it was opened.</param>
/// <remarks>Clocks and totals are read while they change: each number is right, but they may be a frame apart.</remarks>
public sealed record CameraReading(CameraStatus Status, IReadOnlyList<StageClock> Clocks, RunTotals? Totals)
{
    /// <summary>What audits found so far; null where there are none.</summary>
    public AuditRecord? Audit { get; init; }

    /// <summary>Wall-clock time of a stage on all clocks.</summary>
    public TimeSpan Wall(Stage stage)
    {
        TimeSpan sum = TimeSpan.Zero;
        foreach (StageClock clock in Clocks)
            sum += clock.Wall(stage);
        return sum;
    }

    /// <summary>Processor time of a stage on all clocks.</summary>
    public TimeSpan Cpu(Stage stage)
    {
        TimeSpan sum = TimeSpan.Zero;
        foreach (StageClock clock in Clocks)
            sum += clock.Cpu(stage);
        return sum;
    }
}
