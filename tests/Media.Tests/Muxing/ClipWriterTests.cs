using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Muxing;
using VideoDyn.Media.Tests.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Muxing;

public sealed class ClipWriterTests : LeaseGuard
{
    private const string Pictures = "-f lavfi -i testsrc2=size=160x120:rate=25:duration=6";
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData(".mp4", "-c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p", "mp4")]
    [InlineData(".mp4", "-c:v libx264 -preset medium -bf 3 -g 25 -sc_threshold 0 -pix_fmt yuv420p", "mp4")]
    [InlineData(".mp4", "-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=25:bframes=0 -tag:v hvc1 -pix_fmt yuv420p", "mp4")]
    [InlineData(".ts", "-c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p", "mp4")]
    [InlineData(".avi", "-c:v mjpeg -q:v 3 -pix_fmt yuvj420p", "mp4")]
    [InlineData(".webm", "-c:v libvpx -b:v 200k -g 25 -cpu-used 8 -deadline realtime", "mkv")]
    public void Clip_OfAnyCodec_HoldsTheSamePicturesFromTheKeyFrameOn(string container, string encoding, string extension)
    {
        string input = TestClips.Make(container, $"{Pictures} {encoding}");
        List<DumpedFrame> all = FrameDump.Read(input).Frames;
        using PacketRing ring = Fill(input);
        string path = _folder[$"clip.{extension}"];
        Assert.Equal(extension, ring.Extension);

        ClipFacts facts = Write(ring, path, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(4));

        List<DumpedFrame> clip = FrameDump.Read(path).Frames;
        DumpedFrame first = all.Last(frame => frame.IsKey && frame.Time <= TimeSpan.FromSeconds(2.5) + s_rounding);
        // Pictures beyond the end come along where others before it need them.
        clip = [.. clip.Where(frame => frame.Time - clip[0].Time + first.Time <= TimeSpan.FromSeconds(4))];
        List<DumpedFrame> expected = [.. all.Where(frame => frame.Time >= first.Time).Take(clip.Count)];
        Assert.True(clip[0].IsKey);
        Assert.Equal(expected.Select(frame => frame.Md5), clip.Select(frame => frame.Md5));
        Assert.True(expected[^1].Time >= TimeSpan.FromSeconds(4) - (1.5 * s_step), $"the clip ends at {expected[^1].Time}");
        Assert.All(clip.Zip(expected), pair => Assert.Equal((pair.Second.Time - first.Time).TotalSeconds, pair.First.Time.TotalSeconds - clip[0].Time.TotalSeconds, 0.002));
        Assert.True(facts.IsWhole);
        Assert.Equal([Path.GetFileName(path)], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Clip_OfATurnedRecording_IsTurnedToo()
    {
        string turned = Path.Combine(_folder.Path, "turned.mp4");
        string input = TestClips.Make(".mp4", $"{Pictures} -c:v libx264 -preset ultrafast -g 25 -pix_fmt yuv420p");
        TestClips.Run("ffmpeg", $"-nostdin -v error -y -i {input} -c copy -metadata:s:v rotate=90 {turned}");
        SourceInfo before = FrameDump.Read(turned).Info;
        using PacketRing ring = Fill(turned);

        Write(ring, _folder["clip.mp4"], TimeSpan.Zero, TimeSpan.FromSeconds(1));

        SourceInfo after = FrameDump.Read(_folder["clip.mp4"]).Info;
        Assert.NotEqual(0, before.Rotation);
        Assert.Equal((before.Rotation, before.Width, before.Height), (after.Rotation, after.Width, after.Height));
    }

    [Fact]
    public void Clip_WrittenBitByBit_IsTheSameAsAtOnce()
    {
        string input = TestClips.Make(".mp4", $"{Pictures} -c:v libx264 -preset medium -bf 3 -g 25 -pix_fmt yuv420p");
        using PacketRing ring = Fill(input);
        Write(ring, _folder["once.mp4"], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        using ClipWriter writer = ClipWriter.Begin(ring, _folder["bits.mp4"], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.1))!;
        for (double until = 1.1; until < 5; until += 0.37)
        {
            writer.Advance(TimeSpan.FromSeconds(until));
            ring.Keep(TimeSpan.FromSeconds(until));
        }

        writer.Advance(TimeSpan.FromSeconds(5));
        Assert.True(writer.Finish().IsWhole);

        Assert.Equal(File.ReadAllBytes(_folder["once.mp4"]), File.ReadAllBytes(_folder["bits.mp4"]));
    }

    [Fact]
    public void Ring_WithLessRoomThanTheStream_KeepsTheNewestFromAKeyFrameOn()
    {
        const int Room = 60_000;
        string input = TestClips.Make(".mp4", $"{Pictures} -c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p");
        long most = 0;
        using PacketRing ring = Fill(input, Room, ring => most = Math.Max(most, ring.Bytes));
        Assert.InRange(most, Room / 4, Room);
        Assert.True(ring.Lost > 0);

        Write(ring, _folder["clip.mp4"], TimeSpan.Zero, TimeSpan.FromSeconds(10));

        List<DumpedFrame> clip = FrameDump.Read(_folder["clip.mp4"]).Frames;
        Assert.Equal(FrameDump.Read(input).Frames.TakeLast(clip.Count).Select(frame => frame.Md5), clip.Select(frame => frame.Md5));
        Assert.True(clip[0].IsKey);
    }

    [Fact]
    public void Ring_OverrunWhileAClipIsTaken_GoesOnAtAKeyFrameAndSaysThatSomethingIsMissing()
    {
        string input = TestClips.Make(".mp4", $"{Pictures} -c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p");
        ClipWriter? writer = null;
        using PacketRing ring = Fill(input, 60_000, ring => writer ??= ClipWriter.Begin(ring, _folder["clip.mp4"], TimeSpan.Zero, TimeSpan.FromSeconds(0.2)));
        using ClipWriter clip = writer!;

        clip.Advance(TimeSpan.FromSeconds(10));

        Assert.False(clip.Finish().IsWhole);
        Assert.NotEmpty(FrameDump.Read(_folder["clip.mp4"]).Frames);
    }

    [Fact]
    public void Ring_ToldWhatIsNeeded_LetsGoOfTheRest()
    {
        string input = TestClips.Make(".mp4", $"{Pictures} -c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p");
        using PacketRing ring = Fill(input);
        long all = ring.Bytes;
        ring.Keep(TimeSpan.FromSeconds(3.5));
        Assert.InRange(ring.Bytes, all / 4, all * 3 / 4);
        Assert.Equal(0, ring.Lost);
        ring.Keep(TimeSpan.FromSeconds(1000));
        Assert.InRange(ring.Bytes, 1, all / 4);
    }

    [Fact]
    public void Clip_OfAConnectionThatIsOver_EndsWithIt()
    {
        string input = TestClips.Make(".mp4", $"{Pictures} -c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p");
        using PacketRing ring = Fill(input);
        using ClipWriter clip = ClipWriter.Begin(ring, _folder["clip.mp4"], TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4))!;
        Fill(input, ring);

        clip.Advance(TimeSpan.FromSeconds(20));

        Assert.True(clip.IsOver);
        Assert.False(clip.Finish().IsWhole);
        Assert.Equal(50, FrameDump.Read(_folder["clip.mp4"]).Frames.Count);
    }

    [Fact]
    public void Clip_IntoAFolderThatIsNotThere_IsAnOutputErrorAndLeavesNothing()
    {
        string input = TestClips.Make(".mp4", $"{Pictures} -c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p");
        using PacketRing ring = Fill(input);
        VideoDynException error = Assert.Throws<VideoDynException>(() => ClipWriter.Begin(ring, _folder["none/clip.mp4"], TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        Assert.Equal(ErrorKind.Output, error.Kind);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Clip_GivenUp_LeavesNoFile()
    {
        string input = TestClips.Make(".mp4", $"{Pictures} -c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p");
        using PacketRing ring = Fill(input);
        using (ClipWriter.Begin(ring, _folder["clip.mp4"], TimeSpan.Zero, TimeSpan.FromSeconds(1)))
            Assert.Equal(["clip.mp4.part"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Clip_BeforeAnyPacket_IsNone()
    {
        using var ring = new PacketRing(1000);
        Assert.Null(ring.Extension);
        Assert.Null(ClipWriter.Begin(ring, _folder["clip.mp4"], TimeSpan.Zero, TimeSpan.Zero));
    }

    private static readonly TimeSpan s_rounding = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(40);

    private static PacketRing Fill(string input, long room = 1 << 26, Action<PacketRing>? each = null)
    {
        var ring = new PacketRing(room);
        Fill(input, ring, each);
        return ring;
    }

    private static void Fill(string input, PacketRing ring, Action<PacketRing>? each = null)
    {
        using VideoFileSource source = MediaSource.Open(input, new MediaSourceOptions { Packets = ring }, new FrameLedger(), default);
        while (source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
        {
            frame!.Dispose();
            source.Ledger.Analyze();
            each?.Invoke(ring);
        }
    }

    private static ClipFacts Write(PacketRing ring, string path, TimeSpan from, TimeSpan until)
    {
        using ClipWriter writer = ClipWriter.Begin(ring, path, from, until)!;
        return writer.Finish();
    }
}
