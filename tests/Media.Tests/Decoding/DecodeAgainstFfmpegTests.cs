using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>Every picture and time equals what the distribution's ffmpeg command decodes.</summary>
public sealed class DecodeAgainstFfmpegTests : LeaseGuard
{
    private const string Source = "-f lavfi -i testsrc2=size=96x64:rate=12.5:duration=1.2";

    [Theory]
    [InlineData(".mp4", "-c:v libx264 -pix_fmt yuv420p -bf 2 -g 6", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData(".mkv", "-c:v libx264 -pix_fmt yuv422p -bf 3", "yuv422p", PixelLayout.Yuv422, ColorRange.Limited)]
    [InlineData(".mp4", "-c:v libx264 -pix_fmt yuv444p", "yuv444p", PixelLayout.Yuv444, ColorRange.Limited)]
    [InlineData(".mp4", "-c:v libx264 -pix_fmt gray", "yuvj420p", PixelLayout.Yuv420, ColorRange.Full)]
    [InlineData(".mkv", "-c:v ffv1 -pix_fmt gray", "gray", PixelLayout.Gray, ColorRange.Full)]
    [InlineData(".mp4", "-c:v libx264 -pix_fmt yuvj420p", "yuvj420p", PixelLayout.Yuv420, ColorRange.Full)]
    [InlineData(".mp4", "-c:v libx264 -pix_fmt yuvj444p", "yuvj444p", PixelLayout.Yuv444, ColorRange.Full)]
    [InlineData(".mp4", "-c:v libx265 -x265-params log-level=none -pix_fmt yuv420p", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData(".avi", "-c:v mjpeg -q:v 3 -pix_fmt yuvj420p", "yuvj420p", PixelLayout.Yuv420, ColorRange.Full)]
    [InlineData(".avi", "-c:v mjpeg -q:v 3 -pix_fmt yuvj422p", "yuvj422p", PixelLayout.Yuv422, ColorRange.Full)]
    [InlineData(".avi", "-c:v mpeg4 -q:v 3 -bf 2", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData(".mkv", "-c:v libvpx-vp9 -b:v 200k", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData(".ts", "-c:v mpeg2video -q:v 3 -bf 2", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData(".mkv", "-c:v ffv1 -pix_fmt yuv420p", "yuv420p", PixelLayout.Yuv420, ColorRange.Limited)]
    public void Read_CodecAndLayout_EqualsFfmpeg(string extension, string coding, string pixelFormat, PixelLayout layout, ColorRange range)
    {
        string clip = TestClips.Make(extension, $"{Source} {coding}");
        List<DumpedFrame> frames = AssertEqual(clip, pixelFormat);
        Assert.All(frames, frame => Assert.Equal((96, 64, layout, range), (frame.Format.Width, frame.Format.Height, frame.Format.Layout, frame.Format.Range)));
    }

    [Fact]
    public void Read_OddSize_EqualsFfmpeg()
    {
        foreach ((string extension, string coding, string pixels) in new[]
        {
            (".avi", "-c:v mpeg4 -q:v 3 -pix_fmt yuv420p", "yuv420p"),
            (".avi", "-c:v mjpeg -pix_fmt yuvj422p", "yuvj422p"),
            (".mkv", "-c:v libvpx-vp9 -b:v 100k -pix_fmt yuv420p", "yuv420p"),
            (".mkv", "-c:v ffv1 -pix_fmt gray", "gray"),
        })
        {
            string clip = TestClips.Make(extension, $"{Source} -vf format=yuv444p,crop=63:49:3:5:exact=1 {coding}");
            List<DumpedFrame> frames = AssertEqual(clip, pixels);
            Assert.All(frames, frame => Assert.Equal((63, 49), (frame.Format.Width, frame.Format.Height)));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Read_SeveralDecoderThreads_SamePicturesAndLedger(int threads)
    {
        string clip = TestClips.Make(".mp4", $"{Source} -c:v libx264 -pix_fmt yuv420p -bf 2 -g 6");
        (List<DumpedFrame> one, LedgerSnapshot ledger, _) = FrameDump.Read(clip);
        (List<DumpedFrame> many, LedgerSnapshot manyLedger, _) = FrameDump.Read(clip, new MediaSourceOptions { DecodeThreads = threads });
        Assert.Equal(one, many);
        Assert.Equal((ledger.Received, ledger.Analyzed, 0L), (manyLedger.Received, manyLedger.Analyzed, manyLedger.InFlight));
    }

    [Fact]
    public void Read_Interlaced_DeliversWovenFrames()
    {
        string clip = TestClips.Make(".ts", $"{Source} -vf interlace=lowpass=0 -c:v libx264 -flags +ildct+ilme -x264-params tff=1");
        AssertEqual(clip, "yuv420p");
    }

    [Fact]
    public void Read_VariableFrameRate_KeepsEveryTime()
    {
        string clip = TestClips.Make(".mkv", $"{Source} -vf settb=1/1000,setpts=(N*N+3*N)*0.013/TB -enc_time_base 1:1000 -fps_mode passthrough -c:v libx264 -bf 2");
        List<DumpedFrame> frames = AssertEqual(clip, "yuv420p");
        Assert.True(frames.Zip(frames.Skip(1), (a, b) => b.Time - a.Time).Distinct().Count() > 10);
    }

    [Theory]
    [InlineData(".ts", "mpegts")]
    [InlineData(".h264", "h264")]
    public void Read_SizeChangesInMidFile_FramesCarryTheirOwnSize(string extension, string format)
    {
        string first = TestClips.Make(extension, $"-f lavfi -i testsrc2=size=96x64:rate=10:duration=1 -c:v libx264 -bf 1 -f {format}");
        string second = TestClips.Make(extension, $"-f lavfi -i testsrc2=size=128x80:rate=10:duration=1 -output_ts_offset 1 -c:v libx264 -bf 1 -f {format}");
        using var folder = new TemporaryFolder();
        string joined = folder["joined" + extension];
        File.WriteAllBytes(joined, [.. File.ReadAllBytes(first), .. File.ReadAllBytes(second)]);

        (List<DumpedFrame> frames, LedgerSnapshot ledger, _) = FrameDump.Read(joined);

        string[] expected = [.. FrameDump.Reference(first, "yuv420p").Concat(FrameDump.Reference(second, "yuv420p")).Select(frame => frame.Md5)];
        Assert.Equal(expected, frames.Select(frame => frame.Md5));
        Assert.Equal([.. Enumerable.Repeat(96, 10), .. Enumerable.Repeat(128, 10)], frames.Select(frame => frame.Format.Width));
        Assert.Equal(frames.OrderBy(frame => frame.Time).Select(frame => frame.Time), frames.Select(frame => frame.Time));
        Assert.Equal(0, ledger.InFlight);
        Assert.True(frames[^1].Time > TimeSpan.FromSeconds(1.5), $"ends at {frames[^1].Time}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Read_ImageSequence_EqualsFfmpeg(int firstNumber)
    {
        using var folder = new TemporaryFolder();
        TestClips.Run("ffmpeg", $"-v error -f lavfi -i testsrc2=size=62x48:rate=10:duration=0.7 -pix_fmt gray -start_number {firstNumber + 10} {folder["f%03d.png"]}");

        List<DumpedFrame> frames = AssertEqual(folder["f%03d.png"], "gray", $"-start_number {firstNumber + 10}");

        Assert.Equal(7, frames.Count);
        Assert.All(frames, frame => Assert.Equal((PixelLayout.Gray, ColorRange.Full, true), (frame.Format.Layout, frame.Format.Range, frame.IsKey)));
        Assert.Equal(TimeSpan.FromSeconds(6 / 25.0), frames[^1].Time);
    }

    [SharedDataTheory("videos/street-vehicles.mp4", "videos/retail-aisle-hevc.mp4", "videos/road-static-320x240.avi", "videos/asl/eat.mkv")]
    [InlineData("videos/street-vehicles.mp4")]
    [InlineData("videos/retail-aisle-hevc.mp4")]
    [InlineData("videos/road-static-320x240.avi")]
    [InlineData("videos/asl/eat.mkv")]
    public void Read_RealClip_FirstThreeSecondsEqualFfmpeg(string name)
    {
        string clip = SharedData.PathOf(name);
        (List<DumpedFrame> frames, LedgerSnapshot ledger, SourceInfo info) = FrameDump.Read(clip, new MediaSourceOptions { Duration = TimeSpan.FromSeconds(3) });
        List<(double Time, string Md5)> expected = FrameDump.Reference(clip, info.PixelFormat, "-t 3.2");
        Assert.True(frames.Count > 20);
        Assert.Equal(expected.Take(frames.Count).Select(frame => frame.Md5), frames.Select(frame => frame.Md5));
        double origin = expected[0].Time - frames[0].Time.TotalSeconds;
        Assert.All(frames, frame => Assert.Equal(expected[(int)frame.Index].Time - origin, frame.Time.TotalSeconds, 0.0011));
        Assert.True(ledger.IsBalanced);
        Assert.Equal(0, ledger.InFlight);
        Assert.Equal(frames.Count, ledger.Analyzed);
    }

    internal static List<DumpedFrame> AssertEqual(string clip, string pixelFormat, string before = "", string after = "")
    {
        (List<DumpedFrame> frames, LedgerSnapshot ledger, _) = FrameDump.Read(clip);
        List<(double Time, string Md5)> expected = FrameDump.Reference(clip, pixelFormat, before, after);
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Count, frames.Count);
        double origin = expected[0].Time - frames[0].Time.TotalSeconds;
        for (int i = 0; i < frames.Count; i++)
        {
            Assert.True(expected[i].Md5 == frames[i].Md5, $"pixels of picture {i} of {clip} differ");
            Assert.Equal(expected[i].Time - origin, frames[i].Time.TotalSeconds, 0.0011);
            Assert.Equal(i, frames[i].Index);
        }

        Assert.True(ledger.IsBalanced);
        Assert.Equal((frames.Count, 0L, frames.Count), ((int)ledger.Analyzed, ledger.InFlight, (int)ledger.Decoded));
        Assert.Equal(0, ledger.Failed.Values.Sum());
        return frames;
    }
}
