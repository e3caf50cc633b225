using VideoDyn.Core.Ledger;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>Damaged packets are counted and passed over.</summary>
public sealed class DamageTests : LeaseGuard
{
    [Fact]
    public void Read_CorruptPacketsInTheMiddle_CountsThemAndGoesOn()
    {
        string clip = TestClips.Make(".avi", "-f lavfi -i testsrc2=size=64x48:rate=10:duration=3 -c:v mjpeg");
        byte[] bytes = File.ReadAllBytes(clip);
        int packet = 0;
        for (int at = bytes.AsSpan().IndexOf("movi"u8) + 4; bytes.AsSpan(at, 4).SequenceEqual("00dc"u8); packet++)
        {
            int length = BitConverter.ToInt32(bytes, at + 4);
            if (packet is 10 or 11 or 12)
                bytes.AsSpan(at + 8, length).Fill(0x11);
            at += 8 + length + (length & 1);
        }

        Assert.Equal(30, packet);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["damaged.avi"], bytes);

        (List<DumpedFrame> frames, LedgerSnapshot ledger, _) = FrameDump.Read(folder["damaged.avi"]);

        Assert.Equal((30L, 3L, 27L, 27L, 0L), (ledger.Received, ledger.Failed[FailCauses.Decode], ledger.Analyzed, ledger.Decoded, ledger.InFlight));
        List<DumpedFrame> whole = FrameDump.Read(clip).Frames;
        Assert.Equal(whole.Where((_, i) => i is < 10 or > 12).Select(frame => (frame.Time, frame.Md5)), frames.Select(frame => (frame.Time, frame.Md5)));
    }
}
