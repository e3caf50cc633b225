using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Media.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>A part of a stream is exactly that part of the whole stream.</summary>
public sealed class RangeTests : LeaseGuard
{
    [Theory]
    [InlineData(".mp4", "-c:v libx264 -bf 3 -g 20")]
    [InlineData(".mkv", "-c:v libx264 -bf 2 -g 250")]
    [InlineData(".ts", "-c:v libx264 -bf 2 -g 15")]
    [InlineData(".mp4", "-c:v libx265 -x265-params log-level=none:open-gop=1:keyint=12:min-keyint=12")]
    [InlineData(".avi", "-c:v mpeg4 -g 10")]
    [InlineData(".ts", "-c:v mpeg2video -q:v 4 -bf 2 -g 9")]
    public void Read_StartAndDuration_EqualsThatPartOfTheWhole(string extension, string coding)
    {
        string clip = TestClips.Make(extension, $"-f lavfi -i testsrc2=size=80x48:rate=10:duration=8 -pix_fmt yuv420p {coding}");
        List<DumpedFrame> whole = FrameDump.Read(clip).Frames;
        foreach ((double start, double length) in new[] { (0.0, 1.0), (0.05, 0.4), (2.5, 1.0), (4.0, 0.31), (7.5, 5.0), (1.9, 6.05) })
        {
            TimeSpan from = TimeSpan.FromSeconds(start);
            TimeSpan to = from + TimeSpan.FromSeconds(length);

            (List<DumpedFrame> part, LedgerSnapshot ledger, _) =
                FrameDump.Read(clip, new MediaSourceOptions { Start = from, Duration = TimeSpan.FromSeconds(length) });

            DumpedFrame[] expected = [.. whole.Where(frame => frame.Time >= from && frame.Time < to)];
            Assert.Equal(expected.Select(frame => (frame.Time, frame.Md5)), part.Select(frame => (frame.Time, frame.Md5)));
            Assert.True(ledger.IsBalanced);
            Assert.Equal((0L, (long)expected.Length), (ledger.InFlight, ledger.Analyzed));
            Assert.Empty(ledger.Failed);
            Assert.All(ledger.Skipped.Keys, reason => Assert.Equal(SkipReasons.BeforeStart, reason));
            Assert.All(ledger.Dropped.Keys, cause => Assert.Equal(DropCauses.EndOfRange, cause));
        }
    }

    [Fact]
    public void Read_StartFarIn_DecodesOnlyTheGroupBefore()
    {
        string clip = TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=80x48:rate=10:duration=20 -pix_fmt yuv420p -c:v libx264 -g 10");
        (List<DumpedFrame> frames, LedgerSnapshot ledger, _) = FrameDump.Read(clip, new MediaSourceOptions { Start = TimeSpan.FromSeconds(15) });
        Assert.Equal(50, frames.Count);
        Assert.InRange(ledger.Received, 50, 75);
        Assert.Equal(ledger.Received - 50, ledger.Skipped[SkipReasons.BeforeStart]);
    }

    [Fact]
    public void Dispose_InTheMiddle_DropsWhatIsInsideTheDecoder()
    {
        string clip = TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=80x48:rate=10:duration=2 -pix_fmt yuv420p -c:v libx264 -bf 3");
        var ledger = new FrameLedger();
        using (VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions { DecodeThreads = 2 }, ledger, default))
        {
            for (int i = 0; i < 4; i++)
            {
                source.Read(out FrameLease? frame, default);
                frame!.Dispose();
                ledger.Reuse();
            }

            Assert.True(ledger.InFlight > 0);
        }

        LedgerSnapshot snapshot = ledger.Snapshot();
        Assert.True(snapshot.IsBalanced);
        Assert.Equal(0, snapshot.InFlight);
        Assert.Equal(snapshot.Received - 4, snapshot.Dropped[DropCauses.Interrupted]);
    }
}
