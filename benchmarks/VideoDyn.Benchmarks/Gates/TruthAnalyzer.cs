using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Benchmarks.Gates;

/// <summary>A network that sees what is there, as far as one could: nothing tiny, nothing that is mostly hidden.</summary>
/// <param name="truth">Boxes by frame.</param>
internal sealed class TruthAnalyzer(ILookup<int, MotRecord> truth) : IAnalyzer
{
    private const float LeastHeight = 12;
    private const float LeastVisible = 0.3f;

    public AnalyzerInfo Info { get; } = new()
    {
        Model = "truth",
        ModelSha256 = "",
        Head = "truth",
        Labels = ["object"],
        Confidence = 0.35f,
        InputWidth = 640,
        InputHeight = 384,
        DenseMacs = 1,
        Threads = 1,
    };

    public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        observations.Clear();
        foreach (MotRecord record in truth[(int)frame.Index].Where(record => record.Box.Height >= LeastHeight && record.Visibility >= LeastVisible))
            observations.Add(new Detection(record.Box, 0, 0.9f));
        (observations.Macs, observations.ExecutedShare, observations.WasFullPass) = (1, 1, true);
    }

    public void Dispose()
    {
    }
}
