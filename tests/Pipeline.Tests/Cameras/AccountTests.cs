using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.TestKit;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>The ledger of a live camera: balanced at every instant, and only because each number is counted.</summary>
public class AccountTests : LeaseGuard
{
    [Fact]
    public void Account_OfABusyCamera_HasEveryOutcomeAndIsBalancedAtEveryStep()
    {
        Assert.True(IsAlwaysBalanced(LedgerEntry.None, out LedgerSnapshot ledger));
        Assert.All(
            [ledger.Received, ledger.Analyzed, ledger.Reused, ledger.Skipped[SkipReasons.EveryN], ledger.Dropped[DropCauses.NewerFrame], ledger.Failed[FailCauses.Inference]],
            count => Assert.True(count > 0));
        Assert.Equal(0, ledger.InFlight);
    }

    [Theory]
    [InlineData("Received")]
    [InlineData("InFlight")]
    [InlineData("Analyzed")]
    [InlineData("Reused")]
    [InlineData("Skipped")]
    [InlineData("Dropped")]
    [InlineData("Failed")]
    public void Account_WithOneNumberNotCounted_IsFoundOutOfBalance(string muted) =>
        Assert.False(IsAlwaysBalanced(Enum.Parse<LedgerEntry>(muted), out _));

    private static bool IsAlwaysBalanced(LedgerEntry muted, out LedgerSnapshot ledger)
    {
        using var world = new ActorWorld(seed: 5);
        world.ExpectDrops(DropCause.ActorStopped);
        var cameras = new CameraWorld(world);
        var camera = new ScriptedCamera("a", isLive: true, (_, account) => new ScriptedSource(60) { Ledger = account })
        {
            Ledger = new FrameLedger { Muted = muted },
            Gate = new TurnGate(),
            Analyzer = new EveryOtherFails(),
        };
        cameras.Start(camera);
        bool balanced = true;
        while (world.Dispatcher.Step())
            balanced &= camera.Ledger.Snapshot().IsBalanced;
        ledger = camera.Ledger.Snapshot();
        return balanced;
    }

    private sealed class EveryOtherFails : IAnalyzer
    {
        private int _calls;

        public AnalyzerInfo Info { get; } = new ScriptedAnalyzer(_ => []).Info;

        public void Analyze(FrameLease frame, RegionPlan region, Observations observations)
        {
            if (++_calls % 2 == 0)
                throw VideoDynException.Model("scripted: every other frame fails");
        }

        public void Dispose()
        {
        }
    }
}
