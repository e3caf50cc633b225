using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Tests.FFmpeg;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("rtsp://admin:s3cret@cam.local:554/stream1", "rtsp://***@cam.local:554/stream1")]
    [InlineData("rtsp://admin:p@ss@cam.local/stream1", "rtsp://***@cam.local/stream1")]
    [InlineData("rtsp://admin:pa/ss?w@rd@cam.local/stream1", "rtsp://***@cam.local/stream1")]
    [InlineData("http://host:8080/mail@example", "http://host:8080/mail@example")]
    [InlineData("http://[::1]:8080/mail@example", "http://[::1]:8080/mail@example")]
    [InlineData("http://host/x?user=me&token=abc&size=2", "http://host/x?user=***&token=***&size=2")]
    [InlineData("http://host/x?api_key=abc#top", "http://host/x?api_key=***#top")]
    [InlineData("http://host/mail@example", "http://host/mail@example")]
    [InlineData("clips/a@b.mp4", "clips/a@b.mp4")]
    [InlineData("/videos/what?token=1.mp4", "/videos/what?token=1.mp4")]
    public void Redact_Location_HidesSecretsOnly(string location, string expected) => Assert.Equal(expected, Redaction.Redact(location));
}
