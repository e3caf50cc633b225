using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Media.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>The input <c>-</c> reads what this process is given.</summary>
public sealed partial class StandardInputTests : LeaseGuard
{
    [Theory]
    [InlineData(".ts", "-c:v libx264 -bf 2")]
    [InlineData(".mkv", "-c:v libx264 -bf 2")]
    [InlineData(".mp4", "-c:v libx264 -bf 2 -movflags +frag_keyframe+empty_moov")]
    public void Read_StandardInput_EqualsTheFile(string extension, string coding)
    {
        string clip = Clip(extension, coding);
        List<DumpedFrame> expected = FrameDump.Read(clip).Frames;
        (List<DumpedFrame> frames, LedgerSnapshot ledger, Core.Sources.SourceInfo info) = WithStandardInput(clip, () => FrameDump.Read("-"));
        Assert.Equal(expected.Select(frame => (frame.Time, frame.Md5)), frames.Select(frame => (frame.Time, frame.Md5)));
        Assert.Equal(("stdin", "standard input"), (info.Name, info.Location));
        Assert.True(ledger is { IsBalanced: true, InFlight: 0 });
    }

    [Fact]
    public void Read_StandardInputFromAStart_SkipsThroughThePipe()
    {
        string clip = Clip(".ts", "-c:v libx264 -bf 2");
        var options = new MediaSourceOptions { Start = TimeSpan.FromSeconds(1.15) };
        List<DumpedFrame> frames = WithStandardInput(clip, () => FrameDump.Read("-", options)).Frames;
        Assert.Equal(FrameDump.Read(clip, options).Frames.Select(frame => (frame.Time, frame.Md5)), frames.Select(frame => (frame.Time, frame.Md5)));
        Assert.Equal(8, frames.Count);
    }

    [Fact]
    public void Open_StandardInputWithNoVideo_SaysWhatPipesCanCarry()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["noise"], [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * i >> 3))]);
        VideoDynException error = Assert.Throws<VideoDynException>(() => WithStandardInput(folder["noise"], () => FrameDump.Read("-")));
        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.Contains("standard input", error.Message, StringComparison.Ordinal);
    }

    private static string Clip(string extension, string coding) =>
        TestClips.Make(extension, $"-f lavfi -i testsrc2=size=64x48:rate=10:duration=2 -pix_fmt yuv420p {coding}");

    private static T WithStandardInput<T>(string path, Func<T> run)
    {
        int saved = dup(0);
        using FileStream file = File.OpenRead(path);
        Assert.Equal(0, dup2((int)file.SafeFileHandle.DangerousGetHandle(), 0));
        try
        {
            return run();
        }
        finally
        {
            _ = dup2(saved, 0);
            _ = close(saved);
        }
    }

    [LibraryImport("libc")]
    private static partial int dup(int handle);

    [LibraryImport("libc")]
    private static partial int dup2(int handle, int target);

    [LibraryImport("libc")]
    private static partial int close(int handle);
}
