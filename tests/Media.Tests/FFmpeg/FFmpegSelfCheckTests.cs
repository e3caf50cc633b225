using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Tests.FFmpeg;

public sealed class FFmpegSelfCheckTests
{
    [Fact]
    public void SelfCheck_InstalledLibraries_Pass() => Assert.Null(FFmpegSelfCheck.Fault);
}
