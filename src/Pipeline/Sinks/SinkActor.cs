using VideoDyn.Actors;
using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Pipeline.Sinks;

/// <summary>What the actor of a sink is told: take the next step.</summary>
internal enum SinkSignal
{
    Step,
}

/// <summary>
/// Delivers from the outbox to one sink: opens it, reads a batch, sends it, notes the answers, begins again. What fails is
/// tried again after a while that grows; nothing is given up but what the sink itself refuses for good.
/// </summary>
internal sealed class SinkActor(SinkLine line) : Actor<SinkSignal>
{
    private readonly Random _random = new();

    public static Props<SinkSignal> Props(SinkLine line) => Actors.Props.Create(() => new SinkActor(line)) with { Capacity = 8 };

    protected override ValueTask PreStart()
    {
        Context.Self.Tell(SinkSignal.Step);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask PostStop()
    {
        line.Stopped();
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask Receive(SinkSignal message)
    {
        TimeSpan wait = TimeSpan.Zero;
        try
        {
            wait = await StepAsync(Context.Stopping);
        }
        catch (OperationCanceledException) when (Context.Stopping.IsCancellationRequested)
        {
            return;
        }
        catch (OperationCanceledException)
        {
            // The outbox was closed: nothing more will come.
            return;
        }
        catch (SinkUnavailableException error)
        {
            line.IsOpen = false;
            await KeepAnswersAsync();
            wait = Failed(error.Message, error.RetryAfter);
        }
        catch (Exception error)
        {
            wait = await BrokenAsync(error);
        }

        if (wait <= TimeSpan.Zero)
            Context.Self.Tell(SinkSignal.Step);
        else
            Context.ScheduleTell(Context.Self, SinkSignal.Step, wait);
    }

    private async Task<TimeSpan> StepAsync(CancellationToken stopping)
    {
        if (!line.IsOpen)
        {
            line.Connecting();
            await WithinAsync(line.Options.OpenTimeout, line.Sink.OpenAsync, stopping);
            line.IsOpen = true;
            // With a batch in hand it is back only when it takes that: opening alone proves nothing for a web address.
            if (line.Batch.IsDone)
                line.Connected();
        }

        if (line.Batch.IsDone)
            line.Batch.Begin(await line.Outbox.ReadAsync(line.Sink.Name, line.Sink.MaxBatch, stopping), line.Hosted.Accepts);
        if (line.Batch.Open.Count > 0)
            await WithinAsync(line.Options.SendTimeout, token => line.Sink.SendAsync(line.Batch.Open, line.Batch.Deliveries, token), stopping);
        return await SettleAsync();
    }

    // Time limits are ours: a sink that hangs is one that is not there.
    private async Task WithinAsync(TimeSpan limit, Func<CancellationToken, Task> action, CancellationToken stopping)
    {
        using var timer = new CancellationTokenSource(limit, Context.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, timer.Token);
        try
        {
            await action(both.Token);
        }
        catch (OperationCanceledException error) when (timer.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new SinkUnavailableException($"{line.Sink.Name}: no answer within {limit.TotalSeconds:0.###} s", error);
        }
    }

    private async Task<TimeSpan> SettleAsync()
    {
        int confirmed = line.Batch.Settle();
        bool gaveUp = line.Batch.Open.Count > 0 && line.Batch.Attempts >= line.Options.Attempts;
        RefusedEvent[] refused = gaveUp ? line.Batch.GiveUp() : [];
        line.Took(confirmed, refused.Length);
        await line.Outbox.ConfirmAsync(line.Sink.Name, line.Batch.AnsweredTo, refused);
        if (line.Batch.Open.Count > 0)
            return line.Options.BackOff.Delay(line.Batch.Attempts, _random.NextDouble());
        line.Batch.End();
        return TimeSpan.Zero;
    }

    // What was answered before the connection broke need not be sent again, also not after a restart of the process.
    private async Task KeepAnswersAsync()
    {
        int confirmed = line.Batch.Settle();
        if (confirmed == 0)
            return;
        line.Took(confirmed, 0);
        await line.Outbox.ConfirmAsync(line.Sink.Name, line.Batch.AnsweredTo, []);
        if (line.Batch.Open.Count == 0)
            line.Batch.End();
    }

    // A defect of the sink, perhaps about one event: that one must not keep the others waiting for ever.
    private async Task<TimeSpan> BrokenAsync(Exception error)
    {
        line.IsOpen = false;
        await KeepAnswersAsync();
        string reason = $"{error.GetType().Name}: {error.Message}";
        line.Batch.Blame(reason);
        if (!line.Batch.IsDone && line.Batch.Attempts >= line.Options.Attempts)
        {
            RefusedEvent refused = line.Batch.GiveUpFirst();
            line.Took(0, 1);
            await line.Outbox.ConfirmAsync(line.Sink.Name, line.Batch.AnsweredTo, [refused]);
            if (line.Batch.Open.Count == 0)
                line.Batch.End();
        }

        return Failed(reason, null);
    }

    private TimeSpan Failed(string reason, TimeSpan? asked)
    {
        line.Failed(reason);
        TimeSpan own = line.Options.BackOff.Delay(line.FailuresInARow, _random.NextDouble());
        if (asked is not { } wait)
            return own;
        TimeSpan least = wait < line.Options.LongestRetryAfter ? wait : line.Options.LongestRetryAfter;
        // Somewhat later than asked for, so that many who were told the same do not come back together.
        return least + (_random.NextDouble() * line.Options.BackOff.Jitter * own);
    }
}
