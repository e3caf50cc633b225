using System.Collections.Concurrent;
using VideoDyn.Actors;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Pipeline.Scheduling.Batching;

/// <summary>
/// Collects crops of one size of several cameras and sends them to the workers as one run: when the batch is full, when every
/// active camera waits, and when the first of them has waited long enough. What waits for a worker still grows.
/// </summary>
/// <remarks>A camera is active for a second after its last frame with such crops, so one that is slow, gone or alone is waited for by nobody.</remarks>
internal sealed class CropBatcher(CropBatchOptions options, CropBatchTally tally, IActorRef<PoolMessage> pool) : Actor<BatchMessage>
{
    // As many as the smallest crops of one canvas; batches hold no more than the options say.
    private const int Largest = 16;
    private static readonly TimeSpan s_active = TimeSpan.FromSeconds(1);

    private readonly List<CropBatch> _open = [];
    private readonly List<(IBatchClient Client, long Seen)> _active = [];
    private readonly ConcurrentBag<CropBatch> _spare = [];
    private ITimer? _timer;

    /// <summary>The recipe.</summary>
    /// <param name="options">How many, how long.</param>
    /// <param name="tally">Where runs are counted.</param>
    /// <param name="pool">The workers.</param>
    public static Props<BatchMessage> Props(CropBatchOptions options, CropBatchTally tally, IActorRef<PoolMessage> pool) =>
        Actors.Props.Create(() => new CropBatcher(options, tally, pool)) with
        {
            Capacity = 100_000,
            OnDropped = (message, _) => message.Client?.GiveUp(message.Client.Crops.Count),
        };

    protected override ValueTask PreStart()
    {
        IActorRef<BatchMessage> self = Context.Self;
        _timer = Context.Time.CreateTimer(_ => self.Tell(default), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask Receive(BatchMessage message)
    {
        long now = Context.Time.GetTimestamp();
        if (message.Client is { } client)
        {
            Note(client, now);
            for (int index = 0; index < client.Crops.Count; index++)
                Add(client, client.Crops[index], now);
        }

        bool all = Waiting() >= _active.Count;
        foreach (CropBatch batch in _open)
        {
            if (!batch.IsReleased && (all || batch.IsFull || batch.Due <= now))
                Release(batch);
        }

        _open.RemoveAll(static batch => batch.IsReleased && batch.IsFull);
        Schedule(now);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask PostStop()
    {
        _timer?.Dispose();
        foreach (CropBatch batch in _open)
        {
            if (!batch.IsReleased)
                batch.GiveUp();
        }

        return ValueTask.CompletedTask;
    }

    private void Add(IBatchClient client, CropTicket crop, long now)
    {
        foreach (CropBatch batch in _open)
        {
            if (ReferenceEquals(batch.Lane, crop.Lane) && batch.TryAdd(client, crop))
                return;
        }

        CropBatch fresh = _spare.TryTake(out CropBatch? spare) ? spare : new CropBatch(Largest, tally, _spare);
        // It may have been run since the last look.
        _open.Remove(fresh);
        fresh.Open(crop.Lane, options.Most, now + (long)(options.Wait.TotalSeconds * Context.Time.TimestampFrequency));
        fresh.TryAdd(client, crop);
        _open.Add(fresh);
    }

    private void Release(CropBatch batch)
    {
        batch.IsReleased = true;
        pool.Tell(PoolMessage.Submit(batch));
    }

    private void Note(IBatchClient client, long now)
    {
        int at = _active.FindIndex(one => ReferenceEquals(one.Client, client));
        if (at >= 0)
            _active[at] = (client, now);
        else
            _active.Add((client, now));
        for (int index = _active.Count - 1; index >= 0; index--)
        {
            if (Context.Time.GetElapsedTime(_active[index].Seen, now) > s_active)
                _active.RemoveAt(index);
        }
    }

    // Cameras with crops in a batch that is held back.
    private int Waiting()
    {
        int count = 0;
        for (int index = 0; index < _active.Count; index++)
        {
            IBatchClient client = _active[index].Client;
            for (int batch = 0; batch < _open.Count; batch++)
            {
                if (_open[batch].IsReleased || !_open[batch].Has(client))
                    continue;
                count++;
                break;
            }
        }

        return count;
    }

    private void Schedule(long now)
    {
        long next = long.MaxValue;
        foreach (CropBatch batch in _open)
        {
            if (!batch.IsReleased)
                next = Math.Min(next, batch.Due);
        }

        if (next < long.MaxValue)
            _timer!.Change(Context.Time.GetElapsedTime(now, next) + TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan);
    }
}
