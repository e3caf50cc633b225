using FsCheck;
using FsCheck.Fluent;
using VideoDyn.Core.Ledger;

namespace VideoDyn.Core.Tests.Ledger;

public class FrameLedgerTests
{
    [Fact]
    public void Snapshot_AfterAnySequenceOfBookings_IsBalanced()
    {
        Prop.ForAll<int[]>(steps =>
        {
            var ledger = new FrameLedger();
            foreach (int step in steps)
            {
                ledger.Receive();
                Book(ledger, (step % 6 + 6) % 6);
                if (!ledger.Snapshot().IsBalanced)
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void InFlight_EachOutcome_AnswersForOnePacket(int outcome)
    {
        var ledger = new FrameLedger();
        ledger.Receive();
        ledger.Receive();

        Book(ledger, outcome);

        Assert.Equal(1, ledger.InFlight);
        Assert.True(ledger.Snapshot().IsBalanced);
    }

    [Fact]
    public void IsBalanced_CountersThatDoNotSumUp_IsFalse()
    {
        var ledger = new FrameLedger();
        ledger.Receive();
        LedgerSnapshot forgotten = ledger.Snapshot() with { InFlight = 0 };

        Assert.False(forgotten.IsBalanced);
    }

    [Fact]
    public void Snapshot_TwoReasons_KeepsThemApart()
    {
        var ledger = new FrameLedger();
        for (int packet = 0; packet < 3; packet++)
            ledger.Receive();
        ledger.Skip(SkipReasons.EveryN);
        ledger.Skip(SkipReasons.EveryN);
        ledger.Skip(SkipReasons.MaxFps);

        LedgerSnapshot snapshot = ledger.Snapshot();

        Assert.Equal(2, snapshot.Skipped[SkipReasons.EveryN]);
        Assert.Equal(1, snapshot.Skipped[SkipReasons.MaxFps]);
    }

    [Fact]
    public void Drop_OfNothing_AddsNoCause()
    {
        var ledger = new FrameLedger();
        ledger.Drop(DropCauses.Interrupted, 0);

        Assert.Empty(ledger.Snapshot().Dropped);
    }

    private static void Book(FrameLedger ledger, int outcome)
    {
        switch (outcome)
        {
            case 0:
                ledger.Analyze();
                break;
            case 1:
                ledger.Reuse();
                break;
            case 2:
                ledger.Skip(SkipReasons.EveryN);
                break;
            case 3:
                ledger.Drop(DropCauses.Interrupted);
                break;
            case 4:
                ledger.Fail(FailCauses.Decode);
                break;
            default:
                ledger.CountDecoded();
                break;
        }
    }
}
