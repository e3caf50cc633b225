using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Live;
using VideoDyn.Media.Tests.Decoding;
using VideoDyn.Rtsp.TestKit.Clips;
using VideoDyn.Rtsp.TestKit.Server;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Live;

/// <summary>A camera whose packets are not all decoded: order, times and account stay, and what is decoded is whole.</summary>
public sealed class RestingCameraTests : LeaseGuard
{
    private const int Frames = 110;

    [Theory]
    [InlineData("h264", true)]
    [InlineData("h264", false)]
    [InlineData("h265", true)]
    public async Task Read_GateRests_HandsFramesOutWithoutPixels(string codec, bool describes)
    {
        Mp4Clip clip = codec == "h264" ? LiveClips.Small : LiveClips.Hevc;
        await using var server = new RtspServer(clip, new RtspServerOptions { Speed = 8, DescribesParameterSets = describes });
        (List<(long Index, TimeSpan Time, string? Md5)> frames, LedgerSnapshot ledger) = Read(server.Address);

        Assert.Equal(Enumerable.Range(0, Frames).Select(index => (long)index), frames.Select(frame => frame.Index));
        Assert.True(frames.Zip(frames.Skip(1)).All(pair => pair.First.Time < pair.Second.Time));
        Assert.InRange(frames.Count(frame => frame.Md5 is null), 25, 50);
        // The clip is played again and again; every picture of it looks the same each time.
        Assert.All(frames.Where(frame => frame.Md5 is not null).GroupBy(frame => frame.Index % 50), same => Assert.Single(same.Select(frame => frame.Md5).Distinct()));
        Assert.All(frames.Skip(80), frame => Assert.NotNull(frame.Md5));
        Assert.True(ledger.IsBalanced);
        Assert.Equal(Frames, ledger.Analyzed);
    }

    // Cameras send no times of decoding, so that pictures in another order cannot be told beforehand.
    [Fact]
    public async Task Read_BFramesWithoutTimesOfDecoding_DecodesAll()
    {
        await using var server = new RtspServer(LiveClips.WithBFrames, new RtspServerOptions { Speed = 8 });
        (List<(long Index, TimeSpan Time, string? Md5)> frames, LedgerSnapshot ledger) = Read(server.Address);
        Assert.True(frames.Zip(frames.Skip(1)).All(pair => pair.First.Time <= pair.Second.Time));
        Assert.InRange(frames.Count(frame => frame.Md5 is null), 0, 3);
        Assert.True(ledger.IsBalanced);
    }

    private static (List<(long Index, TimeSpan Time, string? Md5)> Frames, LedgerSnapshot Ledger) Read(string address)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var ledger = new FrameLedger();
        var frames = new List<(long, TimeSpan, string?)>();
        LiveOptions patient = Viewer.Quick with { OpenTimeout = TimeSpan.FromSeconds(30), ReadTimeout = TimeSpan.FromSeconds(30), PictureTimeout = TimeSpan.FromSeconds(30), KeyFrameTimeout = TimeSpan.FromSeconds(30) };
        using ILiveSource source = CameraSource.Open(CameraAddress.Parse(address), patient, ledger, deadline.Token);
        source.Use(new Sleeper());
        while (frames.Count < Frames && source.Read(out FrameLease? lease, deadline.Token) == FrameReadStatus.Frame)
        {
            using FrameLease frame = lease!;
            frames.Add((frame.Index, frame.StreamTime, frame.HasPixels ? FrameDump.Md5(frame) : null));
            ledger.Analyze();
        }

        return (frames, ledger.Snapshot());
    }

    // Rests from packet 21 to 75.
    private sealed class Sleeper : IDecodeGate
    {
        private int _packets;

        public bool WantsAll => _packets is <= 20 or > 75;

        public bool KnowsAhead => false;

        public void Observe(in PacketFacts packet) => _packets++;

        public bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, in PacketFacts packet) => WantsAll || packet.StartsAnew;
    }
}
