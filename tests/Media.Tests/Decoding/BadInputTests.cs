using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>Every kind of unreadable input says what it is.</summary>
public sealed class BadInputTests : LeaseGuard
{
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Open_MissingFile_SaysSo() => AssertRefused(_folder["none.mp4"], "does not exist");

    [Fact]
    public void Open_Folder_SaysSo() => AssertRefused(_folder.Path, "is a folder");

    [Fact]
    public void Open_EmptyFile_SaysSo()
    {
        File.WriteAllBytes(_folder["empty.mp4"], []);
        AssertRefused(_folder["empty.mp4"], "is empty (0 bytes)");
    }

    [Theory]
    [InlineData(0.5, "without its index (moov)")]
    [InlineData(0.75, "damaged index (moov)")]
    public void Open_CutMp4_SaysSo(double share, string expected)
    {
        byte[] whole = File.ReadAllBytes(Clip(".mp4", "-c:v libx264"));
        File.WriteAllBytes(_folder["cut.mp4"], whole[..(int)(whole.Length * share)]);
        AssertRefused(_folder["cut.mp4"], expected);
    }

    [Fact]
    public void Open_AudioOnly_NamesWhatItHolds() =>
        AssertRefused(TestClips.Make(".mka", "-f lavfi -i sine=duration=0.5 -c:a flac"), "holds no video stream, only flac");

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("notes.mp4")]
    public void Open_TextFile_SaysSo(string name)
    {
        File.WriteAllText(_folder[name], string.Join('\n', Enumerable.Range(0, 500).Select(i => $"line {i} of a text that is no video")));
        AssertRefused(_folder[name], name.EndsWith("txt", StringComparison.Ordinal) ? "is a text file" : "is not a video that FFmpeg");
    }

    [Fact]
    public void Open_UnknownCodec_NamesItsTag()
    {
        byte[] clip = File.ReadAllBytes(Clip(".avi", "-c:v mpeg4 -vtag XVID"));
        for (int at = clip.AsSpan().IndexOf("XVID"u8); at >= 0; at = clip.AsSpan().IndexOf("XVID"u8))
            "Q0Q0"u8.CopyTo(clip.AsSpan(at));
        byte[] lower = "xvid"u8.ToArray();
        for (int at = clip.AsSpan().IndexOf(lower); at >= 0; at = clip.AsSpan().IndexOf(lower))
            "Q0Q0"u8.CopyTo(clip.AsSpan(at));
        File.WriteAllBytes(_folder["unknown.avi"], clip);
        AssertRefused(_folder["unknown.avi"], "unknown codec tag 'Q0Q0'");
    }

    [Fact]
    public void Open_SequenceWithoutFiles_NamesThePattern() => AssertRefused(_folder["f%04d.png"], "No file matches");

    [Fact]
    public void Open_SequenceWithGap_NamesTheMissingNumber()
    {
        TestClips.Run("ffmpeg", $"-v error -f lavfi -i testsrc2=size=32x32:rate=10:duration=0.5 {_folder["f%02d.png"]}");
        File.Delete(_folder["f03.png"]);
        AssertRefused(_folder["f%02d.png"], "number 3 is missing between 1 and 5");
    }

    [Fact]
    public void Open_StartBeyondTheEnd_SaysBoth()
    {
        VideoDynException error = Refusal(Clip(".mp4", "-c:v libx264"), new MediaSourceOptions { Start = TimeSpan.FromMinutes(2) });
        Assert.Contains("lies beyond its end", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Address_HidesItsPassword()
    {
        VideoDynException error = Refusal("http://me:geheim@127.0.0.1:1/x?token=abc", new MediaSourceOptions());
        Assert.DoesNotContain("geheim", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", error.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1/x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WrongOptions_AreConfigurationErrors()
    {
        string clip = Clip(".mp4", "-c:v libx264");
        foreach (MediaSourceOptions options in new MediaSourceOptions[]
        {
            new() { Start = TimeSpan.FromSeconds(-1) }, new() { Duration = TimeSpan.Zero }, new() { DecodeThreads = 0 }, new() { ImageRate = double.NaN },
        })
        {
            Assert.Equal(ErrorKind.Configuration, Assert.Throws<VideoDynException>(() => MediaSource.Open(clip, options, new FrameLedger(), default)).Kind);
        }
    }

    [Theory]
    [InlineData(".avi", "a video stream without a single frame")]
    [InlineData(".mkv", "ends before its first frame")]
    [InlineData(".mp4", "an empty recording")]
    public void Read_VideoWithoutFrames_SaysSo(string extension, string expected)
    {
        string clip = TestClips.Make(extension, "-f lavfi -i testsrc2=size=64x48:rate=10:duration=1 -frames:v 0 -c:v libx264");
        var ledger = new FrameLedger();

        VideoDynException error = Assert.Throws<VideoDynException>(() => ReadAll(clip, ledger));

        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.True(ledger.Snapshot() is { Received: 0, InFlight: 0 });
    }

    [Fact]
    public void Read_NothingDecodable_SaysSoAfterBooking()
    {
        byte[] clip = File.ReadAllBytes(Clip(".avi", "-c:v mjpeg"));
        // Every packet keeps its length and loses its content.
        for (int at = clip.AsSpan().IndexOf("movi"u8) + 4; at + 8 < clip.Length && clip.AsSpan(at, 4).SequenceEqual("00dc"u8);)
        {
            int length = BitConverter.ToInt32(clip, at + 4);
            clip.AsSpan(at + 8, length).Fill(0x11);
            at += 8 + length + (length & 1);
        }

        File.WriteAllBytes(_folder["noise.avi"], clip);
        var ledger = new FrameLedger();
        VideoDynException error = Assert.Throws<VideoDynException>(() => ReadAll(_folder["noise.avi"], ledger));
        Assert.Contains("could be decoded (mjpeg)", error.Message, StringComparison.Ordinal);
        LedgerSnapshot snapshot = ledger.Snapshot();
        Assert.True(snapshot.IsBalanced);
        Assert.Equal((8L, 8L, 0L), (snapshot.Received, snapshot.Failed[FailCauses.Decode], snapshot.InFlight));
    }

    [Fact]
    public void Read_CutInTheMiddle_DeliversWhatIsThereAndWarns()
    {
        string whole = TestClips.Make(".mp4", "-f lavfi -i testsrc2=size=96x64:rate=10:duration=2 -c:v libx264 -bf 0 -movflags +faststart");
        byte[] bytes = File.ReadAllBytes(whole);
        File.WriteAllBytes(_folder["cut.mp4"], bytes[..(bytes.Length * 2 / 3)]);
        var ledger = new FrameLedger();
        (int frames, string? warning) = ReadAll(_folder["cut.mp4"], ledger);
        Assert.InRange(frames, 3, 19);
        Assert.True(warning is null || warning.Contains("cut off or damaged", StringComparison.Ordinal));
        Assert.True(ledger.Snapshot() is { IsBalanced: true, InFlight: 0 });
    }

    private static string Clip(string extension, string coding) =>
        TestClips.Make(extension, $"-f lavfi -i testsrc2=size=64x48:rate=10:duration=0.8 {coding}");

    private static VideoDynException Refusal(string input, MediaSourceOptions options) =>
        Assert.Throws<VideoDynException>(() => MediaSource.Open(input, options, new FrameLedger(), default).Dispose());

    private static void AssertRefused(string input, string expected)
    {
        VideoDynException error = Refusal(input, new MediaSourceOptions());
        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(input), error.Message, StringComparison.Ordinal);
    }

    private static (int Frames, string? Warning) ReadAll(string input, FrameLedger ledger)
    {
        int frames = 0;
        using VideoFileSource source = MediaSource.Open(input, new MediaSourceOptions(), ledger, default);
        for (; source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame; frames++)
        {
            frame!.Dispose();
            ledger.Analyze();
        }

        return (frames, source.Warning);
    }
}
