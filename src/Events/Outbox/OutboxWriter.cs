using System.Buffers;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Sqlite;

namespace VideoDyn.Events.Outbox;

/// <summary>
/// The one thread that uses the database: whatever waits goes into one transaction (group commit), then sinks get what they
/// wait for. What cannot be written stays in memory and is tried again.
/// </summary>
internal sealed class OutboxWriter
{
    private const int MostInOneCommit = 2000;
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(500);

    private readonly string _path;
    private readonly IReadOnlyList<string> _sinks;
    private readonly OutboxOptions _options;
    private readonly PendingEvents _pending;
    private readonly OutboxRetention _retention;
    private readonly List<PendingEvent> _batch = [];
    private readonly List<ReadRequest> _readers = [];
    private readonly List<ConfirmRequest> _confirms = [];
    private readonly List<FlushRequest> _flushes = [];
    private OutboxStore _store;
    private volatile OutboxStatus _status;
    private volatile bool _givesUp;
    private string? _problem;
    private long _stored;
    private long _known;
    private long _lost;
    private long _lostUncounted;

    public OutboxWriter(string path, OutboxStore store, IReadOnlyList<string> sinks, OutboxOptions options, PendingEvents pending)
    {
        (_path, _store, _sinks, _options, _pending) = (path, store, sinks, options, pending);
        _retention = new OutboxRetention(options);
        _status = Describe(store.Backlogs());
    }

    /// <summary>Where it stands; written after each turn.</summary>
    public OutboxStatus Status => _status;

    /// <summary>From now on what cannot be written at once is given up, so that the program can end.</summary>
    public void GiveUp() => _givesUp = true;

    /// <summary>Runs until the queue has ended and is empty.</summary>
    public void Run()
    {
        bool ended = false;
        while (!ended || _batch.Count + _pending.Count > 0)
        {
            if (_givesUp && ended && _problem is not null)
                break;
            bool works = _problem is null;
            (List<OutboxRequest> requests, long lost, ended) = _pending.Take(_batch, MostInOneCommit, works ? s_idle : s_retry, works);
            _lostUncounted += lost;
            _lost += lost;
            foreach (OutboxRequest request in requests)
                Sort(request);
            Turn();
        }

        Close();
    }

    private void Sort(OutboxRequest request)
    {
        if (request is ReadRequest read)
            _readers.Add(read);
        else if (request is ConfirmRequest confirm)
            _confirms.Add(confirm);
        else
            _flushes.Add((FlushRequest)request);
    }

    private void Turn()
    {
        try
        {
            Write();
            _problem = null;
            // Before anybody goes on, so that who is told of the end of a step also sees it in the status.
            _status = Describe(_store.Backlogs());
            Serve();
        }
        catch (SqliteException error) when (error.IsCorrupt)
        {
            Replace(error);
        }
        catch (SqliteException error)
        {
            Undo(error);
        }

        if (_problem is not null)
            _status = Describe(_status.Sinks);
    }

    private void Write()
    {
        bool due = _retention.IsDue(_store);
        if (_batch.Count == 0 && _confirms.Count == 0 && _lostUncounted == 0 && _store.Unannounced == 0 && !due)
            return;
        int stored = 0;
        _store.Begin();
        foreach (PendingEvent pending in _batch)
            stored += _store.Insert(pending.Head, pending.Document) ? 1 : 0;
        foreach (ConfirmRequest confirm in _confirms)
            _store.Confirm(confirm.Sink, confirm.Sequence, confirm.Refused);
        if (_lostUncounted > 0)
            _store.CountLost(_lostUncounted);
        long dropped = _retention.Apply(_store);
        _retention.Announce(_store, memory: _lostUncounted > 0);
        _store.Commit();
        _lost += dropped;
        _lostUncounted = 0;
        _pending.SetFull(_retention.IsFull);
        Written(stored);
    }

    private void Written(int stored)
    {
        _stored += stored;
        _known += _batch.Count - stored;
        foreach (PendingEvent pending in _batch)
        {
            _options.OnStored?.Invoke(_options.Time.GetElapsedTime(pending.Since));
            ArrayPool<byte>.Shared.Return(pending.Json);
        }

        _batch.Clear();
    }

    private void Serve()
    {
        _confirms.ForEach(confirm => confirm.Complete());
        _confirms.Clear();
        for (int index = _readers.Count - 1; index >= 0; index--)
        {
            ReadRequest reader = _readers[index];
            if (reader.IsAbandoned)
            {
                _readers.RemoveAt(index);
            }
            else if (_store.Cursors[reader.Sink] < _store.LastSequence && _store.Read(reader.Sink, reader.Most) is { Count: > 0 } events)
            {
                _readers.RemoveAt(index);
                reader.Complete(events);
            }
        }

        // Whoever flushes asks for all that was handed over before, which may be more than one commit takes.
        if (_flushes.Count == 0 || _pending.Count > 0)
            return;
        _flushes.ForEach(flush => flush.Complete());
        _flushes.Clear();
    }

    private void Undo(SqliteException error)
    {
        _problem = error.Message;
        _retention.Undo();
        try
        {
            _store.Rollback();
            // The log can be given back to a full disk; what it holds then stands in the main file.
            if (error.IsFull)
                _store.Checkpoint();
        }
        catch (SqliteException second)
        {
            _problem = second.Message;
        }
    }

    private void Replace(SqliteException error)
    {
        _problem = error.Message;
        try
        {
            _store.Dispose();
            _store = OutboxFile.Replace(_path, _sinks, _options, error.Message);
            // What sinks confirm now belongs to the old file.
            _confirms.ForEach(confirm => confirm.Complete());
            _confirms.Clear();
        }
        catch (Exception second) when (second is SqliteException or VideoDynException or IOException or UnauthorizedAccessException)
        {
            _problem = $"{error.Message}; and no new one can be made: {second.Message}";
        }
    }

    private void Close()
    {
        _pending.End();
        long left = _batch.Count + _pending.Count;
        _lost += left;
        foreach (OutboxRequest request in _readers.Concat<OutboxRequest>(_confirms).Concat(_flushes))
            request.Cancel();
        try
        {
            if (left > 0)
                _store.CountLost(left);
            _store.CloseClean();
        }
        catch (SqliteException error)
        {
            _problem = error.Message;
            _store.Dispose();
        }

        _status = Describe(_status.Sinks);
    }

    private OutboxStatus Describe(IReadOnlyList<SinkBacklog> sinks)
    {
        if (_problem is not null && _status is { } last)
            return last with { Lost = _lost, Queued = _pending.Count + _batch.Count, Problem = _problem };
        return new OutboxStatus
        {
            Stored = _stored,
            Known = _known,
            Lost = _lost,
            Queued = _pending.Count + _batch.Count,
            Bytes = _retention.UsedBytes,
            LastSequence = _store.LastSequence,
            Problem = _problem,
            Sinks = sinks,
        };
    }
}
