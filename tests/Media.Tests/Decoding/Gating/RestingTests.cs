using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Decoding.Gating;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding.Gating;

/// <summary>A gate that rests and wakes: decoding catches up, and no picture is ever damaged.</summary>
public sealed class RestingTests : LeaseGuard
{
    private const string Source = "-f lavfi -i testsrc2=size=96x64:rate=10:duration=15 -pix_fmt yuv420p";

    // Key frames are 60 frames apart; packets 20 to 79 come while the gate rests.
    [Theory]
    [InlineData(".mp4", "-c:v libx264 -bf 0 -g 60 -sc_threshold 0")]
    [InlineData(".mp4", "-c:v libx264 -bf 2 -g 60 -sc_threshold 0")]
    [InlineData(".ts", "-c:v libx264 -bf 3 -g 60 -sc_threshold 0")]
    [InlineData(".mp4", "-c:v libx265 -x265-params log-level=none:keyint=60:min-keyint=60:scenecut=0:open-gop=0:bframes=3")]
    public void Read_GateWakes_PicturesAreWholeFromThatPacketOn(string extension, string coding)
    {
        string clip = TestClips.Make(extension, $"{Source} {coding}");
        (List<GatedFrame> plain, _) = GatedDump.Read(clip, null);
        for (int wake = 45; wake <= 80; wake += 7)
        {
            (List<GatedFrame> gated, LedgerSnapshot ledger) = Read(clip, 20, wake, null);
            AssertSame(plain, gated);
            // Pictures shown before the packet that wakes may follow it, at most as many as the coder puts in another order.
            Assert.All(gated.Skip(wake), frame => Assert.NotNull(frame.Md5));
            Assert.InRange(gated.Count(frame => frame.Md5 is null), wake - 20 - 5, wake - 20 + 1);
            Assert.True(gated[60].Md5 is not null || wake <= 60, "the key frame in between was not looked at");
            Assert.True(ledger is { IsBalanced: true, InFlight: 0 });
            Assert.Equal(150, ledger.Received);
        }
    }

    [Theory]
    [InlineData("-c:v libx264 -bf 0 -g 60 -sc_threshold 0", 10, long.MaxValue)]
    [InlineData("-c:v libx264 -bf 2 -g 60 -sc_threshold 0", 10, long.MaxValue)]
    [InlineData("-c:v libx264 -bf 0 -g 60 -sc_threshold 0", 1000, 4000)]
    public void Read_TooMuchToKeep_WaitsForTheNextKeyFrame(string coding, int packets, long bytes)
    {
        string clip = TestClips.Make(".mp4", $"{Source} {coding}");
        (List<GatedFrame> plain, _) = GatedDump.Read(clip, null);
        (List<GatedFrame> gated, LedgerSnapshot ledger) = Read(clip, 5, 45, new DecodeLimits(packets, bytes));

        AssertSame(plain, gated);
        Assert.All(gated.Skip(45).Take(60 - 45), frame => Assert.Null(frame.Md5));
        Assert.All(gated.Skip(60), frame => Assert.NotNull(frame.Md5));
        Assert.True(ledger is { IsBalanced: true, InFlight: 0 });
    }

    // One key frame in a minute: what is wanted is decoded through everything before it.
    [Fact]
    public void Read_NoKeyFrameForAMinute_PicturesAreWhole()
    {
        string clip = TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=96x64:rate=10:duration=66 -pix_fmt yuv420p -c:v libx264 -bf 0 -g 100000 -sc_threshold 0");
        (List<GatedFrame> plain, _) = GatedDump.Read(clip, null);
        (List<GatedFrame> gated, _) = Read(clip, 20, 640, null);
        AssertSame(plain, gated);
        Assert.All(gated.Skip(640), frame => Assert.NotNull(frame.Md5));
        (gated, _) = Read(clip, 20, 640, new DecodeLimits(100));
        Assert.All(gated.Skip(25), frame => Assert.Null(frame.Md5));
        Assert.Equal(660, gated.Count);
    }

    private static void AssertSame(List<GatedFrame> plain, List<GatedFrame> gated)
    {
        Assert.Equal(plain.Select(frame => frame with { Md5 = null }), gated.Select(frame => frame with { Md5 = null }));
        for (int index = 0; index < plain.Count; index++)
            Assert.True(gated[index].Md5 is null || gated[index].Md5 == plain[index].Md5, $"picture {index} is damaged");
    }

    private static (List<GatedFrame> Frames, LedgerSnapshot Ledger) Read(string clip, int rest, int wake, DecodeLimits? limits)
    {
        var ledger = new FrameLedger();
        var frames = new List<GatedFrame>();
        using var source = new VideoFileSource(Demuxer.Open(clip, 25, default), new MediaSourceOptions(), ledger) { Limits = limits };
        source.Use(new Sleeper(rest, wake));
        while (source.Read(out FrameLease? lease, default) == FrameReadStatus.Frame)
        {
            using FrameLease frame = lease!;
            frames.Add(new GatedFrame(frame.Index, frame.StreamTime, frame.Duration, frame.Format, frame.IsKeyFrame, frame.HasPixels ? FrameDump.Md5(frame) : null));
            ledger.Analyze();
        }

        return (frames, ledger.Snapshot());
    }

    // Rests from one packet to another, and wants key frames meanwhile.
    private sealed class Sleeper(int rest, int wake) : IDecodeGate
    {
        private int _packets;

        public bool WantsAll => _packets <= rest || _packets > wake;

        public bool KnowsAhead => false;

        public void Observe(in PacketFacts packet) => _packets++;

        public bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, in PacketFacts packet) => WantsAll || packet.StartsAnew;
    }
}
