using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Recording;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Recording;

public sealed class RecordingFolderTests : IDisposable
{
    private const int Megabyte = 1 << 20;
    private readonly TemporaryFolder _folder = new();
    private int _deleted;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_BeyondTheSize_DeletesTheOldestFirst()
    {
        RecordingFolder folder = Open(new Retention(3 * Megabyte, TimeSpan.FromDays(1)));
        for (int number = 0; number < 6; number++)
            folder.Write($"{number}.jpg", new byte[Megabyte - 1]);

        Assert.Equal(["3.jpg", "4.jpg", "5.jpg"], Names());
        Assert.Equal((3, 3L * (Megabyte - 1)), (_deleted, folder.Bytes));
    }

    [Fact]
    public void Write_LargerThanAllRoom_KeepsTheFileJustWritten()
    {
        RecordingFolder folder = Open(new Retention(Megabyte, TimeSpan.FromDays(1)));
        folder.Write("small.jpg", new byte[10]);
        folder.Write("large.jpg", new byte[2 * Megabyte]);

        Assert.Equal(["large.jpg"], Names());
    }

    [Fact]
    public void Write_OverAFileOfThatName_CountsItOnce()
    {
        RecordingFolder folder = Open(Retention.Default);
        folder.Write("a.jpg", new byte[100]);
        folder.Write("a.jpg", new byte[40]);

        Assert.Equal((40, 0), (folder.Bytes, _deleted));
    }

    [Fact]
    public void Write_AfterAnEarlierRun_CountsWhatThatLeft()
    {
        Put("old.jpg", 10, TimeSpan.FromDays(20));
        Put("older.jpg", 10, TimeSpan.FromDays(30));
        Put("fresh.jpg", Megabyte, TimeSpan.FromHours(1));
        Put("torn.jpg.part", 10, TimeSpan.FromHours(1));
        Put("notes.txt", 10, TimeSpan.FromDays(40));
        RecordingFolder folder = Open(new Retention(10 * Megabyte, TimeSpan.FromDays(10)));

        folder.Write("new.jpg", new byte[5]);

        Assert.Equal(["fresh.jpg", "new.jpg", "notes.txt"], Names());
        Assert.Equal((2, (long)Megabyte + 5), (_deleted, folder.Bytes));
    }

    [Fact]
    public void Write_WhereAFileIsInTheWay_SaysWhichFolder()
    {
        File.WriteAllText(_folder["gate"], "");
        RecordingFolder folder = Open(Retention.Default);

        VideoDynException error = Assert.Throws<VideoDynException>(() => folder.Write("a.jpg", new byte[1]));

        Assert.Equal(ErrorKind.Output, error.Kind);
        Assert.Contains(_folder["gate"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AfterTheFolderWasTakenAway_MakesItAgain()
    {
        RecordingFolder folder = Open(Retention.Default);
        folder.Write("a.jpg", new byte[1]);
        Directory.Delete(_folder["gate"], recursive: true);

        Assert.Throws<VideoDynException>(() => folder.Write("b.jpg", new byte[1]));
        folder.Write("c.jpg", new byte[1]);

        Assert.Equal(["c.jpg"], Names());
        Assert.Equal(1, folder.Bytes);
    }

    [Theory]
    [InlineData("gate", "gate")]
    [InlineData("../../etc", ".._.._etc")]
    [InlineData("..", "camera")]
    [InlineData("Hof / Süd", "Hof___Süd")]
    public void SafeName_AnyCamera_StaysInTheFolder(string camera, string expected) => Assert.Equal(expected, RecordingFolder.SafeName(camera));

    private RecordingFolder Open(Retention retention) => new(_folder.Path, "gate", retention, ["jpg"], () => _deleted++);

    private string[] Names() => [.. Directory.GetFiles(_folder["gate"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private void Put(string name, int bytes, TimeSpan age)
    {
        string path = Path.Combine(Directory.CreateDirectory(_folder["gate"]).FullName, name);
        File.WriteAllBytes(path, new byte[bytes]);
        File.SetLastWriteTimeUtc(path, (TimeProvider.System.GetUtcNow() - age).UtcDateTime);
    }
}
