using System.Diagnostics;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>
/// Executes operations one after the other, the units of each shared out among threads as they come for them. The calling thread
/// takes them from the front, every other helper from the back, so that two threads meet somewhere in the middle and each finds most of
/// what it reads where it wrote it itself, in its own cache. The calling thread waits only for units that others have begun, so a helper
/// that is not scheduled delays nothing.
/// </summary>
internal sealed class WorkTeam : IDisposable
{
    // About sixty microseconds: longer than making lists and the gap between two operations, shorter than that between two frames. Each
    // spin is short, as every operation waits for the helper to see it.
    private const int SpinsBeforeParking = 800;
    private const int Spin = 2;
    private const int UnitBits = 20;
    private const long UnitMask = (1L << UnitBits) - 1;

    private readonly Worker[] _workers;
    private readonly Thread[] _helpers;
    private readonly Lock _sync = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Company _company = new();

    // Sequence number of the operation, one past its last unit that nobody has, the first unit that nobody has. All in one word, so
    // that a helper that comes late can never take a unit of a newer operation by the numbers of an older one.
    private long _ticket;
    private int _done;
    private Operation? _current;
    private int _parked;
    private bool _stopping;
    private long _begun;

    /// <summary>Creates a team.</summary>
    /// <param name="workers">One for each thread; the first for the calling thread.</param>
    public WorkTeam(Worker[] workers)
    {
        _workers = workers;
        _helpers = new Thread[workers.Length - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            Worker worker = workers[i + 1];
            bool fromBack = i % 2 == 0;
            _helpers[i] = new Thread(() => Help(worker, fromBack)) { IsBackground = true, Name = "block engine" };
            _helpers[i].Start();
        }
    }

    /// <summary>Whether the current run has helpers: there are some, and runs with them are faster.</summary>
    public bool HasHelpers => _helpers.Length > 0 && _company.HasHelpers;

    /// <summary>A run of operations begins. Helpers wake up while the lists are made.</summary>
    public void Begin()
    {
        _company.Begin();
        _begun = Stopwatch.GetTimestamp();
        if (HasHelpers && Volatile.Read(ref _parked) > 0)
            Wake();
    }

    /// <summary>Executes one operation.</summary>
    public void Run(Operation operation)
    {
        int units = operation.CountUnits();
        if (units < 2 || !HasHelpers)
        {
            for (int unit = 0; unit < units; unit++)
                operation.Run(unit, _workers[0]);
            return;
        }

        if (units > UnitMask)
            throw new InvalidOperationException($"'{operation.Name}' has {units} units of work");
        Volatile.Write(ref _done, 0);
        Volatile.Write(ref _current, operation);
        long sequence = (Volatile.Read(ref _ticket) >> (2 * UnitBits)) + 1;
        Volatile.Write(ref _ticket, (sequence << (2 * UnitBits)) | ((long)units << UnitBits));
        if (Volatile.Read(ref _parked) > 0)
            Wake();
        TakeUnits(_workers[0], fromBack: false);
        var spin = default(SpinWait);
        while (Volatile.Read(ref _done) < units)
            spin.SpinOnce(sleep1Threshold: -1);
    }

    /// <summary>The run that began has ended; one that failed is left out.</summary>
    /// <param name="work">How much it did, in any unit, above 0.</param>
    public void End(long work)
    {
        if (_helpers.Length > 0)
            _company.End(Stopwatch.GetTimestamp() - _begun, work);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Volatile.Write(ref _stopping, true);
        _wake.Release(_helpers.Length + 1);
        foreach (Thread helper in _helpers)
            helper.Join();
        _wake.Dispose();
    }

    private void TakeUnits(Worker worker, bool fromBack)
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            int first = (int)(ticket & UnitMask), end = (int)((ticket >> UnitBits) & UnitMask);
            Operation? operation = Volatile.Read(ref _current);
            if (operation is null || first >= end)
                return;
            if (Interlocked.CompareExchange(ref _ticket, fromBack ? ticket - (1L << UnitBits) : ticket + 1, ticket) != ticket)
                continue;

            // The exchange proves that the operation is still the one the ticket was read for.
            operation.Run(fromBack ? end - 1 : first, worker);
            Interlocked.Increment(ref _done);
        }
    }

    private void Wake()
    {
        lock (_sync)
        {
            if (_parked > 0)
            {
                _wake.Release(_parked);
                _parked = 0;
            }
        }
    }

    private void Help(Worker worker, bool fromBack)
    {
        int idle = 0;
        while (!Volatile.Read(ref _stopping))
        {
            long before = Volatile.Read(ref _ticket);
            TakeUnits(worker, fromBack);
            if (Volatile.Read(ref _ticket) != before)
            {
                idle = 0;
                continue;
            }

            if (++idle < SpinsBeforeParking)
            {
                Thread.SpinWait(Spin);
                continue;
            }

            idle = 0;
            lock (_sync)
                _parked++;
            _wake.Wait();
        }
    }
}
