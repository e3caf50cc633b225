using VideoDyn.Core.Errors;
using VideoDyn.Events.Sqlite;

namespace VideoDyn.Events.Outbox;

/// <summary>What an outbox holds, for looking at and for tidying up; also while another process delivers from it.</summary>
/// <remarks>One thread at a time.</remarks>
public sealed class EventHistory : IDisposable
{
    private const int RemovedAtOnce = 500;
    private const string Columns = "sequence, id, type, camera, time, stored, json";
    private readonly SqliteDatabase _database;
    private readonly string _path;

    private EventHistory(SqliteDatabase database, string path) => (_database, _path) = (database, path);

    /// <summary>Opens it.</summary>
    /// <param name="path">Path of the database.</param>
    /// <exception cref="VideoDynException">It is not there (kind Input), is no outbox or of a newer version (kind Configuration).</exception>
    public static EventHistory Open(string path)
    {
        if (!File.Exists(path))
            throw VideoDynException.Input($"{path}: there is no such outbox");
        SqliteDatabase? database = null;
        try
        {
            database = OpenDatabase(path);
            OutboxSchema.Check(database, path);
            return new EventHistory(database, path);
        }
        catch (SqliteException error)
        {
            database?.Dispose();
            throw error.IsCorrupt
                ? VideoDynException.Input($"{path}: is not an outbox, or is damaged: {error.Message}", error)
                : VideoDynException.Input($"{path}: cannot be opened: {error.Message}", error);
        }
        catch (DllNotFoundException error)
        {
            throw EventOutbox.NoLibrary(error);
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    /// <summary>Sequence number of the newest event; 0 where there is none.</summary>
    public long LastSequence => _database.Number("SELECT max(sequence) FROM event");

    /// <summary>Where the sinks stand that count.</summary>
    public IReadOnlyList<SinkBacklog> Sinks()
    {
        var sinks = new List<SinkBacklog>();
        using SqliteStatement select = _database.Prepare(
            "SELECT name, cursor, (SELECT count(*) FROM event WHERE sequence > cursor) FROM sink WHERE active = 1 ORDER BY name");
        while (select.Step())
            sinks.Add(new SinkBacklog(select.Text(0), select.Number(1), select.Number(2)));
        return sinks;
    }

    /// <summary>The events that are meant, oldest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="newestFirst">Whether the newest comes first.</param>
    public IEnumerable<HistoryRecord> Events(EventFilter filter, bool newestFirst = false)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using SqliteStatement select = _database.Prepare(
            $"SELECT {Columns} FROM event WHERE sequence > ?1 ORDER BY sequence {(newestFirst ? "DESC" : "ASC")}");
        select.Bind(1, filter.After);
        while (select.Step())
        {
            HistoryRecord record = Record(select, 0);
            if (filter.Accepts(record))
                yield return record;
        }
    }

    /// <summary>The dead letters that are meant, oldest first.</summary>
    public IEnumerable<RefusedRecord> Refused(EventFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using SqliteStatement select = _database.Prepare($"SELECT sink, reason, {Columns} FROM refused WHERE sequence > ?1 ORDER BY sequence, sink");
        select.Bind(1, filter.After);
        while (select.Step())
        {
            HistoryRecord record = Record(select, 2);
            if (filter.Accepts(record))
                yield return new RefusedRecord(select.Text(0), select.Text(1), record);
        }
    }

    /// <summary>Removes events from the history.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="undelivered">Whether also those go that a sink still waits for.</param>
    /// <returns>How many went.</returns>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public long Remove(EventFilter filter, bool undelivered)
    {
        IReadOnlyList<SinkBacklog> sinks = Sinks();
        long delivered = undelivered || sinks.Count == 0 ? long.MaxValue : sinks.Min(sink => sink.Cursor);
        long[] sequences = [.. Events(filter).TakeWhile(record => record.Sequence <= delivered).Select(record => record.Sequence)];
        return Remove("DELETE FROM event WHERE sequence = ?1", sequences);
    }

    /// <summary>Removes dead letters.</summary>
    /// <param name="filter">Which.</param>
    /// <returns>How many went.</returns>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public long RemoveRefused(EventFilter filter) =>
        Remove("DELETE FROM refused WHERE sequence = ?1", [.. Refused(filter).Select(record => record.Event.Sequence).Distinct()]);

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    // A writable connection can make the shared memory that a write-ahead log needs; a folder that cannot be written
    // allows reading where a writer has made it already.
    private static SqliteDatabase OpenDatabase(string path)
    {
        SqliteDatabase database = SqliteDatabase.Open(path, SqliteOpenMode.Write);
        try
        {
            database.Number("SELECT count(*) FROM sqlite_master");
            return database;
        }
        catch (SqliteException error) when (error.IsPassing)
        {
            database.Dispose();
            return SqliteDatabase.Open(path, SqliteOpenMode.Read);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // In small steps, so that whoever delivers from the same file never waits for long.
    private long Remove(string sql, long[] sequences)
    {
        long removed = 0;
        try
        {
            using SqliteStatement delete = _database.Prepare(sql);
            foreach (long[] part in sequences.Chunk(RemovedAtOnce))
            {
                _database.Execute("BEGIN IMMEDIATE");
                foreach (long sequence in part)
                {
                    delete.Bind(1, sequence).Run();
                    removed += _database.Changes;
                }

                _database.Execute("COMMIT");
            }

            return removed;
        }
        catch (SqliteException error)
        {
            throw VideoDynException.Output($"{_path}: cannot be written: {error.Message}", error);
        }
    }

    private static HistoryRecord Record(SqliteStatement row, int first) => new(
        row.Number(first), row.Text(first + 1), row.Text(first + 2), row.Text(first + 3), row.Text(first + 4),
        DateTimeOffset.FromUnixTimeMilliseconds(row.Number(first + 5)), row.Bytes(first + 6));
}
