using VideoDyn.Bench.Logging;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;

namespace VideoDyn.Bench.Running;

/// <summary>Everything measured about one plan on one video.</summary>
internal sealed class PlanRecord
{
    public required Plan Plan { get; init; }

    /// <summary>What ran; from the first pass.</summary>
    public AnalyzerInfo? Info { get; private set; }

    /// <summary>What was published; from the first pass.</summary>
    public PlanLog? Log { get; private set; }

    /// <summary>The frame account of the first pass.</summary>
    public LedgerSnapshot? Ledger { get; private set; }

    /// <summary>Frames delivered in the first pass.</summary>
    public long Frames { get; private set; }

    /// <summary>Multiply-accumulates of the first pass.</summary>
    public long Macs { get; private set; }

    /// <summary>Sum over analyzed frames of the executed share, first pass.</summary>
    public double ExecutedShareSum { get; private set; }

    /// <summary>Slices of every pass kept: the first one as far as it came, later ones perhaps fewer.</summary>
    public List<IReadOnlyList<SliceCost>> Passes { get; } = [];

    /// <summary>Milliseconds of every frame of every pass.</summary>
    public List<double> FrameMilliseconds { get; } = [];

    /// <summary>Whether every pass published the same boxes.</summary>
    public bool SameBoxes { get; private set; } = true;

    /// <summary>Growth of the resident set while the plan was opened and warmed for the first time, in bytes.</summary>
    public long ResidentGrowth { get; set; }

    /// <summary>Processor seconds before anything was measured: opening and warm-up.</summary>
    public double WarmUpCpu { get; set; }

    /// <summary>Takes a pass over, with the slices that all plans have finished.</summary>
    public void Add(Lane lane, int slices)
    {
        Passes.Add([.. lane.Slices.Take(slices)]);
        FrameMilliseconds.AddRange(lane.FrameMilliseconds.Take((int)lane.Slices.Take(slices).Sum(slice => slice.Frames)));
        if (Log is not null)
        {
            SameBoxes &= Log.Repeats(lane.Log);
            return;
        }

        Log = lane.Log;
        Info = lane.Session.Analyzer.Info;
        Ledger = lane.Session.Source.Ledger.Snapshot();
        Frames = lane.Totals.Frames;
        Macs = lane.Totals.Macs;
        ExecutedShareSum = lane.Totals.ExecutedShareSum;
    }

    /// <summary>Processor seconds by slice, one number per pass that has the slice.</summary>
    public IReadOnlyList<double[]> CpuBySlice(int slices) => BySlice(slices, slice => slice.Cpu);

    /// <summary>Processor seconds of a stage over the whole video: sum over the slices of the mean over the passes.</summary>
    public double Cpu(Stage stage, int slices) => BySlice(slices, slice => slice.CpuByStage[(int)stage]).Sum(slice => slice.Average());

    /// <summary>Wall-clock seconds over the whole video, taken like <see cref="Cpu"/>.</summary>
    public double Wall(int slices) => BySlice(slices, slice => slice.Wall).Sum(slice => slice.Average());

    private double[][] BySlice(int slices, Func<SliceCost, double> cost) =>
        [.. Enumerable.Range(0, slices).Select(slice => Passes.Where(pass => pass.Count > slice).Select(pass => cost(pass[slice])).ToArray())];
}
