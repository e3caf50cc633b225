using VideoDyn.Actors.TestKit;
using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Scheduling.Batching;
using VideoDyn.Pipeline.Tests.Observability;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>A camera host on one thread and on virtual time: nothing happens between the calls of a test.</summary>
internal sealed class CameraWorld : IDisposable
{
    private readonly ActorWorld _world;

    public CameraWorld(int? seed = null, int workers = 2)
        : this(new ActorWorld(seed), workers)
    {
    }

    public CameraWorld(ActorWorld world, int workers = 2, CropBatchOptions? batches = null)
    {
        _world = world;
        Host = new CameraHost(new CameraHostOptions { Workers = workers, Log = Log, OnOverload = Overloads.Add, CropBatches = batches }, world.System);
    }

    public LogList Log { get; } = new();

    public List<string> Overloads { get; } = [];

    public CameraHost Host { get; }

    public ActorWorld Actors => _world;

    /// <summary>Runs a camera until nobody has anything to do.</summary>
    public Task<CameraOutcome> Start(CameraRecipe camera, CancellationToken stop = default)
    {
        Task<CameraOutcome> ended = Host.RunAsync(camera, stop);
        return ended;
    }

    /// <summary>Takes one step, then checks that every account is balanced: exact at every instant it is read.</summary>
    public void RunChecking(params FrameLedger[] ledgers)
    {
        while (_world.Dispatcher.Step())
        {
            foreach (FrameLedger ledger in ledgers)
                Assert.True(ledger.Snapshot().IsBalanced);
        }
    }

    public void Dispose() => _world.Dispose();
}
