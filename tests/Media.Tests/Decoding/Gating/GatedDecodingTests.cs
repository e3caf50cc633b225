using VideoDyn.Core.Ledger;
using VideoDyn.Media.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding.Gating;

/// <summary>Sparing decoding changes nothing but the number of decoded pictures.</summary>
public sealed class GatedDecodingTests : LeaseGuard
{
    private const string Source = "-f lavfi -i testsrc2=size=96x64:rate=12.5:duration=6";

    // 75 frames. The numbers of decoded pictures follow from the structure: of "-bf 0 -g 10" every frame up to the last
    // wanted one of each group is decoded, of pictures that stand alone only those wanted.
    [Theory]
    [InlineData(".mp4", "-c:v libx264 -bf 0 -g 10 -sc_threshold 0", 10, 8)]
    [InlineData(".mp4", "-c:v libx264 -bf 2 -g 10 -sc_threshold 0", 10, 8)]
    [InlineData(".mp4", "-c:v libx264 -bf 0 -g 10 -sc_threshold 0", 5, 43)]
    [InlineData(".mkv", "-c:v libx264 -bf 2 -g 25 -sc_threshold 0", 25, 3)]
    [InlineData(".mkv", "-c:v libx264 -bf 0 -g 300 -sc_threshold 0", 5, 71)]
    [InlineData(".ts", "-c:v libx264 -bf 2 -g 10 -sc_threshold 0", 10, 8)]
    [InlineData(".mp4", "-c:v libx265 -x265-params log-level=none:keyint=10:min-keyint=10:scenecut=0:open-gop=0:bframes=2", 10, 8)]
    [InlineData(".avi", "-c:v mjpeg -q:v 3", 5, 15)]
    [InlineData(".mkv", "-c:v mjpeg -q:v 3", 74, 2)]
    public void Read_EveryN_SamePicturesFewerDecoded(string extension, string coding, int n, int decoded)
    {
        string clip = TestClips.Make(extension, $"{Source} -pix_fmt yuv420p {coding}");
        LedgerSnapshot ledger = GatedDump.AssertSame(clip, index => index % n == 0);
        Assert.Equal(decoded, ledger.Decoded);
    }

    [Theory]
    [InlineData(".mp4", "-c:v libx264 -bf 3 -g 24 -b_strategy 0")]
    [InlineData(".mp4", "-c:v libx264 -bf 8 -g 50 -x264-params b-pyramid=normal:ref=4")]
    [InlineData(".mp4", "-c:v libx264 -bf 3 -g 12 -flags -cgop -x264-params open-gop=1")]
    [InlineData(".mp4", "-c:v libx265 -x265-params log-level=none:keyint=16:bframes=4:open-gop=1")]
    [InlineData(".mp4", "-c:v libx265 -x265-params log-level=none:keyint=16:bframes=4:temporal-layers=1")]
    [InlineData(".mkv", "-c:v libx264 -bf 2 -x264-params repeat-headers=1:keyint=9")]
    [InlineData(".ts", "-c:v libx264 -bf 3 -g 20")]
    public void Read_AnyChoice_WantedPicturesAreWhole(string extension, string coding)
    {
        string clip = TestClips.Make(extension, $"{Source} -pix_fmt yuv420p {coding}");
        for (int n = 2; n <= 31; n += n < 8 ? 1 : 7)
            GatedDump.AssertSame(clip, index => index % n == n / 2);
        var random = new Random(5);
        for (int round = 0; round < 8; round++)
        {
            double share = random.NextDouble() * random.NextDouble();
            bool[] wanted = [.. Enumerable.Range(0, 80).Select(_ => random.NextDouble() < share)];
            GatedDump.AssertSame(clip, index => wanted[index]);
        }
    }

    // What cannot be told apart is decoded whole: no presentation times, fields in packets of their own, other codecs.
    [Theory]
    [InlineData(".avi", "-c:v mpeg4 -q:v 3 -bf 2")]
    [InlineData(".avi", "-c:v libx264 -bf 2")]
    [InlineData(".h264", "-c:v libx264 -bf 2")]
    [InlineData(".mkv", "-c:v libvpx-vp9 -b:v 200k")]
    [InlineData(".ts", "-vf interlace=lowpass=0 -c:v libx264 -flags +ildct+ilme -x264-params tff=1")]
    public void Read_StreamThatCannotBeToldApart_DecodesAll(string extension, string coding)
    {
        string clip = TestClips.Make(extension, $"{Source} {coding} -pix_fmt yuv420p");
        LedgerSnapshot ledger = GatedDump.AssertSame(clip, index => index % 5 == 0);
        Assert.True(ledger.Decoded >= ledger.Received - 2, $"{ledger.Decoded} of {ledger.Received}");
    }

    // What is shown until when is known for every picture but the last, whatever the order of decoding.
    [Theory]
    [InlineData(".mp4", "-c:v libx264 -bf 0 -g 10")]
    [InlineData(".mp4", "-c:v libx264 -bf 8 -g 50 -x264-params b-pyramid=normal:ref=4")]
    [InlineData(".mkv", "-c:v libx265 -x265-params log-level=none:keyint=16:bframes=4")]
    [InlineData(".ts", "-c:v libx264 -bf 3 -g 20")]
    [InlineData(".avi", "-c:v mjpeg -q:v 3")]
    public void Read_GateThatNeedsTheNextTime_IsToldIt(string extension, string coding)
    {
        string clip = TestClips.Make(extension, $"{Source} -pix_fmt yuv420p {coding}");
        var gate = new NextFrames();
        (List<GatedFrame> plain, _) = GatedDump.Read(clip, null);
        (List<GatedFrame> gated, LedgerSnapshot ledger) = GatedDump.Read(clip, gate);
        Assert.Equal(plain.Select(frame => frame.Time), gate.Asked.Select(asked => asked.Time));
        Assert.Equal([.. plain.Skip(1).Select(frame => (TimeSpan?)frame.Time), null], gate.Asked.Select(asked => asked.Next));
        Assert.Equal(plain.Select(frame => frame with { Md5 = null }), gated.Select(frame => frame with { Md5 = null }));
        for (int index = 0; index < plain.Count; index++)
            Assert.Equal(gated[index].Md5 ?? plain[index].Md5, plain[index].Md5);
        Assert.True(ledger is { IsBalanced: true, InFlight: 0 });
    }

    [Fact]
    public void Read_RangeThatEnds_ItsLastPictureHasNoNext()
    {
        string clip = TestClips.Make(".mp4", $"{Source} -pix_fmt yuv420p -c:v libx264 -bf 2 -g 10");
        var gate = new NextFrames();
        GatedDump.Read(clip, gate, new MediaSourceOptions { Start = TimeSpan.FromSeconds(1), Duration = TimeSpan.FromSeconds(2) });
        Assert.Equal((25, null), (gate.Asked.Count, gate.Asked[^1].Next));
        Assert.All(gate.Asked.SkipLast(1), asked => Assert.Equal(TimeSpan.FromSeconds(0.08), asked.Next - asked.Time));
    }

    [Theory]
    [InlineData(2.0, null)]
    [InlineData(3.21, 1.5)]
    [InlineData(0.0, 0.7)]
    [InlineData(5.9, 3.0)]
    public void Read_Range_GateSeesOnlyTheRange(double start, double? seconds)
    {
        foreach (string coding in new[] { "-c:v libx264 -bf 2 -g 10", "-c:v libx264 -bf 0 -g 30", "-c:v libx265 -x265-params log-level=none:keyint=16:bframes=4:open-gop=1" })
        {
            string clip = TestClips.Make(".mp4", $"{Source} -pix_fmt yuv420p {coding}");
            var range = new MediaSourceOptions { Start = TimeSpan.FromSeconds(start), Duration = seconds is { } s ? TimeSpan.FromSeconds(s) : null };
            for (int n = 1; n <= 15; n += 7)
                GatedDump.AssertSame(clip, index => index % n == 0, range);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Read_FewFrames_AreAllHandedOut(int frames)
    {
        string clip = TestClips.Make(".mp4", $"-f lavfi -i testsrc2=size=96x64:rate=10 -frames:v {frames} -c:v libx264 -bf 2 -pix_fmt yuv420p");
        Assert.Equal(frames, GatedDump.AssertSame(clip, _ => false).Received);
    }

    [Fact]
    public void Read_TenThousandFramesPerSecond_KeepsEveryTime()
    {
        string clip = TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=96x64:rate=10000 -frames:v 300 -c:v libx264 -bf 2 -g 50 -pix_fmt yuv420p");
        LedgerSnapshot ledger = GatedDump.AssertSame(clip, index => index % 50 == 0);
        Assert.InRange(ledger.Decoded, 6, 30);
    }

    [SharedDataTheory("videos/one-by-one-person-detection.mp4", "videos/retail-aisle-hevc.mp4", "videos/dog-yard.mp4", "videos/street-vehicles.mp4")]
    [InlineData("videos/one-by-one-person-detection.mp4", 5, 0.65)]
    [InlineData("videos/retail-aisle-hevc.mp4", 5, 0.75)]
    [InlineData("videos/dog-yard.mp4", 5, 0.75)]
    [InlineData("videos/street-vehicles.mp4", 5, 1.0)]
    public void Read_RealClip_SamePicturesFewerDecoded(string name, int n, double most)
    {
        var part = new MediaSourceOptions { Duration = TimeSpan.FromSeconds(6) };
        LedgerSnapshot ledger = GatedDump.AssertSame(SharedData.PathOf(name), index => index % n == 0, part);
        Assert.True(ledger.Decoded <= most * ledger.Received, $"{ledger.Decoded} of {ledger.Received}");
    }

    [Theory]
    [InlineData(".mkv")]
    [InlineData(".ts")]
    public void Read_DamagedStream_LedgerBalances(string extension)
    {
        string clip = TestClips.Make(extension, $"{Source} -pix_fmt yuv420p -c:v libx264 -bf 2 -g 20");
        using var folder = new TemporaryFolder();
        for (int seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            byte[] bytes = File.ReadAllBytes(clip);
            for (int hit = 0; hit < 2 + (seed * 3); hit++)
                bytes[random.Next(1500, bytes.Length)] ^= (byte)random.Next(1, 256);
            string damaged = folder[$"d{seed}{extension}"];
            File.WriteAllBytes(damaged, bytes);
            (List<GatedFrame> frames, LedgerSnapshot ledger) = GatedDump.Read(damaged, new WantedFrames(index => index % 7 == 0));
            Assert.True(ledger.IsBalanced);
            Assert.Equal(0, ledger.InFlight);
            Assert.Equal(Enumerable.Range(0, frames.Count), frames.Select(frame => (int)frame.Index));
            Assert.Equal(frames.Select(frame => frame.Time).Order(), frames.Select(frame => frame.Time));
        }
    }
}
