using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Media.Probing;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Probing;

public sealed class MediaProbeTests
{
    [Fact]
    public void Probe_ConstantRate_TellsWhatTheEncoderWasGiven()
    {
        string clip = TestClips.Make(
            ".mp4",
            "-f lavfi -i testsrc2=size=96x64:rate=25:duration=4 -c:v libx264 -profile:v main -pix_fmt yuv420p -g 30 -keyint_min 30 -sc_threshold 0 -bf 2 -colorspace bt709 -color_range tv");
        MediaProbeResult probe = MediaProbe.Probe(clip);
        Assert.Equal(("h264", "Main", "yuv420p", 96, 64, 0), (probe.Codec, probe.Profile, probe.PixelFormat, probe.Width, probe.Height, probe.Rotation));
        Assert.Contains("mp4", probe.Container, StringComparison.Ordinal);
        Assert.Equal((100L, 4L), (probe.Packets, probe.KeyFrames));
        Assert.Equal(25, probe.DeclaredRate, 0.001);
        Assert.Equal(25, probe.ScannedRate, 0.001);
        Assert.Equal(4, probe.Duration!.Value.TotalSeconds, 0.001);
        Assert.Equal((1.0, 1.2), (probe.MeanKeyFrameInterval, Math.Round(probe.MaxKeyFrameInterval, 3)));
        Assert.False(probe.IsVariableRate);
        Assert.Equal((ColorMatrix.Bt709, false, ColorRange.Limited, false), (probe.Matrix, probe.MatrixIsAssumed, probe.Range, probe.RangeIsAssumed));
        double bits = double.Parse(
            TestClips.Run("ffprobe", $"-v error -select_streams v -show_entries stream=bit_rate -of csv=p=0 {clip}"), CultureInfo.InvariantCulture);
        Assert.Equal(bits, probe.BitRate, bits * 0.01);
    }

    [Theory]
    [InlineData(".mkv", "-vf settb=1/1000,setpts=(N*N+3*N)*0.013/TB -fps_mode passthrough -enc_time_base 1:1000 -c:v libx264", true)]
    [InlineData(".mkv", "-vf fps=30000/1001 -c:v libx264", false)] // its milliseconds alternate between 33 and 34
    [InlineData(".avi", "-c:v mpeg4", false)]
    [InlineData(".mkv", "-vf setpts=N+2*gt(N\\,7) -fps_mode passthrough -c:v mpeg4", true)]
    public void Probe_Rate_IsVariableOnlyWhenItVaries(string extension, string coding, bool variable)
    {
        string clip = TestClips.Make(extension, $"-f lavfi -i testsrc2=size=96x64:rate=12.5:duration=1.2 {coding}");
        Assert.Equal(variable, MediaProbe.Probe(clip).IsVariableRate);
    }

    [Fact]
    public void Probe_UntaggedColours_AreAssumedAndSaidSo()
    {
        string clip = TestClips.Make(".avi", "-f lavfi -i testsrc2=size=96x64:rate=10:duration=0.5 -c:v mpeg4 -pix_fmt yuv420p");
        MediaProbeResult probe = MediaProbe.Probe(clip);
        Assert.Equal((ColorMatrix.Bt601, true, ColorRange.Limited, true), (probe.Matrix, probe.MatrixIsAssumed, probe.Range, probe.RangeIsAssumed));
    }

    [Fact]
    public void Probe_MissingFile_IsAnInputError() =>
        Assert.Equal(ErrorKind.Input, Assert.Throws<VideoDynException>(() => MediaProbe.Probe("/nowhere/x.mp4")).Kind);

    [SharedDataFact("videos/street-vehicles.mp4")]
    public void Probe_RealClip_AgreesWithFfprobe()
    {
        string clip = SharedData.PathOf("videos/street-vehicles.mp4");
        MediaProbeResult probe = MediaProbe.Probe(clip);
        string packets = TestClips.Run("ffprobe", $"-v error -select_streams v:0 -count_packets -show_entries stream=nb_read_packets -of csv=p=0 {clip}");
        Assert.Equal(long.Parse(packets.Trim(',', '\n'), CultureInfo.InvariantCulture), probe.Packets);
    }
}
