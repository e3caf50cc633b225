using VideoDyn.Core.Ledger;
using VideoDyn.Media.Decoding;

namespace VideoDyn.Media.Tests.Decoding;

public sealed class PacketAccountTests
{
    private readonly FrameLedger _ledger = new();
    private readonly PacketAccount _account;

    public PacketAccountTests() => _account = new PacketAccount(_ledger);

    [Fact]
    public void EndOfStream_PacketWithoutPicture_Fails()
    {
        Packets(3);
        Pictures(2);
        _account.EndOfStream();
        AssertLedger(received: 3, inFlight: 2, failed: 1);
    }

    [Fact]
    public void PictureDecoded_SecondOfOnePacket_IsReceivedToo()
    {
        Packets(1);
        Pictures(2);
        _account.EndOfStream();
        AssertLedger(received: 2, inFlight: 2);
    }

    [Fact]
    public void PacketFailed_AfterItsPicture_IsNotBookedTwice()
    {
        Packets(1);
        Pictures(1);
        _account.PacketFailed();
        AssertLedger(received: 1, inFlight: 1);
    }

    [Fact]
    public void EndOfStream_EarlyPacketsWithoutPicture_AreSkippedNotFailed()
    {
        Packets(4, early: true); // a key frame and three leading pictures that cannot be decoded
        Packets(2);
        Pictures(1);
        _account.PictureBeforeStart();
        Pictures(1);
        _account.EndOfStream();
        AssertLedger(received: 6, inFlight: 1, failed: 1, skipped: 4);
    }

    [Fact]
    public void Rewind_EverythingInside_IsSkipped()
    {
        Packets(5);
        _account.Rewind();
        AssertLedger(received: 5, inFlight: 0, skipped: 5);
        Packets(2);
        _account.EndOfStream();
        AssertLedger(received: 7, inFlight: 0, failed: 2, skipped: 5);
    }

    [Fact]
    public void Stop_PacketsInside_AreDroppedForTheCause()
    {
        Packets(3);
        Pictures(1);
        _account.Stop(DropCauses.Interrupted);
        _account.Stop(DropCauses.EndOfRange);
        Assert.Equal([(DropCauses.Interrupted, 2L)], _ledger.Snapshot().Dropped.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(1, _ledger.InFlight);
    }

    private void Packets(int count, bool early = false)
    {
        for (int i = 0; i < count; i++)
            _account.PacketRead(early);
    }

    private void Pictures(int count)
    {
        for (int i = 0; i < count; i++)
            _account.PictureDecoded();
    }

    private void AssertLedger(long received, long inFlight, long failed = 0, long skipped = 0)
    {
        LedgerSnapshot now = _ledger.Snapshot();
        Assert.True(now.IsBalanced);
        Assert.Equal(
            (received, inFlight, failed, skipped),
            (now.Received, now.InFlight, now.Failed.GetValueOrDefault(FailCauses.Decode), now.Skipped.GetValueOrDefault(SkipReasons.BeforeStart)));
    }
}
