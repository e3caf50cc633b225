using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Live;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>A reader that hangs in a native call which nothing breaks off: only its camera notices.</summary>
public class StuckReaderTests : LeaseGuard
{
    [Fact]
    public async Task Reader_ThatHangs_IsReplacedWhileTheOtherCameraGoesOn()
    {
        using var release = new ManualResetEventSlim();
        var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = new CameraHost(new CameraHostOptions { Workers = 1 });
        var stuck = new ScriptedCamera("stuck", isLive: true, (number, ledger) => number == 0
            ? new Hanging(ledger, release)
            : new ScriptedSource(1000) { Ledger = ledger, BeforeRead = next => Passed(next, 20, again) })
        {
            Stall = TimeSpan.FromMilliseconds(300),
            Pauses = new ReconnectOptions { First = TimeSpan.FromMilliseconds(50), Jitter = 0 },
        };
        ScriptedCamera other = new("other", isLive: false, (_, ledger) => new ScriptedSource(2000) { Ledger = ledger });

        Task<CameraOutcome> first = host.RunAsync(stuck);
        Task<CameraOutcome> second = host.RunAsync(other);
        Assert.Null((await second.WaitAsync(TimeSpan.FromSeconds(30))).Error);
        await again.Task.WaitAsync(TimeSpan.FromSeconds(30));
        release.Set();
        Assert.Null((await first.WaitAsync(TimeSpan.FromSeconds(30))).Error);

        Assert.Equal(2000, other.Published.Count);
        Assert.Equal(2, stuck.Connections);
        Assert.Contains(stuck.Changes, change => change is CircuitChange.Lost { Reason: OutageReason.Stalled });
        Assert.Contains(stuck.Changes, change => change is CircuitChange.Restored);
        Assert.True(stuck.Ledger.Snapshot() is { IsBalanced: true, InFlight: 0 });
    }

    private static void Passed(int next, int mark, TaskCompletionSource reached)
    {
        if (next == mark)
            reached.TrySetResult();
    }

    private sealed class Hanging(FrameLedger ledger, ManualResetEventSlim release) : IFrameSource
    {
        public SourceInfo Info { get; } = new() { Name = "hanging", Location = "hanging", IsLive = true };

        public FrameLedger Ledger => ledger;

        public string? Warning => null;

        public FrameReadStatus Read(out FrameLease? frame, CancellationToken cancellationToken)
        {
            frame = null;
            release.Wait(CancellationToken.None); // deaf to the token, as a hanging driver is
            return FrameReadStatus.EndOfStream;
        }

        public void Dispose()
        {
        }
    }
}
