using System.Diagnostics;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Brokers.TestKit;

/// <summary>
/// Sends numbered events through a sink as the one who feeds it does: what was not answered is sent again after the sink
/// was opened again. Meanwhile the test harms the broker.
/// </summary>
/// <param name="sink">The sink under test, not yet opened.</param>
/// <param name="perSecond">Events due per second.</param>
public sealed class FaultRun(IEventSink sink, int perSecond)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private readonly HashSet<string> _confirmed = [];
    private long _last;
    private volatile bool _isHeld;
    private Task _sending = Task.CompletedTask;

    /// <summary>Nothing is tried until <see cref="GoOn"/>; events become due all the same.</summary>
    public void Hold() => _isHeld = true;

    /// <summary>Ends <see cref="Hold"/>.</summary>
    public void GoOn() => _isHeld = false;

    /// <summary>How often the sink reported that it cannot deliver.</summary>
    public int Outages { get; private set; }

    /// <summary>What the sink said at its last outage.</summary>
    public string LastOutage { get; private set; } = "";

    /// <summary>Events confirmed so far.</summary>
    public int Confirmed
    {
        get
        {
            lock (_confirmed)
                return _confirmed.Count;
        }
    }

    /// <summary>Ids of all confirmed events.</summary>
    public IReadOnlyCollection<string> ConfirmedIds
    {
        get
        {
            lock (_confirmed)
                return [.. _confirmed];
        }
    }

    /// <summary>Sends until told to stop, and then until everything that was due is confirmed.</summary>
    /// <param name="stop">No further events become due.</param>
    /// <param name="giveUp">Ends a run that cannot finish.</param>
    /// <returns>Ids of all events that became due.</returns>
    public Task<HashSet<string>> RunAsync(CancellationToken stop, CancellationToken giveUp)
    {
        Task<HashSet<string>> sending = SendAsync(stop, giveUp);
        _sending = sending;
        return sending;
    }

    /// <summary>Waits until so many further events are confirmed.</summary>
    public async Task WaitForMoreAsync(int count, CancellationToken giveUp)
    {
        int goal = Confirmed + count;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Confirmed < goal)
            await TickAsync(pace, giveUp);
    }

    /// <summary>Waits until the sink has noticed one more outage than told.</summary>
    public async Task WaitForOutageAsync(int before, CancellationToken giveUp)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Outages <= before)
            await TickAsync(pace, giveUp);
    }

    private async Task<HashSet<string>> SendAsync(CancellationToken stop, CancellationToken giveUp)
    {
        var emitted = new HashSet<string>();
        var waiting = new List<OutgoingEvent>();
        var deliveries = new List<Delivery>();
        long start = Stopwatch.GetTimestamp();
        bool isOpen = false;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!stop.IsCancellationRequested || waiting.Count > 0)
        {
            long due = stop.IsCancellationRequested ? _last : (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond);
            while (_last < due)
            {
                OutgoingEvent next = TestEvents.Make(++_last);
                emitted.Add(next.Id);
                waiting.Add(next);
            }

            if (_isHeld)
            {
                await pace.WaitForNextTickAsync(giveUp);
                continue;
            }

            List<OutgoingEvent> batch = [.. waiting.Take(sink.MaxBatch)];
            deliveries.Clear();
            try
            {
                if (!isOpen)
                    await sink.OpenAsync(giveUp);
                isOpen = true;
                if (batch.Count > 0)
                    await sink.SendAsync(batch, deliveries, giveUp);
            }
            catch (SinkUnavailableException error)
            {
                isOpen = false;
                Outages++;
                LastOutage = error.Message;
                using var pause = new PeriodicTimer(s_pause);
                await pause.WaitForNextTickAsync(giveUp);
            }

            Note(batch, deliveries);
            waiting.RemoveRange(0, deliveries.Count);
            await pace.WaitForNextTickAsync(giveUp);
        }

        return emitted;
    }

    private async Task TickAsync(PeriodicTimer pace, CancellationToken giveUp)
    {
        // An error of the sender is the one to see, not that nothing happens any more.
        if (_sending.IsFaulted)
            await _sending;
        try
        {
            await pace.WaitForNextTickAsync(giveUp);
        }
        catch (OperationCanceledException error)
        {
            throw new TimeoutException($"{Confirmed} confirmed of {_last}, {Outages} outages, the last: {LastOutage}", error);
        }
    }

    private void Note(List<OutgoingEvent> batch, List<Delivery> deliveries)
    {
        lock (_confirmed)
        {
            for (int i = 0; i < deliveries.Count; i++)
            {
                if (!deliveries[i].IsConfirmed)
                    throw new InvalidOperationException($"{batch[i].Id} was refused: {deliveries[i].Refusal}");
                _confirmed.Add(batch[i].Id);
            }
        }
    }
}
