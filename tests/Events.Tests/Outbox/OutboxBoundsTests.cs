using VideoDyn.Events.Outbox;
using VideoDyn.Events.Sinks;
using VideoDyn.TestKit;

namespace VideoDyn.Events.Tests.Outbox;

public sealed class OutboxBoundsTests : IDisposable
{
    private static readonly OutboxOptions s_small = new() { MaxBytes = 128 << 10 };
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["outbox.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DropOldest_WhenFull_CountsTheLossAndTellsIt()
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"], s_small);
        outbox.WriteRange(1, 1000, padding: 500);
        await outbox.FlushAsync();

        Assert.InRange(outbox.Status.Bytes, 1, s_small.MaxBytes);
        long lost = outbox.Status.Lost;
        List<OutgoingEvent> left = await outbox.DrainAsync("a");
        Assert.InRange(lost, 500, 999);
        Assert.Equal(outbox.Status.LastSequence, lost + left.Count);
        Assert.Equal(TestEvents.Id(1000), left.Last(e => e.Type != OutboxNotice.Overflow).Id);

        // What was lost after the last telling is told with the next one, and survives a restart until then.
        await outbox.DisposeAsync();
        await using EventOutbox again = EventOutbox.Open(File, ["a"], s_small);
        await again.FlushAsync();
        OutgoingEvent told = left.Concat(await again.DrainAsync("a")).Last(e => e.Type == OutboxNotice.Overflow);
        Assert.Equal(lost, told.Data().GetProperty("lost_in_all").GetInt64());
    }

    [Fact]
    public async Task DeliveredEvents_MakeRoom_WithoutLoss()
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"], s_small);
        int received = 0;
        for (int round = 0; round < 20; round++)
        {
            outbox.WriteRange(round * 50, 50, padding: 500);
            received += (await outbox.DrainAsync("a")).Count;
        }

        Assert.Equal(1000, received);
        Assert.Equal(0, outbox.Status.Lost);
        Assert.InRange(outbox.Status.Bytes, 1, s_small.MaxBytes);
    }

    [Fact]
    public async Task BlockAnalysis_WhenFull_WaitsForTheSinkAndLosesNothing()
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"], s_small with { Overflow = OutboxOverflow.BlockAnalysis, QueueCapacity = 20 });
        Task writing = Task.Factory.StartNew(() => outbox.WriteRange(1, 1000, padding: 500), TaskCreationOptions.LongRunning);
        await TestEvents.Until(() => outbox.Status.Bytes > s_small.MaxBytes);
        Assert.False(writing.IsCompleted);

        var ids = new HashSet<string>();
        while (ids.Count < 1000)
        {
            IReadOnlyList<OutgoingEvent> events = await outbox.ReadAsync("a", 50, CancellationToken.None).WaitAsync(TestEvents.Patience);
            ids.UnionWith(events.Select(e => e.Id));
            await outbox.ConfirmAsync("a", events[^1].Sequence, []);
        }

        await writing.WaitAsync(TestEvents.Patience);
        Assert.Equal(0, outbox.Status.Lost);
    }

    [Fact]
    public async Task BlockAnalysis_WhenEnding_ReleasesWhoeverWaits()
    {
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"], s_small with { Overflow = OutboxOverflow.BlockAnalysis, QueueCapacity = 20 });
        Task writing = Task.Factory.StartNew(() => outbox.WriteRange(1, 400, padding: 500), TaskCreationOptions.LongRunning);
        await TestEvents.Until(() => outbox.Status.Bytes > s_small.MaxBytes);

        outbox.StopBlocking();
        await writing.WaitAsync(TestEvents.Patience);
    }

    [Fact]
    public async Task Age_BoundsTheHistory_AndAJumpOfTheClockWithinARunDoesNot()
    {
        var time = new SettableTime();
        var options = new OutboxOptions { MaxAge = TimeSpan.FromDays(1), Time = time };
        await using (EventOutbox outbox = EventOutbox.Open(File, ["a"], options))
        {
            outbox.WriteRange(1, 5);
            await outbox.DrainAsync("a");
            time.JumpWall(TimeSpan.FromDays(400));
            time.Advance(TimeSpan.FromMinutes(5));
            outbox.WriteRange(6, 1);
            await outbox.DrainAsync("a");
            Assert.Equal(6, Count());
            time.Advance(TimeSpan.FromDays(2));
            outbox.WriteRange(7, 1);
            await outbox.DrainAsync("a");
            Assert.Equal(1, Count());
        }

        // Back to the past: what is stored does not become younger than what was stored before.
        time.JumpWall(TimeSpan.FromDays(-4000));
        await using (EventOutbox outbox = EventOutbox.Open(File, ["a"], options))
        {
            outbox.WriteRange(8, 1);
            await outbox.DrainAsync("a");
        }

        using var history = EventHistory.Open(File);
        DateTimeOffset[] stored = [.. history.Events(new EventFilter()).Select(record => record.Stored)];
        Assert.Equal(stored.Order(), stored);
    }

    [Fact]
    public async Task Age_OfUndeliveredEvents_CountsOnlyAfterTheSinksHadAChance()
    {
        var time = new SettableTime();
        var options = new OutboxOptions { MaxAge = TimeSpan.FromDays(1), Time = time };
        await using (EventOutbox outbox = EventOutbox.Open(File, ["a"], options))
            outbox.WriteRange(1, 5);
        time.JumpWall(TimeSpan.FromDays(30));
        await using EventOutbox later = EventOutbox.Open(File, ["a"], options);
        later.WriteRange(6, 1);
        await later.FlushAsync();
        Assert.Equal(6, later.Backlog("a").Pending);
        Assert.Equal(6, Count());

        time.Advance(TimeSpan.FromHours(2));
        later.WriteRange(7, 1);
        await later.FlushAsync();
        Assert.Equal(5, later.Status.Lost);
    }

    [Fact]
    public async Task DiskFull_KeepsEventsInMemory_CountsWhatIsTooMuch_AndTellsWhenThereIsRoom()
    {
        long pages = 40;
        var options = new OutboxOptions { QueueCapacity = 100, MaxPages = () => Interlocked.Read(ref pages) };
        await using EventOutbox outbox = EventOutbox.Open(File, ["a"], options);
        // 40 pages of 4 KiB: some events fit, the rest does not.
        outbox.WriteRange(1, 30);
        await outbox.FlushAsync();
        for (int number = 31; number < 1000; number += 10)
            outbox.WriteRange(number, 10, padding: 2000);
        await TestEvents.Until(() => outbox.Status is { Problem: not null, Lost: > 0 });
        Assert.Contains("full", outbox.Status.Problem);

        Interlocked.Exchange(ref pages, 1_000_000);
        await outbox.FlushAsync().WaitAsync(TestEvents.Patience);
        await TestEvents.Until(() => outbox.Status.Problem is null);
        outbox.WriteRange(5000, 1);
        List<OutgoingEvent> events = await outbox.DrainAsync("a");

        OutgoingEvent told = Assert.Single(events, e => e.Type == OutboxNotice.Overflow);
        Assert.Equal(outbox.Status.Lost, told.Data().GetProperty("lost").GetInt64());
        Assert.Equal(1001, events.Count - 1 + outbox.Status.Lost);
    }

    private int Count()
    {
        using var history = EventHistory.Open(File);
        return history.Events(new EventFilter()).Count();
    }

    /// <summary>A clock whose wall time and steady time are moved apart.</summary>
    private sealed class SettableTime : TimeProvider
    {
        private DateTimeOffset _wall = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        private long _steady;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _wall;

        public override long GetTimestamp() => Interlocked.Read(ref _steady);

        public void JumpWall(TimeSpan by) => _wall += by;

        public void Advance(TimeSpan by)
        {
            _wall += by;
            Interlocked.Add(ref _steady, by.Ticks);
        }
    }
}
