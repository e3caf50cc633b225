using VideoDyn.Inference.Crops;
using VideoDyn.Pipeline.Scheduling;
using VideoDyn.Pipeline.Scheduling.Batching;

namespace VideoDyn.Pipeline.Tests.Scheduling;

/// <summary>A camera that asks for crops and notes what becomes of them.</summary>
internal sealed class FakeClient(params CropTicket[] crops) : IBatchClient
{
    public FairShare Share { get; } = new(1);

    public IReadOnlyList<CropTicket> Crops { get; } = crops;

    public int Done { get; private set; }

    public int GivenUp { get; private set; }

    public Exception? Error { get; private set; }

    public void Ran(int count, TimeSpan wall, TimeSpan processor, Exception? error)
    {
        Done += count;
        Error ??= error;
    }

    public void GiveUp(int count) => GivenUp += count;

    /// <summary>A camera with as many crops of a lane.</summary>
    public static FakeClient Of(FakeLane lane, int crops = 1) => new([.. Enumerable.Range(0, crops).Select(_ => new CropTicket(lane))]);
}
