using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;
using VideoDyn.Events.Sqlite;

namespace VideoDyn.Events.Outbox;

/// <summary>
/// Keeps events on disk until every sink has confirmed them, and afterwards as history. Whoever has an event hands it over
/// in memory and goes on; a thread of its own writes whatever waits in one transaction.
/// </summary>
/// <remarks>
/// Thread-safe. An event that is there already (same camera, id and time) is not stored again, so that a file that is
/// analyzed again after a crash adds only what was missing. Guarantees and tables stand in docs/outbox.md.
/// </remarks>
public sealed class EventOutbox : IEventOutput, IAsyncDisposable
{
    private readonly OutboxLock _lock;
    private readonly PendingEvents _pending;
    private readonly OutboxWriter _writer;
    private readonly Thread _thread;
    private readonly HashSet<string> _sinks;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    private EventOutbox(string path, OutboxLock held, OutboxStore store, IReadOnlyList<string> sinks, OutboxOptions options)
    {
        Path = path;
        _lock = held;
        _sinks = [.. sinks];
        _pending = new PendingEvents(options.QueueCapacity, options.Overflow == OutboxOverflow.BlockAnalysis, options.Time);
        _writer = new OutboxWriter(path, store, sinks, options, _pending);
        _thread = new Thread(Run) { IsBackground = true, Name = "outbox" };
        _thread.Start();
    }

    /// <summary>Path of the database.</summary>
    public string Path { get; }

    /// <summary>Where it stands.</summary>
    public OutboxStatus Status => _writer.Status with { Queued = _pending.Count };

    /// <summary>Version of the SQLite library that outboxes need, e.g. <c>3.40.1</c>.</summary>
    /// <exception cref="VideoDynException">It is not there (kind Configuration).</exception>
    public static string LibraryVersion
    {
        get
        {
            try
            {
                return SqliteDatabase.Version;
            }
            catch (DllNotFoundException error)
            {
                throw NoLibrary(error);
            }
        }
    }

    /// <summary>Opens or makes an outbox. A damaged one is moved aside and a new one begun, which tells so in an event.</summary>
    /// <param name="path">Path of the database; its folder is made if need be.</param>
    /// <param name="sinks">Names of the sinks whose confirmation is waited for; others that the file knows do not count any more.</param>
    /// <param name="options">How events are kept; null for the defaults.</param>
    /// <exception cref="VideoDynException">
    /// Kind Configuration: an option is wrong, or the file is something else or from a newer version. Kind Output: the folder
    /// cannot be written, or another process uses the outbox.
    /// </exception>
    public static EventOutbox Open(string path, IReadOnlyList<string> sinks, OutboxOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(sinks);
        options ??= new OutboxOptions();
        options.Validate();
        OutboxLock held = OutboxLock.Take(path);
        try
        {
            OutboxStore store = OutboxFile.Open(path, sinks, options, held.WasOutbox);
            held.Confirm();
            return new EventOutbox(path, held, store, [.. sinks], options);
        }
        catch (DllNotFoundException error)
        {
            held.Abandon();
            throw NoLibrary(error);
        }
        catch
        {
            held.Abandon();
            throw;
        }
    }

    /// <summary>Hands an event over. Returns at once, unless the policy is to block analysis and there is no room.</summary>
    /// <param name="json">A CloudEvents document in UTF-8; copied.</param>
    /// <exception cref="ObjectDisposedException">The outbox was closed.</exception>
    public void Write(ReadOnlySpan<byte> json) => _pending.Add(json);

    /// <summary>The next events for a sink, once there is at least one. They come again until they are confirmed.</summary>
    /// <param name="sink">Name of the sink.</param>
    /// <param name="most">How many at most, at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended, or the outbox was closed.</exception>
    public async Task<IReadOnlyList<OutgoingEvent>> ReadAsync(string sink, int most, CancellationToken cancellationToken)
    {
        CheckName(sink);
        var request = new ReadRequest(sink, most, cancellationToken);
        Ask(request);
        return await request.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Notes that a sink has answered for its events up to one; done when that is on disk.</summary>
    /// <param name="sink">Name of the sink.</param>
    /// <param name="sequence">The last event it has answered for.</param>
    /// <param name="refused">Those among them that it will never take; they go to the dead letters.</param>
    /// <exception cref="OperationCanceledException">The outbox was closed.</exception>
    public Task ConfirmAsync(string sink, long sequence, IReadOnlyList<RefusedEvent> refused)
    {
        CheckName(sink);
        var request = new ConfirmRequest(sink, sequence, refused);
        Ask(request);
        return request.Task;
    }

    /// <summary>Completes when everything that was handed over before is on disk.</summary>
    /// <exception cref="OperationCanceledException">The outbox was closed.</exception>
    public Task FlushAsync()
    {
        var request = new FlushRequest();
        Ask(request);
        return request.Task;
    }

    /// <summary>From now on nobody waits for room, whatever the policy: call it before cameras are asked to end.</summary>
    public void StopBlocking() => _pending.Release();

    /// <summary>Writes what waits and closes the database. What a full disk does not take is lost and counted.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            _pending.End();
            _writer.GiveUp();
        }

        await _ended.Task.ConfigureAwait(false);
        _lock.Dispose();
    }

    /// <summary>As <see cref="DisposeAsync"/>, waiting on the caller's thread.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _pending.End();
            _writer.GiveUp();
        }

        _thread.Join();
        _lock.Dispose();
    }

    private void Ask(OutboxRequest request)
    {
        if (!_pending.Add(request))
            request.Cancel();
    }

    private void CheckName(string sink)
    {
        if (!_sinks.Contains(sink))
            throw new ArgumentException($"the outbox was opened without a sink '{sink}'", nameof(sink));
    }

    private void Run()
    {
        try
        {
            _writer.Run();
            _ended.SetResult();
        }
        catch (Exception error)
        {
            // A defect: whoever waits must hear of it instead of waiting for ever.
            _pending.End();
            _ended.SetException(error);
        }
    }

    internal static VideoDynException NoLibrary(DllNotFoundException error) =>
        VideoDynException.Configuration($"outboxes need SQLite's library libsqlite3.so.0 (package libsqlite3-0): {error.Message}", error);
}
