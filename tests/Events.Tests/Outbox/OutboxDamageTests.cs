using VideoDyn.Core.Errors;
using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;
using VideoDyn.Events.Sqlite;
using VideoDyn.TestKit;

namespace VideoDyn.Events.Tests.Outbox;

public sealed class OutboxDamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["outbox.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(4096 + 200)]
    public async Task DamagedDatabase_IsMovedAside_AndANewOneTellsIt(int offset)
    {
        await using (EventOutbox outbox = EventOutbox.Open(File, ["a"]))
            outbox.WriteRange(1, 200);
        // Not closed in good order, so that the next start looks closely.
        using (var database = SqliteDatabase.Open(File, SqliteOpenMode.Write))
            database.Execute("UPDATE counter SET value = 0 WHERE name = 'clean'");
        using (FileStream file = System.IO.File.OpenWrite(File))
        {
            file.Position = offset;
            file.Write(new byte[8000].Select((_, index) => (byte)(index * 7)).ToArray());
        }

        await using EventOutbox again = EventOutbox.Open(File, ["a"]);
        again.WriteRange(201, 1);
        List<OutgoingEvent> events = await again.DrainAsync("a");

        Assert.Equal([OutboxNotice.Replaced, "videodyn.object.entered"], events.Select(e => e.Type));
        string aside = Assert.Single(Directory.GetFiles(_folder.Path, "outbox.db.corrupt-*Z"));
        Assert.Equal(Path.GetFileName(aside), events[0].Data().GetProperty("moved_to").GetString());
    }

    [Fact]
    public void FileOfAnotherKind_IsNotTouched()
    {
        System.IO.File.WriteAllText(File, new string('v', 5000));
        // Twice: what the first attempt leaves behind must not make the second one bolder.
        for (int attempt = 0; attempt < 2; attempt++)
        {
            VideoDynException error = Assert.Throws<VideoDynException>(() => EventOutbox.Open(File, ["a"]));
            Assert.Equal(ErrorKind.Configuration, error.Kind);
            Assert.Contains("is not an outbox", error.Message);
        }

        Assert.Equal(new string('v', 5000), System.IO.File.ReadAllText(File));
        Assert.Equal(["outbox.db"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void DatabaseOfAnotherProgram_IsNotTouched()
    {
        using (var database = SqliteDatabase.Open(File, SqliteOpenMode.Create))
            database.Execute("CREATE TABLE theirs (x)");
        for (int attempt = 0; attempt < 2; attempt++)
        {
            VideoDynException error = Assert.Throws<VideoDynException>(() => EventOutbox.Open(File, ["a"]));
            Assert.Contains("another program", error.Message);
        }

        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), path => path.Contains("corrupt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DatabaseOfANewerVersion_SaysSo()
    {
        await EventOutbox.Open(File, ["a"]).DisposeAsync();
        using (var database = SqliteDatabase.Open(File, SqliteOpenMode.Write))
            database.Execute("PRAGMA user_version = 7");
        VideoDynException error = Assert.Throws<VideoDynException>(() => EventOutbox.Open(File, ["a"]));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("version 7, expected 1", error.Message);
        Assert.Contains("version 7", Assert.Throws<VideoDynException>(() => EventHistory.Open(File)).Message);
    }

    [Fact]
    public async Task SecondProcess_IsRefused_AndReadersAreNot()
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"]);
        outbox.WriteRange(1, 1);
        await outbox.FlushAsync();
        Assert.Contains("another process", Assert.Throws<VideoDynException>(() => EventOutbox.Open(File, ["a"])).Message);
        using var history = EventHistory.Open(File);
        Assert.Single(history.Events(new EventFilter()));
    }

    [Fact]
    public void FolderThatCannotBeMade_SaysSo()
    {
        // A file where a folder should be refuses everybody, also root.
        System.IO.File.WriteAllText(_folder["file"], "");
        VideoDynException error = Assert.Throws<VideoDynException>(() => EventOutbox.Open(Path.Combine(_folder["file"], "outbox.db"), ["a"]));
        Assert.Equal(ErrorKind.Output, error.Kind);
        Assert.Contains("outbox.db", error.Message);
    }

    [Fact]
    public void OptionsOutOfRange_AreAllNamed()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => EventOutbox.Open(File, [], new OutboxOptions { MaxBytes = 1, MaxAge = TimeSpan.Zero }));
        Assert.Contains("max_size", error.Message);
        Assert.Contains("max_age", error.Message);
    }
}
