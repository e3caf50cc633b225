using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;

namespace VideoDyn.Bench.Tuning;

/// <summary>
/// An analyzer that gives the answer which the dense one has just given for the same frame: a gate can be tried for the
/// price of its decisions, and what follows the analysis runs as always.
/// </summary>
/// <param name="info">What the dense analyzer runs.</param>
/// <param name="answer">The dense answer for the current frame.</param>
internal sealed class KnownAnswers(AnalyzerInfo info, Observations answer) : IAnalyzer
{
    public AnalyzerInfo Info => info;

    public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        observations.Clear();
        foreach (ref readonly Detection detection in answer.Span)
            observations.Add(detection);
        observations.Macs = answer.Macs;
        observations.ExecutedShare = answer.ExecutedShare;
        observations.Truncated = answer.Truncated;
        observations.Malformed = answer.Malformed;
    }

    public void Dispose()
    {
        // The dense analyzer belongs to the rehearsal.
    }
}
