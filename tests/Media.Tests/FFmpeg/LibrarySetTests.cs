using VideoDyn.Core.Errors;
using VideoDyn.Media.FFmpeg;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.FFmpeg;

/// <summary>Libraries that cannot be used are refused with what was found and what is supported.</summary>
public sealed class LibrarySetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_EmptyFolder_NamesTheFolderAndWhatIsSupported()
    {
        string message = Refusal();
        Assert.Contains(_folder.Path, message, StringComparison.Ordinal);
        Assert.Contains("found none", message, StringComparison.Ordinal);
        Assert.Contains("supported are FFmpeg 5.1 (libavformat 59), 6.x (60) and 7.x (61)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_UnknownMajor_NamesIt()
    {
        Link("libavformat.so.62", "libswscale");
        Assert.Contains("found libavformat.so.62;", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_MixedGenerations_NamesWhatIsMissing()
    {
        Link("libavutil.so.58", "libswscale");
        Link("libavformat.so.60", "libswscale");
        Assert.Contains("FFmpeg 6.x without libavcodec.so.60, libswscale.so.7", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Description_InstalledLibraries_NamesAllFour()
    {
        string text = FFmpegLibrary.Description;
        Assert.All(new[] { "libavformat ", "libavcodec ", "libavutil ", "libswscale " }, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.StartsWith("FFmpeg " + FFmpegLibrary.Version.Split(' ')[0], text, StringComparison.Ordinal);
    }

    [Fact]
    public void SelfCheck_NothingRead_IsAFault() =>
        Assert.Equal("read 'nothing', expected 'container matroska,webm'", new SelfCheckFacts().Compare());

    private string Refusal()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => LibrarySet.Find(_folder.Path));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        return error.Message;
    }

    // Any loadable library will do: it is told by its name until its version is asked.
    private void Link(string name, string stem)
    {
        string loaded = TestClips.Run("sh", $"-c \"ldconfig -p | sed -n 's/.*{stem}.so.* => //p' | head -1\"").Trim();
        File.CreateSymbolicLink(_folder[name], loaded);
    }
}
