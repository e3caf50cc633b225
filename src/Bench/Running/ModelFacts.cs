using VideoDyn.Core.Analysis;

namespace VideoDyn.Bench.Running;

/// <summary>What must be known of the dense model before plans can be opened beside it.</summary>
/// <param name="Task">What it does.</param>
/// <param name="InputWidth">Width of its input in pixels, which sizes in percent refer to.</param>
/// <param name="InputHeight">Height of its input in pixels.</param>
internal sealed record ModelFacts(AnalysisTask Task, int InputWidth, int InputHeight)
{
    public static ModelFacts Of(AnalyzerInfo info) => new(info.Task, info.InputWidth, info.InputHeight);
}
