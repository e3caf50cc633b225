using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>A steady stream of frames allocates nothing on the managed heap, and leases are independent of each other.</summary>
public sealed class AllocationTests : LeaseGuard
{
    [Theory]
    [InlineData("-c:v libx264 -pix_fmt yuv420p", "")]
    [InlineData("-c:v libx264 -pix_fmt yuv420p", "-metadata:s:v:0 rotate=90")]
    [InlineData("-c:v libx264 -pix_fmt yuv420p10le", "")]
    public void Read_SteadyState_AllocatesNothing(string coding, string tag)
    {
        string clip = TestClips.Make(".mp4", $"-f lavfi -i testsrc2=size=96x64:rate=25:duration=8 {coding}");
        if (tag.Length > 0)
            clip = TestClips.Make(".mp4", $"-i {clip} -c copy {tag}");
        var ledger = new FrameLedger();
        using var cancel = new CancellationTokenSource();
        using VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions(), ledger, cancel.Token);
        ReadFrames(source, 60, cancel.Token);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadFrames(source, 100, cancel.Token);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Read_ManyLeasesHeld_EachKeepsItsPixels()
    {
        string clip = TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=96x64:rate=25:duration=2 -c:v libx264 -bf 2");
        List<DumpedFrame> expected = FrameDump.Read(clip).Frames;
        var held = new List<FrameLease>();
        using (VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions(), new FrameLedger(), default))
        {
            while (source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
                held.Add(frame!);
        }

        Assert.Equal(50, held.Count);
        Assert.Equal(expected.Select(frame => frame.Md5), held.Select(FrameDump.Md5)); // the source is gone, the pixels are not
        held.ForEach(frame => frame.Dispose());
    }

    private static void ReadFrames(VideoFileSource source, int count, CancellationToken cancellationToken)
    {
        for (int i = 0; i < count; i++)
        {
            FrameReadStatus status = source.Read(out FrameLease? frame, cancellationToken);
            if (status != FrameReadStatus.Frame)
                throw new InvalidOperationException("the clip is too short for this test");
            frame!.Dispose();
            source.Ledger.Analyze();
        }
    }
}
