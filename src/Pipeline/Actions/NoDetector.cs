using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;

namespace VideoDyn.Pipeline.Actions;

/// <summary>Stands where a run without a detector has no analyzer: its gate lets no frame through.</summary>
internal sealed class NoDetector(AnalyzerInfo info) : IAnalyzer, IGate
{
    private static readonly GateDecision s_skip = GateDecision.Skip(SkipReasons.NoDetector);

    public AnalyzerInfo Info => info;

    public GateDecision Decide(long frameIndex, FrameLease frame) => s_skip;

    public void Analyze(FrameLease frame, RegionPlan region, Observations observations) =>
        throw new InvalidOperationException("there is no detector that could analyze a frame");

    public void Dispose()
    {
    }
}
