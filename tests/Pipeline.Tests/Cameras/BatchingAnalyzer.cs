using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Crops;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>An analyzer each of whose frames has crops that others run.</summary>
internal sealed class BatchingAnalyzer(ICropLane lane, int crops = 2) : IBatchedAnalyzer
{
    private readonly CropTicket[] _crops = [.. Enumerable.Range(0, crops).Select(_ => new CropTicket(lane))];
    private long? _begun;

    public AnalyzerInfo Info { get; } = new ScriptedAnalyzer(_ => []).Info;

    public IReadOnlyList<CropTicket> Crops => _crops;

    /// <summary>Frames completed, by index.</summary>
    public List<long> Completed { get; } = [];

    public long? BeginFailsAt { get; init; }

    public long? CompleteFailsAt { get; init; }

    public void Analyze(FrameLease frame, RegionPlan region, Observations observations) => throw new InvalidOperationException("the crops were not batched");

    public IReadOnlyList<CropTicket> Begin(FrameLease frame, RegionPlan region, Observations observations)
    {
        observations.Clear();
        Assert.Null(_begun);
        if (frame.Index == BeginFailsAt)
            throw VideoDynException.Model("fake.onnx: cannot begin");
        _begun = frame.Index;
        // Every third frame has nothing that waits.
        return frame.Index % 3 == 2 ? [] : _crops;
    }

    public void Complete(FrameLease frame, RegionPlan region, Observations observations)
    {
        Assert.Equal(frame.Index, _begun);
        _begun = null;
        if (frame.Index == CompleteFailsAt)
            throw VideoDynException.Model("fake.onnx: cannot complete");
        Completed.Add(frame.Index);
    }

    public void Dispose()
    {
    }
}
