using VideoDyn.Core.Errors;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Pipeline.Tests.Scheduling;

/// <summary>A lane that notes what goes through together, and fails on crops that a test names.</summary>
internal sealed class FakeLane : ICropLane
{
    public int? Capacity { get; init; }

    /// <summary>The crops of every run, failed ones included.</summary>
    public List<CropTicket[]> Runs { get; } = [];

    public HashSet<CropTicket> Bad { get; } = [];

    public Action? OnRun { get; init; }

    public void Run(ReadOnlySpan<CropTicket> crops)
    {
        Runs.Add(crops.ToArray());
        OnRun?.Invoke();
        foreach (CropTicket crop in crops)
        {
            if (Bad.Contains(crop))
                throw VideoDynException.Model("fake.onnx: failed");
        }
    }
}
