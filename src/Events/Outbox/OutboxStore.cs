using VideoDyn.Events.Sinks;
using VideoDyn.Events.Sqlite;

namespace VideoDyn.Events.Outbox;

/// <summary>The open database of an outbox: what is done with it, each as one small step. One thread at a time.</summary>
internal sealed class OutboxStore : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly OutboxOptions _options;
    private readonly Dictionary<string, long> _cursors = new(StringComparer.Ordinal);
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _read;
    private readonly SqliteStatement _advance;
    private readonly SqliteStatement _refuse;
    private readonly SqliteStatement _pages;
    private readonly SqliteStatement _freePages;
    private readonly SqliteStatement _rowid;
    private readonly SqliteStatement _first;
    private readonly long _pageSize;

    /// <summary>Takes an open database over.</summary>
    /// <exception cref="SqliteException">It is damaged.</exception>
    public OutboxStore(SqliteDatabase database, IReadOnlyList<string> sinks, OutboxOptions options)
    {
        _database = database;
        _options = options;
        CheckUnlessClean();
        LastSequence = LastCommitted();
        Clock = new OutboxClock(options.Time, DateTimeOffset.FromUnixTimeMilliseconds(database.Number("SELECT stored FROM event ORDER BY sequence DESC LIMIT 1")));
        LostInAll = Counter("lost");
        Unannounced = LostInAll - Counter("announced");
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _rollback = database.Prepare("ROLLBACK");
        // Asked for first instead of ignored when it is there: an ignored row would still take a number, and numbers that no
        // event has would count as events that wait.
        _insert = database.Prepare("INSERT INTO event (id, type, camera, time, stored, json) SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM event WHERE camera = ?3 AND id = ?1 AND time = ?4)");
        _read = database.Prepare("SELECT sequence, id, type, camera, json FROM event WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
        _advance = database.Prepare("UPDATE sink SET cursor = ?2 WHERE name = ?1");
        _refuse = database.Prepare("INSERT OR REPLACE INTO refused SELECT ?1, sequence, id, type, camera, time, stored, ?3, json FROM event WHERE sequence = ?2");
        _pages = database.Prepare("PRAGMA page_count");
        _freePages = database.Prepare("PRAGMA freelist_count");
        _rowid = database.Prepare("SELECT last_insert_rowid()");
        _first = database.Prepare("SELECT min(sequence) FROM event");
        _pageSize = database.Number("PRAGMA page_size");
        Register(sinks);
    }

    public OutboxClock Clock { get; }

    /// <summary>Sequence number of the newest event that is committed or in the open transaction.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Events lost since the file was made.</summary>
    public long LostInAll { get; private set; }

    /// <summary>Events lost that no event has told of.</summary>
    public long Unannounced { get; private set; }

    /// <summary>Up to where all sinks have everything.</summary>
    public long DeliveredTo => _cursors.Count == 0 ? LastSequence : _cursors.Values.Min();

    /// <summary>Bytes in use, without free pages.</summary>
    public long UsedBytes => (Single(_pages) - Single(_freePages)) * _pageSize;

    public IReadOnlyDictionary<string, long> Cursors => _cursors;

    /// <summary>Where each sink stands.</summary>
    public SinkBacklog[] Backlogs()
    {
        long first = Single(_first);
        long before = first == 0 ? LastSequence : first - 1;
        return [.. _cursors.Select(pair => new SinkBacklog(pair.Key, pair.Value, Math.Max(0, LastSequence - Math.Max(pair.Value, before))))];
    }

    public void Begin()
    {
        if (_options.MaxPages is { } pages)
            _database.Number($"PRAGMA max_page_count = {pages()}");
        _begin.Run();
    }

    public void Commit() => _commit.Run();

    /// <summary>Undoes the open transaction, if SQLite has not done so by itself, and what was remembered of it.</summary>
    public void Rollback()
    {
        if (!_database.IsIdle)
            _rollback.Run();
        LastSequence = LastCommitted();
        LostInAll = Counter("lost");
        Unannounced = LostInAll - Counter("announced");
        ReadCursors();
    }

    /// <summary>Stores an event.</summary>
    /// <returns>Whether it is new; false when it was there already.</returns>
    public bool Insert(EventHead head, ReadOnlySpan<byte> json)
    {
        _insert.Bind(1, head.Id).Bind(2, head.Type).Bind(3, head.Camera).Bind(4, head.Time).Bind(5, Clock.Now.ToUnixTimeMilliseconds()).Bind(6, json).Run();
        if (_database.Changes == 0)
            return false;
        LastSequence = Single(_rowid);
        return true;
    }

    /// <summary>Stores an event of the outbox itself.</summary>
    public void Insert(byte[] notice) => Insert(EventHead.Read(notice), notice);

    /// <summary>The next events for a sink, oldest first.</summary>
    public List<OutgoingEvent> Read(string sink, int most)
    {
        var events = new List<OutgoingEvent>();
        _read.Bind(1, _cursors[sink]).Bind(2, most);
        while (_read.Step())
            events.Add(new OutgoingEvent(_read.Number(0), _read.Text(1), _read.Text(2), _read.Text(3), _read.Bytes(4)));
        return events;
    }

    /// <summary>A sink has answered for its events up to one; it never goes back.</summary>
    public void Confirm(string sink, long sequence, IReadOnlyList<RefusedEvent> refused)
    {
        for (int index = 0; index < refused.Count; index++)
            _refuse.Bind(1, sink).Bind(2, refused[index].Sequence).Bind(3, refused[index].Reason).Run();
        if (sequence <= _cursors[sink])
            return;
        _advance.Bind(1, sink).Bind(2, sequence).Run();
        _cursors[sink] = sequence;
    }

    /// <summary>Removes the oldest events up to one.</summary>
    /// <param name="upTo">The newest that may go.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>How many went, and how many of them no sink or not every sink had.</returns>
    public (long Removed, long Lost) Remove(long upTo, int most)
    {
        using SqliteStatement last = _database.Prepare("SELECT max(sequence) FROM (SELECT sequence FROM event WHERE sequence <= ?1 ORDER BY sequence LIMIT ?2)");
        last.Bind(1, upTo).Bind(2, most);
        long end = last.Step() ? last.Number(0) : 0;
        last.Reset();
        if (end == 0)
            return (0, 0);
        long delivered = DeliveredTo;
        using SqliteStatement undelivered = _database.Prepare("SELECT count(*) FROM event WHERE sequence > ?1 AND sequence <= ?2");
        long lost = 0;
        if (end > delivered)
        {
            undelivered.Bind(1, delivered).Bind(2, end);
            lost = undelivered.Step() ? undelivered.Number(0) : 0;
            undelivered.Reset();
        }

        using SqliteStatement delete = _database.Prepare("DELETE FROM event WHERE sequence <= ?1");
        delete.Bind(1, end).Run();
        return (_database.Changes, lost);
    }

    /// <summary>The newest event stored before an instant; 0 where there is none.</summary>
    public long NewestBefore(DateTimeOffset instant)
    {
        // Sequence and storing time rise together, so the first younger one ends the search.
        using SqliteStatement first = _database.Prepare("SELECT sequence FROM event WHERE stored >= ?1 ORDER BY sequence LIMIT 1");
        first.Bind(1, instant.ToUnixTimeMilliseconds());
        long end = first.Step() ? first.Number(0) - 1 : LastSequence;
        first.Reset();
        return end;
    }

    /// <summary>Removes dead letters stored before an instant.</summary>
    public void RemoveRefused(DateTimeOffset before)
    {
        using SqliteStatement delete = _database.Prepare("DELETE FROM refused WHERE stored < ?1");
        delete.Bind(1, before.ToUnixTimeMilliseconds()).Run();
    }

    /// <summary>Counts lost events, which an event is to tell of.</summary>
    public void CountLost(long count)
    {
        LostInAll += count;
        Unannounced += count;
        SetCounter("lost", LostInAll);
    }

    /// <summary>An event tells of all lost events so far.</summary>
    public void Announced()
    {
        Unannounced = 0;
        SetCounter("announced", LostInAll);
    }

    /// <summary>Brings everything into the main file, so that the log takes no room.</summary>
    public void Checkpoint() => _database.Number("PRAGMA wal_checkpoint(TRUNCATE)");

    /// <summary>Ends in good order: the next start need not check the file.</summary>
    public void CloseClean()
    {
        SetCounter("clean", 1);
        Checkpoint();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private void CheckUnlessClean()
    {
        bool used = _database.Number("SELECT count(*) FROM counter WHERE name = 'clean'") > 0;
        if (used && Counter("clean") == 0 && _database.Word("PRAGMA quick_check(1)") is var answer and not "ok")
            throw new SqliteException(SqliteException.Damaged, answer);
        SetCounter("clean", 0);
    }

    private void Register(IReadOnlyList<string> sinks)
    {
        Begin();
        _database.Execute("UPDATE sink SET active = 0");
        using SqliteStatement add = _database.Prepare("INSERT INTO sink (name, cursor, active) VALUES (?1, ?2, 1) ON CONFLICT (name) DO UPDATE SET active = 1");
        foreach (string sink in sinks)
            add.Bind(1, sink).Bind(2, _options.NewSinksGetHistory ? 0 : LastSequence).Run();
        Commit();
        ReadCursors();
    }

    private void ReadCursors()
    {
        _cursors.Clear();
        using SqliteStatement select = _database.Prepare("SELECT name, cursor FROM sink WHERE active = 1");
        while (select.Step())
            _cursors[select.Text(0)] = select.Number(1);
    }

    // The newest that is there: newer ones may have been purged. Where none is, the last number ever given, so that a sink which
    // begins now does not stand before events to come.
    private long LastCommitted() => _database.Number(
        "SELECT coalesce((SELECT max(sequence) FROM event), (SELECT seq FROM sqlite_sequence WHERE name = 'event'), 0)");

    private long Counter(string name) => _database.Number($"SELECT value FROM counter WHERE name = '{name}'");

    private void SetCounter(string name, long value)
    {
        using SqliteStatement set = _database.Prepare("INSERT INTO counter VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2");
        set.Bind(1, name).Bind(2, value).Run();
    }

    private static long Single(SqliteStatement statement)
    {
        long value = statement.Step() ? statement.Number(0) : 0;
        statement.Reset();
        return value;
    }
}
