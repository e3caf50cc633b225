using VideoDyn.Actors.Mailboxes;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Live;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>Live cameras on virtual time: lost, waited for, found again; the others never notice.</summary>
public class LiveCameraTests : LeaseGuard
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Camera_AbsentAtTheStart_IsConnectedToWithGrowingPauses()
    {
        using var world = NewWorld();
        var times = new List<TimeSpan>();
        ScriptedCamera camera = Camera("a", (number, ledger) =>
        {
            times.Add(world.Actors.Time.Elapsed);
            return number < 4 ? throw Outage(OutageReason.RefusedConnection) : Frames(ledger, 3, OutageReason.EndOfStream);
        });
        using var stop = new CancellationTokenSource();
        Task<CameraOutcome> ended = world.Start(camera, stop.Token);

        world.Actors.Advance(TimeSpan.FromSeconds(15.5));

        Assert.Equal([0, 1, 3, 7, 15], times.Select(time => time.TotalSeconds));
        Assert.Collection(
            camera.Changes.Take(2),
            change => Assert.Equal(new CircuitChange.Lost(OutageReason.RefusedConnection, TimeSpan.Zero), change),
            change => Assert.Equal(new CircuitChange.Restored(TimeSpan.FromSeconds(15), 5), change));
        await Stop(world, stop, ended);
        Assert.True(camera.Ledger.Snapshot() is { IsBalanced: true, InFlight: 0 });
    }

    [Fact]
    public async Task Camera_LostAndFound_TellsTheGapForgetsItsStateAndGoesOn()
    {
        using var world = NewWorld(seed: 1);
        ScriptedCamera camera = Camera("a", (number, ledger) => Frames(ledger, 40, OutageReason.ConnectionLost, number * 40));
        using var stop = new CancellationTokenSource();
        Task<CameraOutcome> ended = world.Start(camera, stop.Token);

        world.Actors.Advance(0.5 * s_second);
        Assert.Equal(CameraState.Lost, Assert.Single(world.Host.Status()).State);
        Assert.Equal(1, camera.Resets);
        world.Actors.Advance(s_second);

        Assert.Equal(
            [new CircuitChange.Lost(OutageReason.ConnectionLost, TimeSpan.Zero), new CircuitChange.Restored(s_second, 1), new CircuitChange.Lost(OutageReason.ConnectionLost, s_second)],
            camera.Changes);
        Assert.Equal(2, camera.Connections);
        Assert.Equal([1013, 1011, 1012, 1013, 1011], world.Log.Ids);
        Assert.Contains("1012 Information Camera a restored after 1.0 s and 1 attempts", world.Log.Entries[2]);
        Assert.Contains(camera.Published, index => index >= 40);
        Assert.Equal(camera.Published.Order(), camera.Published);
        await Stop(world, stop, ended);
    }

    [Fact]
    public async Task Camera_WithAWrongPassword_IsLeftInPeaceForLong()
    {
        using var world = NewWorld();
        ScriptedCamera camera = Camera("a", (_, _) => throw Outage(OutageReason.WrongPassword));
        using var stop = new CancellationTokenSource();
        Task<CameraOutcome> ended = world.Start(camera, stop.Token);

        world.Actors.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(4, camera.Connections); // at 0, 15, 45 and 105 s
        Assert.Equal(CircuitState.Down, Assert.Single(world.Host.Status()).Circuit);
        await Stop(world, stop, ended);
    }

    [Fact]
    public async Task Cameras_ThatComeTogether_ConnectAtALimitedRate()
    {
        using var world = NewWorld();
        var times = new List<double>();
        using var stop = new CancellationTokenSource();
        List<Task> ended = [];
        for (int number = 0; number < 12; number++)
        {
            ended.Add(world.Start(
                Camera($"camera {number}", (_, _) =>
                {
                    times.Add(world.Actors.Time.Elapsed.TotalSeconds);
                    throw Outage(OutageReason.WrongPassword);
                }),
                stop.Token));
        }

        world.Actors.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([0, 0, 0, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2], times.Select(time => Math.Round(time, 6)));
        await Stop(world, stop, Task.WhenAll(ended));
    }

    [Fact]
    public async Task Recording_PlayedAsACamera_EndsWithItsEnd()
    {
        using var world = NewWorld();
        ScriptedCamera camera = Camera("a", (_, ledger) => new ScriptedSource(5) { Ledger = ledger });
        Task<CameraOutcome> ended = world.Start(camera);
        world.Actors.Run();

        Assert.Equal(new CameraOutcome(null, Interrupted: false), await ended);
        Assert.Empty(camera.Changes);
        Assert.Equal(1, camera.Completed);
    }

    [Fact]
    public async Task Frame_ThatFails_IsCountedAndTheCameraGoesOn()
    {
        using var world = NewWorld(seed: 3);
        var camera = new ScriptedCamera("a", isLive: true, (_, ledger) => new ScriptedSource(200) { Ledger = ledger })
        {
            Analyzer = new ScriptedAnalyzer(index => index % 5 == 0 ? throw VideoDynException.Model("no") : []),
        };
        Task<CameraOutcome> ended = world.Start(camera);
        world.RunChecking(camera.Ledger);

        Assert.Null((await ended).Error);
        LedgerSnapshot ledger = camera.Ledger.Snapshot();
        Assert.True(ledger.Failed[FailCauses.Inference] > 0);
        Assert.True(ledger.Analyzed > 0);
        Assert.Equal(0, ledger.InFlight);
    }

    [Fact]
    public void Camera_LostAnywhere_KeepsItsAccountAndItsOrder() => Actors.TestKit.Explorer.Explore(150, actors =>
    {
        actors.ExpectDrops(DropCause.ActorStopped);
        var world = new CameraWorld(actors);
        ScriptedCamera[] cameras =
        [
            .. Enumerable.Range(0, 3).Select(which => Camera($"{which}", (number, ledger) =>
                (number + which) % 3 == 1 ? throw Outage(OutageReason.TimedOut) : Frames(ledger, 1 + (7 * which), OutageReason.ConnectionLost, number * 100))),
        ];
        using var stop = new CancellationTokenSource();
        foreach (ScriptedCamera camera in cameras)
            world.Start(camera, stop.Token);

        actors.AdvanceRacing(TimeSpan.FromSeconds(20));
        actors.Advance(TimeSpan.FromSeconds(90)); // however the race went, everybody gets a turn
        stop.Cancel();
        world.RunChecking([.. cameras.Select(camera => camera.Ledger)]);

        Assert.All(cameras, camera => Assert.Equal(camera.Published.Order(), camera.Published));
        Assert.All(cameras, camera => Assert.True(camera.Ledger.Snapshot() is { InFlight: 0, Analyzed: > 0 }));
        Assert.All(cameras, camera => Assert.Equal((1, 1), (camera.Closed, camera.Disposed)));
        Assert.All(cameras, camera => AssertLostAndRestoredTakeTurns(camera.Changes));
    });

    private static void AssertLostAndRestoredTakeTurns(List<CircuitChange> changes)
    {
        for (int index = 0; index < changes.Count; index++)
            Assert.Equal(index % 2 == 0, changes[index] is CircuitChange.Lost);
    }

    private static CameraWorld NewWorld(int? seed = null)
    {
        var world = new CameraWorld(seed);
        world.Actors.ExpectDrops(DropCause.ActorStopped);
        return world;
    }

    private static async Task Stop(CameraWorld world, CancellationTokenSource stop, Task ended)
    {
        await stop.CancelAsync();
        world.Actors.Run();
        await ended;
    }

    private static ScriptedCamera Camera(string name, Func<int, FrameLedger, IFrameSource> connect) => new(name, isLive: true, connect);

    private static CameraOutageException Outage(OutageReason reason) => new(reason, $"camera: {reason}");

    private static ScriptedSource Frames(FrameLedger ledger, int frames, OutageReason end, int first = 0) => new(frames)
    {
        Ledger = ledger,
        FirstIndex = first,
        BeforeRead = next =>
        {
            if (next == frames)
                throw Outage(end);
        },
    };
}
