using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Sqlite;

namespace VideoDyn.Events.Outbox;

/// <summary>Opens the database of an outbox, and puts a damaged one aside.</summary>
internal static class OutboxFile
{
    private static readonly string[] s_parts = ["", "-wal", "-shm"];

    /// <summary>Opens or makes it.</summary>
    /// <param name="path">Its path; locked by the caller.</param>
    /// <param name="sinks">Names of the sinks.</param>
    /// <param name="options">How it is kept.</param>
    /// <param name="wasOutbox">Whether there was an outbox here before, so that a damaged file is one.</param>
    /// <exception cref="VideoDynException">It cannot be used.</exception>
    public static OutboxStore Open(string path, IReadOnlyList<string> sinks, OutboxOptions options, bool wasOutbox)
    {
        if (!wasOutbox && File.Exists(path) && new FileInfo(path).Length > 0 && !HasHeader(path))
            throw VideoDynException.Configuration($"{path}: is not an outbox, expected a database or a file that does not exist");
        try
        {
            return OpenOnce(path, sinks, options);
        }
        catch (SqliteException error) when (error.IsCorrupt && (wasOutbox || HasHeader(path)))
        {
            return Replace(path, sinks, options, error.Message);
        }
        catch (SqliteException error) when (error.IsCorrupt)
        {
            throw VideoDynException.Configuration($"{path}: is not an outbox, expected a database or a file that does not exist");
        }
        catch (SqliteException error)
        {
            throw VideoDynException.Output($"{path}: the outbox cannot be opened: {error.Message}", error);
        }
    }

    /// <summary>Puts a damaged database aside and begins a new one, which tells so in its first event.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="sinks">Names of the sinks.</param>
    /// <param name="options">How it is kept.</param>
    /// <param name="reason">What is wrong with the old one.</param>
    public static OutboxStore Replace(string path, IReadOnlyList<string> sinks, OutboxOptions options, string reason)
    {
        string aside = PutAside(path, options.Time.GetUtcNow());
        // Nobody has seen anything of the new one, so that every sink gets the event about it.
        OutboxStore store = OpenOnce(path, sinks, options with { NewSinksGetHistory = true });
        try
        {
            store.Begin();
            store.Insert(OutboxNotice.OfReplacement(store.Clock.Now, reason, aside));
            store.Commit();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static OutboxStore OpenOnce(string path, IReadOnlyList<string> sinks, OutboxOptions options)
    {
        SqliteDatabase database = SqliteDatabase.Open(path, SqliteOpenMode.Create);
        try
        {
            // First of all, because nothing of somebody else's database is to be changed, not even its journal.
            OutboxSchema.Prepare(database, path);
            database.Word("PRAGMA journal_mode = WAL");
            database.Execute(options.Durability == OutboxDurability.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            return new OutboxStore(database, sinks, options);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static string PutAside(string path, DateTimeOffset now)
    {
        string stem = string.Create(CultureInfo.InvariantCulture, $"{path}.corrupt-{now.UtcDateTime:yyyyMMddTHHmmssZ}");
        string aside = stem;
        for (int number = 2; File.Exists(aside); number++)
            aside = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        foreach (string part in s_parts)
        {
            if (File.Exists(path + part))
                File.Move(path + part, aside + part);
        }

        return aside;
    }

    // A file that never was a database is somebody's own, named by mistake: it is not touched.
    private static bool HasHeader(string path)
    {
        Span<byte> start = stackalloc byte[16];
        using FileStream file = File.OpenRead(path);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("SQLite format 3\0"u8);
    }
}
