using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Media.Encoding;
using VideoDyn.Media.Probing;
using VideoDyn.Media.Tests.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Encoding;

public sealed class VideoEncoderTests : LeaseGuard
{
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData(96, 64)]
    [InlineData(63, 49)]
    public void Write_VariableTimes_FileHoldsThemAndThePictures(int width, int height)
    {
        double[] times = [5.0, 5.04, 5.1, 5.101, 5.5, 7.25];
        using (var encoder = new VideoEncoder(Options(width, height) with { Crf = 10 }))
        {
            foreach (double time in times)
            {
                using TestFrame frame = Picture(encoder.Format, time);
                encoder.Write(frame.Luma, frame.ChromaU, frame.ChromaV, TimeSpan.FromSeconds(time));
            }
        }

        List<DumpedFrame> read = DecodeAgainstFfmpegTests.AssertEqual(_folder["out.mp4"], "yuv420p");
        Assert.Equal(times.Select(time => Math.Round(time - 5, 4)), read.Select(frame => Math.Round(frame.Time.TotalSeconds, 4)));
        Assert.All(read, frame => Assert.Equal(((width + 1) & ~1, (height + 1) & ~1), (frame.Format.Width, frame.Format.Height)));
        Assert.All(read, frame => Assert.Equal((ColorMatrix.Bt709, ColorRange.Limited), (frame.Format.Matrix, frame.Format.Range)));

        byte[] decoded = ConvertedPictureTests.Decode(_folder["out.mp4"]).Packed[^1];
        using TestFrame last = Picture(new FrameFormat(width, height, PixelLayout.Yuv420, default, default), times[^1]);
        int stride = (width + 1) & ~1;
        double error = Enumerable.Range(0, width * height).Average(i => Math.Abs(decoded[(i / width * stride) + (i % width)] - last.Luma.Row(i / width)[i % width]));
        Assert.InRange(error, 0, 3);
    }

    [Fact]
    public void Submit_TimesThatDoNotGrow_AreMovedOn()
    {
        using (var encoder = new VideoEncoder(Options(64, 48)))
        {
            foreach (double time in new[] { 0, 0.1, 0.1, 0.05, 0.2 })
            {
                using TestFrame frame = Picture(encoder.Format, time);
                encoder.Load(frame);
                encoder.Submit(TimeSpan.FromSeconds(time));
            }
        }

        TimeSpan[] read = [.. FrameDump.Read(_folder["out.mp4"]).Frames.Select(frame => frame.Time)];
        Assert.Equal(5, read.Distinct().Count());
        Assert.Equal(0.2, read[^1].TotalSeconds, 0.001);
    }

    [Fact]
    public void Load_OtherSizeAndLayout_IsScaledIn()
    {
        using (var encoder = new VideoEncoder(Options(64, 48) with { Crf = 5 }))
        {
            foreach (PixelLayout layout in Enum.GetValues<PixelLayout>())
            {
                using var frame = new TestFrame(new FrameFormat(128, 96, layout, ColorMatrix.Bt709, ColorRange.Full), padding: 32);
                frame.Fill((plane, _, _) => plane == 0 ? (byte)255 : (byte)128);
                encoder.Load(frame);
                encoder.Submit(TimeSpan.FromSeconds((int)layout));
            }
        }

        List<byte[]> pictures = ConvertedPictureTests.Decode(_folder["out.mp4"]).Packed;
        Assert.Equal(4, pictures.Count);
        Assert.All(pictures, picture => Assert.InRange(picture[..(64 * 48)].Average(sample => (double)sample), 233, 237)); // full white is 235 in limited range
    }

    [Fact]
    public void Planes_DrawnOnAfterLoading_AreEncoded()
    {
        using (var encoder = new VideoEncoder(Options(64, 48) with { Crf = 5 }))
        {
            using var frame = new TestFrame(encoder.Format);
            frame.Fill((_, _, _) => 128);
            encoder.Load(frame);
            unsafe
            {
                for (int y = 0; y < 48; y++)
                    new Span<byte>((byte*)encoder.Luma.Data + (y * encoder.Luma.Stride), 32).Fill(200);
            }

            encoder.Submit(TimeSpan.Zero);
        }

        byte[] picture = Assert.Single(ConvertedPictureTests.Decode(_folder["out.mp4"]).Packed);
        Assert.InRange(picture[(24 * 64) + 8], 195, 205);
        Assert.InRange(picture[(24 * 64) + 56], 123, 133);
    }

    [Fact]
    public void File_CrashInTheMiddle_IsPlayableUpToTheLastFragment()
    {
        using (var encoder = new VideoEncoder(Options(64, 48) with { KeyFrameInterval = 5 }))
        {
            for (int i = 0; i < 100; i++)
            {
                using TestFrame frame = Picture(encoder.Format, i * 0.001); // no scene cuts, which would be key frames too
                encoder.Load(frame);
                encoder.Submit(TimeSpan.FromSeconds(i * 0.1));
            }

            File.Copy(_folder["out.mp4"], _folder["crashed.mp4"]); // what a killed process leaves
        }

        Assert.InRange(FrameDump.Read(_folder["crashed.mp4"]).Frames.Count, 20, 99);
        MediaProbeResult whole = MediaProbe.Probe(_folder["out.mp4"]);
        Assert.Equal((100L, 20L), (whole.Packets, whole.KeyFrames));
    }

    [Fact]
    public void Create_FolderMissing_IsAnOutputErrorWithThePath()
    {
        string path = Path.Combine(_folder.Path, "none", "out.mp4");
        VideoDynException error = Assert.Throws<VideoDynException>(() => new VideoEncoder(Options(64, 48) with { Path = path }));
        Assert.Equal(ErrorKind.Output, error.Kind);
        Assert.Equal($"'{path}' cannot be written: No such file or directory.", error.Message);
    }

    [Fact]
    public void Write_FullDisk_IsAnOutputErrorWithTheReason()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() =>
        {
            using var encoder = new VideoEncoder(Options(64, 48) with { Path = "/dev/full", KeyFrameInterval = 2 });
            for (int i = 0; i < 200; i++)
            {
                using TestFrame frame = Picture(encoder.Format, i);
                encoder.Load(frame);
                encoder.Submit(TimeSpan.FromSeconds(i));
            }
        });
        Assert.Equal((ErrorKind.Output, "'/dev/full' cannot be written: No space left on device."), (error.Kind, error.Message));
    }

    [Fact]
    public void Create_EncoderMissing_NamesTheFix()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => new VideoEncoder(Options(64, 48) with { Encoder = "libnone" }));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("without libnone", error.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WrongOptions_ReportsAllAtOnce()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => new VideoEncoder(Options(1, 48) with { Crf = 99, Threads = 0 }));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.All(new[] { "width is 1", "crf is 99", "threads is 0" }, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Create_UnknownPreset_IsAConfigurationError() =>
        Assert.Equal(ErrorKind.Configuration, Assert.Throws<VideoDynException>(() => new VideoEncoder(Options(64, 48) with { Preset = "warp" })).Kind);

    private static TestFrame Picture(FrameFormat format, double seed)
    {
        int shift = (int)(seed * 40);
        return new TestFrame(format, padding: 3).Fill((plane, x, y) => plane == 0 ? (byte)(40 + ((x + (2 * y) + shift) % 150)) : (byte)(128 + (plane * 10)));
    }

    private VideoEncoderOptions Options(int width, int height) => new() { Path = _folder["out.mp4"], Width = width, Height = height };
}
