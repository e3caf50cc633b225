using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;

namespace VideoDyn.TestKit;

/// <summary>An analyzer that sees what a test tells it to see.</summary>
public sealed class ScriptedAnalyzer(Func<long, Detection[]> see) : IAnalyzer
{
    /// <summary>Frames analyzed so far, by index.</summary>
    public List<long> Analyzed { get; } = [];

    /// <summary>Index of the frame on which the analyzer fails; none when null.</summary>
    public long? FailAt { get; init; }

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; } = new()
    {
        Model = "scripted.onnx",
        ModelSha256 = new string('0', 64),
        Head = "scripted",
        Labels = ["thing", "other"],
        InputWidth = 16,
        InputHeight = 16,
        DenseMacs = 100,
        Threads = 1,
    };

    /// <inheritdoc/>
    public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
    {
        observations.Clear();
        if (frame.Index == FailAt)
            throw VideoDynException.Model("scripted.onnx: failed");
        Analyzed.Add(frame.Index);
        foreach (Detection detection in see(frame.Index))
            observations.Add(detection);
        observations.Macs = Info.DenseMacs;
        observations.ExecutedShare = 1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
